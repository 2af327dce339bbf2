import {
  type ASTNode,
  type ASTVisitor,
  GraphQLError,
  Kind,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

export interface QueryLimits {
  /** How deep fields may be nested, fragments counted where they are used. */
  readonly depth: number;
  /** How many fields an operation may name, aliases and fragments counted each time. */
  readonly fields: number;
}

const tooMuch = (message: string) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

/** Refuses operations that are too deep or name too many fields, before anything runs. */
export function limitQueries(limits: QueryLimits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const measure = { depth: 0, fields: 0, steps: 0 };
      walk(operation, 0, context, new Set(), measure, limits);
      if (measure.depth > limits.depth)
        context.reportError(
          tooMuch(`The query is more than ${limits.depth} fields deep. Split it into several queries.`),
        );
      if (measure.fields > limits.fields || measure.steps > mostSteps(limits))
        context.reportError(
          tooMuch(`The query names more than ${limits.fields} fields. Split it into several queries.`),
        );
    },
  });
}

/** Fragments that use each other twice and name no field would take the measuring itself for ever. */
const mostSteps = (limits: QueryLimits) => 10 * limits.fields;

function walk(
  node: ASTNode & { selectionSet?: unknown },
  depth: number,
  context: ValidationContext,
  open: ReadonlySet<string>,
  measure: { depth: number; fields: number; steps: number },
  limits: QueryLimits,
): void {
  if (measure.depth > limits.depth || measure.fields > limits.fields || measure.steps > mostSteps(limits)) return;
  if (!('selectionSet' in node) || !node.selectionSet) return;
  const { selections } = node.selectionSet as { selections: readonly ASTNode[] };
  for (const selection of selections) {
    measure.steps += 1;
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) continue; // introspection has its own limit
      measure.fields += 1;
      measure.depth = Math.max(measure.depth, depth + 1);
      walk(selection, depth + 1, context, open, measure, limits);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      walk(selection, depth, context, open, measure, limits);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD && !open.has(selection.name.value)) {
      const fragment = context.getFragment(selection.name.value);
      if (fragment) walk(fragment, depth, context, new Set([...open, selection.name.value]), measure, limits);
    }
  }
}
