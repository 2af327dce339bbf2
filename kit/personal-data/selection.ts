import {
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isRequiredArgument,
} from 'graphql';
import type { CategoryId } from '#contracts/categories.ts';
import { classify, subjectField } from '#kit/access/directives.ts';
import { keptApart } from './kept-apart.ts';

type Field = GraphQLField<unknown, unknown>;

/** A field that holds personal data. */
export interface ClassifiedField {
  readonly type: string;
  readonly field: string;
  readonly category: CategoryId;
}

/** What a schema holds of a child, and what to ask to get all of it. */
export interface Selection {
  /** A query of one `_entities` reference, `$of`; undefined where the schema holds nothing under the child. */
  readonly query: string | undefined;
  /** The fields of the child itself, with what they are called in the schema. */
  readonly sections: ReadonlyMap<string, { readonly category: CategoryId | null; readonly description: string }>;
  /** Every classified field that the query asks for, as `Type.field`. */
  readonly asked: ReadonlySet<string>;
  /** Every one that it does not ask for. */
  readonly notAsked: readonly ClassifiedField[];
}

const pageSize = 500;
const objectOf = (type: GraphQLOutputType): GraphQLObjectType | undefined => {
  const named = getNamedType(type);
  return named instanceof GraphQLObjectType ? named : undefined;
};
const isEntity = (type: GraphQLObjectType): boolean =>
  (type.astNode?.directives ?? []).some(({ name }) => name.value === 'key');

/** Every classified field of a schema, in the order of its types. */
export function classifiedFields(schema: GraphQLSchema): ClassifiedField[] {
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType()]);
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => type instanceof GraphQLObjectType && !type.name.startsWith('_'),
  );
  return types
    .filter((type) => !roots.has(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const classification = classify(type, field);
        return classification.kind === 'personal'
          ? [{ type: type.name, field: field.name, category: classification.category }]
          : [];
      }),
    );
}

/**
 * Asks for everything that a schema holds under a child, made from the schema itself: a field that is added is asked for. It goes down through
 * what is about the child; of a school, a group or a colleague it takes what stands there and goes no further.
 */
export function selectionOf(schema: GraphQLSchema): Selection {
  const pupil = schema.getType('Pupil');
  const asked = new Set<string>();
  const sections = new Map<string, { category: CategoryId | null; description: string }>();
  if (!(pupil instanceof GraphQLObjectType))
    return { query: undefined, sections, asked, notAsked: classifiedFields(schema) };

  const take = (type: GraphQLObjectType, field: Field): void => {
    if (classify(type, field).kind === 'personal') asked.add(`${type.name}.${field.name}`);
  };
  const isKeptApart = (type: GraphQLObjectType, field: Field): boolean => {
    const classification = classify(type, field);
    if (classification.kind !== 'personal') return false;
    return keptApart({ type: type.name, field: field.name, category: classification.category }) !== undefined;
  };
  const textOf = (type: GraphQLObjectType, field: Field, path: readonly GraphQLObjectType[]): string => {
    if (isKeptApart(type, field) || field.args.some(isRequiredArgument) || isAbstractType(getNamedType(field.type)))
      return '';
    if (isLeafType(getNamedType(field.type))) {
      take(type, field);
      return field.name;
    }
    const to = objectOf(field.type);
    if (!to) return '';
    // The way back, to the child or to what it is already within: which one it is, is told by its id.
    if (to === pupil || path.includes(to)) {
      if (!to.getFields().id) return '';
      take(type, field);
      return `${field.name} { id }`;
    }
    const node = objectOf(objectOf(to.getFields().edges?.type ?? to)?.getFields().node?.type ?? to);
    const isPage = to.getFields().edges !== undefined && node !== undefined;
    const inner = isPage ? bodyOf(node, [...path, to, node]) : bodyOf(to, [...path, to]);
    if (inner === '') return '';
    take(type, field);
    if (!isPage) return `${field.name} { ${inner} }`;
    return `${field.name}(first: ${pageSize}) { edges { node { ${inner} } } pageInfo { hasNextPage endCursor } }`;
  };
  const bodyOf = (type: GraphQLObjectType, path: readonly GraphQLObjectType[]): string => {
    // A school or a group is not about the child: what stands in it is taken, what hangs on it is others'.
    const further = subjectField(type) !== undefined || !isEntity(type);
    const fields = Object.values(type.getFields()).filter((field) => further || isLeafType(getNamedType(field.type)));
    return fields
      .map((field) => textOf(type, field, path))
      .filter((text) => text !== '')
      .join(' ');
  };
  const body: string[] = [];
  for (const field of Object.values(pupil.getFields())) {
    const text = textOf(pupil, field, [pupil]);
    if (text === '' || field.name === 'id') continue;
    body.push(text);
    const classification = classify(pupil, field);
    const category = classification.kind === 'personal' ? classification.category : null;
    sections.set(field.name, { category, description: field.description ?? '' });
  }
  const query =
    body.length > 0
      ? `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Pupil { ${body.join('\n')} } } }`
      : undefined;
  const notAsked = classifiedFields(schema).filter(({ type, field }) => !asked.has(`${type}.${field}`));
  return { query, sections, asked, notAsked };
}
