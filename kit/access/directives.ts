import { type DirectiveNode, type GraphQLField, type GraphQLObjectType, Kind } from 'graphql';
import { type CategoryId, isCategoryId } from '#contracts/categories.ts';
import { HubError } from '#kit/errors/hub-error.ts';

/** Put before every subgraph's own SDL. None of these directives reaches the supergraph. */
export const accessSdl = /* GraphQL */ `
  "The field holds personal data of this category (contracts/categories.ts)."
  directive @personalData(category: String!) on FIELD_DEFINITION
  "The field, or every field of the type that says nothing else, holds no personal data."
  directive @notPersonal on FIELD_DEFINITION | OBJECT
  "The property of the resolved object that holds the pseudonymous id of the child it is about."
  directive @subject(field: String!) on OBJECT
  "The deed that a mutation is, for the access policy; the child is named by an argument, as a path, where there is one child."
  directive @deed(name: String!, child: String) on FIELD_DEFINITION
`;

export type Classification =
  | { readonly kind: 'personal'; readonly category: CategoryId }
  | { readonly kind: 'not-personal' };

const directive = (nodes: readonly DirectiveNode[] | undefined, name: string) =>
  nodes?.find((node) => node.name.value === name);

export function argumentOf(
  nodes: readonly DirectiveNode[] | undefined,
  name: string,
  argument: string,
): string | undefined {
  const value = directive(nodes, name)?.arguments?.find((node) => node.name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

const typeNodes = (type: GraphQLObjectType): readonly DirectiveNode[] => [
  ...(type.astNode?.directives ?? []),
  ...type.extensionASTNodes.flatMap((node) => node.directives ?? []),
];

/** The property that names the child an object is about; undefined where it is about none. */
export const subjectField = (type: GraphQLObjectType): string | undefined =>
  argumentOf(typeNodes(type), 'subject', 'field');

/** How a field is classified; throws, naming it, when it is not. */
export function classify(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Classification {
  const nodes = field.astNode?.directives;
  const category = argumentOf(nodes, 'personalData', 'category');
  const place = `${type.name}.${field.name}`;
  if (category !== undefined) {
    if (!isCategoryId(category))
      throw new HubError('CONFIG', `${place}: "${category}" is not a category of contracts/categories.ts.`);
    if (directive(nodes, 'notPersonal')) throw new HubError('CONFIG', `${place} is classified twice.`);
    return { kind: 'personal', category };
  }
  if (directive(nodes, 'notPersonal') || directive(typeNodes(type), 'notPersonal')) return { kind: 'not-personal' };
  throw new HubError('CONFIG', `${place} is not classified. Give it @personalData(category: …) or @notPersonal.`);
}
