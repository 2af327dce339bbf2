import {
  assertSchema,
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLUnionType,
  getNamedType,
  isLeafType,
} from 'graphql';
import { type CategoryId, categories } from '#contracts/categories.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { toGraphQLError } from '#kit/errors/mask-error.ts';
import type { Access } from './access.ts';
import { stepUp } from './assurance-limits.ts';
import { argumentOf, classify, subjectField } from './directives.ts';
import { childIdOf, guardReferences, knownOnly, primeNobody } from './guard-references.ts';
import type { Decision } from './policy.ts';
import { sealCursors } from './seal-cursors.ts';

/** What the guard needs of a subgraph's context. */
export interface GuardedContext {
  readonly access: Access;
}
type Resolver = GraphQLFieldResolver<unknown, GuardedContext>;
interface Connection {
  readonly edges: ReadonlyArray<{ readonly node: unknown; readonly cursor?: string }>;
  readonly pageInfo?: Readonly<Record<string, unknown>>;
}
const federationFields = new Set(['_service', '_entities']);

/**
 * Wraps every resolver of a schema once, in place: personal data needs an open decision, lists lose the children that may not
 * be known of, mutations need their deed. Refuses a schema with a field that is not classified.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  assertSchema(schema); // one of another copy of graphql-js has no type that is known here: nothing would be guarded
  refuseAbstractChildren(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith('__') || type.name === '_Service') continue;
    guardReferences(type);
    for (const field of Object.values(type.getFields())) {
      if (roots.has(type) && federationFields.has(field.name)) continue; // references are checked as they resolve
      if (type === schema.getMutationType()) guardDeed(field);
      // A field of Query that gives an object holds nothing itself; one that gives a value does.
      else if (!roots.has(type) || isLeafType(getNamedType(field.type))) guardField(type, field);
      filterChildren(field);
      sealCursors(type, field);
      field.resolve = withDeliberateErrors(field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

function guardField(type: GraphQLObjectType, field: GraphQLField<unknown, GuardedContext>): void {
  const classification = classify(type, field as GraphQLField<unknown, unknown>);
  if (classification.kind === 'not-personal') return;
  const { category } = classification;
  if (field.type instanceof GraphQLNonNull)
    throw new HubError(
      'CONFIG',
      `${type.name}.${field.name} holds personal data and must be nullable: it may be withheld.`,
    );
  const subject = subjectField(type);
  const resolve = field.resolve ?? defaultFieldResolver;
  const decideAndResolve: Resolver = (source, args, context, info) => {
    const childId = subject === undefined ? undefined : childIdOf(source, subject, type.name);
    const decision = context.access.decide(childId, category);
    if (!decision.allow) throw withheld(category, decision);
    context.access.disclose(childId, category, decision);
    return resolve(source, args, context, info);
  };
  field.resolve = (source, args, context, info) => {
    const childId = subject === undefined ? undefined : childIdOf(source, subject, type.name);
    // Facts are fetched in a batch by the list or the reference before; this is the way in for what came by no list.
    if (childId !== undefined && !context.access.isPrimed(childId))
      return context.access.prime([childId]).then(() => decideAndResolve(source, args, context, info));
    if (childId === undefined)
      return context.access.prime([]).then(() => decideAndResolve(source, args, context, info));
    return decideAndResolve(source, args, context, info);
  };
}

/** Null with its reason: which category, by which rule, which higher level of sign-in would open it, and how to appeal. */
export function withheld(category: CategoryId, decision: Decision): GraphQLError {
  const label = categories[category].label;
  const { needs } = decision;
  const legalBasis = decision.legalBasis.length > 0 ? decision.legalBasis : ['forvaltningsloven § 13'];
  const how = needs ? ` It needs a sign-in of a higher level (${needs}): /sign-in?level=${needs}` : '';
  return new GraphQLError(`Withheld: ${label.en}.${how}`, {
    extensions: {
      code: 'WITHHELD',
      category,
      legalBasis,
      ...(needs ? { assurance: stepUp(needs) } : {}),
      appeal:
        'A refusal can be appealed to Statsforvalteren through the school (barnelova § 47; forvaltningsloven kap. VI).',
      deliberate: true,
    },
  });
}

function guardDeed(field: GraphQLField<unknown, GuardedContext>): void {
  const nodes = field.astNode?.directives;
  const deed = argumentOf(nodes, 'deed', 'name');
  if (!deed) throw new HubError('CONFIG', `Mutation.${field.name} has no @deed(name: …): nothing could permit it.`);
  const childPath = argumentOf(nodes, 'deed', 'child')?.split('.');
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    if (childPath) await context.access.require(deed, childAt(args, childPath));
    const answer = await askedAlike(
      () => resolve(source, args, context, info) as Promise<Answer>,
      context.access,
      deed,
    );
    // Where the child is found only by the mutation itself, it must have asked before it did anything.
    if (!context.access.wasRequired(deed) && !answer?.userErrors?.length)
      throw new Error(`Mutation.${field.name} answered without having had the deed "${deed}" opened`);
    return answer;
  };
}

type Answer = { userErrors?: readonly unknown[] } | null;

/** A mutation that found nothing to ask its deed for asks of nobody instead: what is hidden and what is not there cost the same. */
async function askedAlike(work: () => Promise<Answer>, access: Access, deed: string): Promise<Answer> {
  try {
    const answer = await work();
    if (!access.wasRequired(deed)) await primeNobody(access);
    return answer;
  } catch (error) {
    await primeNobody(access);
    throw error;
  }
}

function childAt(args: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], args);
  if (typeof value !== 'string')
    throw new HubError('BAD_INPUT', `The argument ${path.join('.')} must be a child's id.`);
  return value;
}

/** Children in a field's answer: of the returned type itself, or of the nodes of a connection. */
function filterChildren(field: GraphQLField<unknown, GuardedContext>): void {
  const type = objectTypeOf(field.type);
  if (!type) return;
  const own = subjectField(type);
  const nodeType = type.getFields().edges ? nodeTypeOf(type) : undefined;
  const node = nodeType ? subjectField(nodeType) : undefined;
  if (!own && !node) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    const value: unknown = await resolve(source, args, context, info);
    if (value === null || value === undefined) {
      // Asked for by an id, and not there: the same is asked of the database as for one that may not be known of.
      if (own && 'id' in args) await primeNobody(context.access);
      return value;
    }
    if (own) return knownOnly(value, own, context.access, type.name);
    const connection = value as Connection;
    const nodes = await knownOnly(
      connection.edges.map((edge) => edge.node),
      node ?? '',
      context.access,
      nodeType?.name,
    );
    const kept = new Set(nodes as unknown[]);
    const edges = connection.edges.filter((edge) => kept.has(edge.node));
    const last = edges.at(-1);
    // A cursor names its row by its sort key: the last one must not be a hidden child's.
    const moved = edges.length < connection.edges.length && last?.cursor !== undefined && connection.pageInfo;
    return { ...connection, edges, ...(moved ? { pageInfo: { ...moved, endCursor: last.cursor } } : {}) };
  };
}

/** An answer of several types could not be filtered by the child it is about: a field must name one. */
function refuseAbstractChildren(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLUnionType || type instanceof GraphQLInterfaceType) || type.name === '_Entity')
      continue;
    const child = schema.getPossibleTypes(type).find(subjectField);
    if (child)
      throw new HubError(
        'CONFIG',
        `${type.name} may be a ${child.name}, which is about a child: give ${child.name} fields of its own.`,
      );
  }
}

function objectTypeOf(type: GraphQLOutputType): GraphQLObjectType | undefined {
  if (type instanceof GraphQLNonNull || type instanceof GraphQLList)
    return objectTypeOf(type.ofType as GraphQLOutputType);
  return type instanceof GraphQLObjectType ? type : undefined;
}

function nodeTypeOf(connection: GraphQLObjectType): GraphQLObjectType | undefined {
  const edge = objectTypeOf(connection.getFields().edges?.type as GraphQLOutputType);
  const node = edge?.getFields().node;
  return node ? objectTypeOf(node.type) : undefined;
}

/** Deliberate errors keep their code on the way out of the subgraph, synchronous or not. */
function withDeliberateErrors(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    try {
      const value: unknown = resolve(source, args, context, info);
      return value instanceof Promise ? value.catch((error: unknown) => Promise.reject(toGraphQLError(error))) : value;
    } catch (error) {
      throw toGraphQLError(error);
    }
  };
}
