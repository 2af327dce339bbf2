import type { GraphQLError } from 'graphql';
import type { ResultObject } from './result-tree.ts';

/** One execution of a compiled plan. */
export interface Run {
  /** The answer under construction. */
  readonly root: ResultObject;
  /** Variables as the caller gave them: each subgraph coerces its own. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same, coerced and with the operation's defaults: for `@skip`, `@include` and the plan's conditions. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  /** Aborted when the answer is awaited no more: no subgraph is asked after that. */
  readonly signal?: AbortSignal | undefined;
  readonly errors: GraphQLError[];
}

/** A step of a plan, done for all objects at its place at once; it never rejects. */
export type Step = (run: Run, at: readonly ResultObject[]) => Promise<void> | undefined;
