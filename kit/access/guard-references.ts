import { randomUUID } from 'node:crypto';
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { toGraphQLError } from '#kit/errors/mask-error.ts';
import type { Access } from './access.ts';
import { subjectField } from './directives.ts';
import type { GuardedContext } from './guard.ts';

type ReferenceResolver = (
  reference: Record<string, unknown>,
  context: GuardedContext,
  info: GraphQLResolveInfo,
) => unknown;

/**
 * A child's reference resolver that checks first whether the viewer may know of the child: the references of one `_entities`
 * call fetch their facts in one batch. A subgraph that holds nothing under the child but fields needs no resolver of its own.
 */
export function knownChildReference(
  resolve: ReferenceResolver = (reference) => ({ id: reference.id }),
): ReferenceResolver {
  return async (reference, context, info) => {
    const childId = reference.id;
    if (typeof childId !== 'string') return null;
    await context.access.prime([childId]);
    return context.access.mayKnow(childId) ? resolve(reference, context, info) : null;
  };
}

/** Wraps the reference resolver of every type that is about a child: what it finds is given only where the child may be known of. */
export function guardReferences(type: GraphQLObjectType): void {
  const subject = subjectField(type);
  if (!subject || !type.astNode) return;
  const apollo = type.extensions.apollo as { subgraph?: { resolveReference?: ReferenceResolver } } | undefined;
  const resolve: ReferenceResolver = apollo?.subgraph?.resolveReference ?? ((reference) => reference);
  const resolveReference: ReferenceResolver = async (reference, context, info) => {
    try {
      const value: unknown = await resolve(reference, context, info);
      return value === null || value === undefined ? null : await knownOnly(value, subject, context.access, type.name);
    } catch (error) {
      throw toGraphQLError(error);
    }
  };
  type.extensions = { ...type.extensions, apollo: { ...apollo, subgraph: { ...apollo?.subgraph, resolveReference } } };
}

/** Fetches facts as for a child, of none: a child that does not exist has none. Does nothing where facts of a child were fetched. */
export async function primeNobody(access: Access): Promise<void> {
  if (!access.hasPrimed()) await access.prime([randomUUID()]);
}

/** Of an object or a list, what is about children that the viewer may know of. */
export async function knownOnly(value: unknown, subject: string, access: Access, typeName = 'row'): Promise<unknown> {
  const childOf = (item: unknown) => childIdOf(item, subject, typeName);
  if (!Array.isArray(value)) {
    await access.prime([childOf(value)]);
    return access.mayKnow(childOf(value)) ? value : null;
  }
  const items = value.filter((item) => item !== null && item !== undefined);
  await access.prime([...new Set(items.map(childOf))]);
  return items.filter((item) => access.mayKnow(childOf(item)));
}

export function childIdOf(source: unknown, subject: string, typeName: string): string {
  const childId = (source as Record<string, unknown> | null)?.[subject];
  if (typeof childId !== 'string') throw new Error(`a ${typeName} was resolved without its child (${subject})`);
  return childId;
}
