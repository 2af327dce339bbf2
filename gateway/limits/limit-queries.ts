import {
  type ASTNode,
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

export interface QueryLimits {
  /** How deep fields may be nested, fragments counted where they are used. */
  readonly depth: number;
  /** How many fields an operation may name, aliases and fragments counted each time. */
  readonly fields: number;
  /** How many fields it may give another name, or name again beside themselves; those about the schema too. */
  readonly aliases: number;
  /** How many fields it may begin with. */
  readonly rootFields: number;
  /** How many directives it may use. */
  readonly directives: number;
}
type Measure = Record<keyof QueryLimits | 'steps', number>;

const tooMuch = (message: string) => new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

/** Refuses operations that are too deep or name too much, before anything runs. */
export function limitQueries(limits: QueryLimits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const measure: Measure = {
        depth: 0,
        fields: 0,
        aliases: 0,
        rootFields: 0,
        directives: operation.directives?.length ?? 0,
        steps: 0,
      };
      walk(operation, 0, context, new Set(), measure, limits);
      const refuse = (what: string) =>
        context.reportError(tooMuch(`The query ${what}. Split it into several queries.`));
      if (measure.depth > limits.depth) refuse(`is more than ${limits.depth} fields deep`);
      if (measure.fields > limits.fields || measure.steps > mostSteps(limits))
        refuse(`names more than ${limits.fields} fields`);
      if (measure.aliases > limits.aliases) refuse(`has more than ${limits.aliases} aliases or repeated fields`);
      if (measure.rootFields > limits.rootFields) refuse(`begins with more than ${limits.rootFields} fields`);
      if (measure.directives > limits.directives) refuse(`has more than ${limits.directives} directives`);
    },
  });
}

/** Fragments that use each other twice and name no field would take the measuring itself for ever. */
const mostSteps = (limits: QueryLimits) => 10 * limits.fields;

const isOver = (measure: Measure, limits: QueryLimits): boolean =>
  measure.steps > mostSteps(limits) ||
  (Object.keys(limits) as (keyof QueryLimits)[]).some((limit) => measure[limit] > limits[limit]);

function walk(
  node: ASTNode & { selectionSet?: unknown },
  depth: number,
  context: ValidationContext,
  open: ReadonlySet<string>,
  measure: Measure,
  limits: QueryLimits,
): void {
  if (isOver(measure, limits)) return;
  if (!('selectionSet' in node) || !node.selectionSet) return;
  const { selections } = node.selectionSet as { selections: readonly SelectionNode[] };
  measure.aliases += renamedIn(selections);
  for (const selection of selections) {
    measure.steps += 1;
    measure.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      if (depth === 0) measure.rootFields += 1;
      if (selection.name.value.startsWith('__')) continue; // introspection has its own limit
      measure.fields += 1;
      measure.depth = Math.max(measure.depth, depth + 1);
      walk(selection, depth + 1, context, open, measure, limits);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      walk(selection, depth, context, open, measure, limits);
    } else if (!open.has(selection.name.value)) {
      const fragment = context.getFragment(selection.name.value);
      if (fragment) walk(fragment, depth, context, new Set([...open, selection.name.value]), measure, limits);
    }
  }
}

/** Fields of one selection that have an alias, or stand there again. */
function renamedIn(selections: readonly SelectionNode[]): number {
  const fields = selections.filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
  const aliased = fields.filter(({ alias }) => alias !== undefined).length;
  const plain = fields.filter(({ alias }) => alias === undefined).map(({ name }) => name.value);
  return aliased + plain.length - new Set(plain).size;
}
