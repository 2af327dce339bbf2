import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { compileFetch, type Federation } from './compile-fetch.ts';
import { objectsAt, type PlanPath } from './places.ts';
import type { ResultObject } from './result-tree.ts';
import type { Run, Step } from './run.ts';

/** Fetches everything that the operation needs into `run.root`. */
export type CompiledPlan = (run: Run) => Promise<void>;

/** Compiles a query plan of `@apollo/query-planner` once, so that running it decides nothing that the plan has decided. */
export function compilePlan({ node }: QueryPlan, federation: Federation): CompiledPlan {
  if (!node) return async () => {};
  if (node.kind === 'Subscription')
    throw new GraphQLError('Subscriptions are not supported.', { extensions: { code: 'BAD_USER_INPUT' } });
  const step = compileNode(node, [], federation);
  return async (run) => step(run, [run.root]);
}

function compileNode(node: PlanNode, path: PlanPath, federation: Federation): Step {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, path, federation);
    case 'Sequence':
      return inSequence(node.nodes.map((each) => compileNode(each, path, federation)));
    case 'Parallel': {
      const steps = node.nodes.map((each) => compileNode(each, path, federation));
      return async (run, at) => {
        await Promise.all(steps.map((step) => step(run, at)));
      };
    }
    case 'Flatten': {
      const below = node.path.map(String);
      const step = compileNode(node.node, [...path, ...below], federation);
      return (run, at) => {
        const objects: ResultObject[] = objectsAt(at, below);
        return objects.length === 0 ? undefined : step(run, objects);
      };
    }
    case 'Condition': {
      const { condition } = node;
      const whenTrue = node.ifClause && compileNode(node.ifClause, path, federation);
      const whenFalse = node.elseClause && compileNode(node.elseClause, path, federation);
      return (run, at) => (run.coerced[condition] === true ? whenTrue : whenFalse)?.(run, at);
    }
    case 'Defer':
      throw new GraphQLError('@defer is not supported.', { extensions: { code: 'BAD_USER_INPUT' } });
  }
}

function inSequence(steps: readonly Step[]): Step {
  return async (run, at) => {
    for (const step of steps) await step(run, at);
  };
}
