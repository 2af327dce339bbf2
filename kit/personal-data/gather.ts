import { type ExecutionResult, execute, type GraphQLError, parse } from 'graphql';
import type { CategoryId, SubgraphName } from '#contracts/categories.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { type RequestContext, type RunningSubgraph, type SubgraphDefinition, schemaOf } from '#kit/serve/subgraph.ts';
import { type KeptApart, keptApart } from './kept-apart.ts';
import { type Selection, selectionOf } from './selection.ts';

/** One field of the child, with all that is in it. */
export interface PersonalDataSection {
  readonly subgraph: SubgraphName;
  readonly field: string;
  readonly category: CategoryId | null;
  /** What the schema says that it is, in English. */
  readonly description: string;
  readonly content: Json;
}

/** What is held and not given, by which paragraphs. */
export interface WithheldField {
  readonly subgraph: SubgraphName;
  /** Where it stands under the child: `messages.text`. */
  readonly field: string;
  readonly category: string;
  readonly legalBasis: readonly string[];
  /** How many values. */
  readonly count: number;
}

/** What is given to nobody, with the written reason. */
export interface FieldKeptApart extends KeptApart {
  readonly subgraph: SubgraphName;
  /** `Guardian.email`. */
  readonly field: string;
  readonly category: CategoryId;
}

export interface PersonalData {
  readonly sections: readonly PersonalDataSection[];
  readonly withheld: readonly WithheldField[];
  readonly keptApart: readonly FieldKeptApart[];
  /** Lists that are longer than is given: their rest is asked for page by page. */
  readonly cutOff: readonly string[];
}

type Tree = { readonly [field: string]: Json };
const known = new WeakMap<object, Selection>();

/** What is asked of one subgraph: made once from its schema. */
export function selectionFor(
  definition: Pick<SubgraphDefinition<never>, 'name' | 'schemaFile' | 'resolvers'>,
): Selection {
  const schema = schemaOf(definition);
  const selection = known.get(schema) ?? selectionOf(schema);
  known.set(schema, selection);
  return selection;
}

/**
 * All that one subgraph holds of a child, as the viewer of the request may see it: decided, and audited, as if it were asked over the graph.
 * What fails for another reason than that it is withheld fails the whole: an export is whole or not made.
 */
export async function gatherPersonalData(
  definition: Pick<SubgraphDefinition<never>, 'name' | 'schemaFile' | 'resolvers'>,
  running: Pick<RunningSubgraph<never>, 'contextFor'>,
  request: RequestContext,
  childId: string,
): Promise<PersonalData> {
  const { query, sections, notAsked } = selectionFor(definition);
  const apart = notAsked.map((one): FieldKeptApart => {
    const why = keptApart(one);
    if (!why)
      throw new HubError('INTERNAL', `${one.type}.${one.field} is neither in the export nor kept apart for a reason.`);
    return { subgraph: definition.name, field: `${one.type}.${one.field}`, category: one.category, ...why };
  });
  if (query === undefined) return { sections: [], withheld: [], keptApart: apart, cutOff: [] };
  const result = (await execute({
    schema: schemaOf(definition),
    document: parse(query),
    variableValues: { of: [{ __typename: 'Pupil', id: childId }] },
    contextValue: running.contextFor(request),
  })) as ExecutionResult<{ _entities: ReadonlyArray<Tree | null> }>;
  const failed = result.errors?.find(({ extensions }) => extensions.code !== 'WITHHELD');
  if (failed) throw failed.originalError ?? failed;
  const child = result.data?._entities[0];
  if (!child) throw new HubError('NOT_FOUND', 'There is no such child, or you may not know of it.');
  const cutOff: string[] = [];
  const found = [...sections].map(([field, { category, description }]) => ({
    subgraph: definition.name,
    field,
    category,
    description,
    content: withoutPages(child[field] ?? null, field, cutOff),
  }));
  const withheld = withheldOf(definition.name, result.errors ?? []);
  return { sections: found, withheld, keptApart: apart, cutOff };
}

/** A page as the list of what is on it. */
function withoutPages(value: Json, place: string, cutOff: string[]): Json {
  if (Array.isArray(value)) return value.map((item) => withoutPages(item, place, cutOff));
  if (value === null || typeof value !== 'object') return value;
  const { edges, pageInfo } = value as Tree;
  if (Array.isArray(edges) && pageInfo !== undefined) {
    if ((pageInfo as Tree).hasNextPage === true) cutOff.push(place);
    return edges.map((edge) => withoutPages((edge as Tree).node ?? null, place, cutOff));
  }
  return Object.fromEntries(
    Object.entries(value as Tree).map(([field, inner]) => [field, withoutPages(inner, `${place}.${field}`, cutOff)]),
  );
}

const pagePieces = new Set<string | number>(['edges', 'node', '_entities']);
function withheldOf(subgraph: SubgraphName, errors: readonly GraphQLError[]): WithheldField[] {
  const byField = Map.groupBy(errors, ({ path }) =>
    (path ?? []).filter((piece) => typeof piece === 'string' && !pagePieces.has(piece)).join('.'),
  );
  return [...byField].map(([field, [first, ...others]]) => ({
    subgraph,
    field,
    category: String(first?.extensions.category),
    legalBasis: (first?.extensions.legalBasis ?? []) as readonly string[],
    count: others.length + 1,
  }));
}
