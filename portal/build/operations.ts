import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
} from 'graphql';
import { HubError } from '#kit/errors/hub-error.ts';

const portal = new URL('../', import.meta.url).pathname;

/** What the portal's pages ask the graph: their types, their texts, and the texts as a client's trusted documents. */
export async function operationFiles(schema: GraphQLSchema): Promise<Record<string, string>> {
  const document = readOperations(schema);
  const texts = operationTexts(document);
  const staff = new Set(namesIn(graphqlFiles().filter((file) => file.startsWith('staff/'))));
  const types = await typesOf(schema, document);
  return {
    'portal/graph/types.generated.ts': types,
    'portal/graph/enum-values.generated.ts': enumValues(schema, types),
    'portal/graph/family-operations.generated.ts': operationsModule(texts, (name) => !staff.has(name)),
    'portal/graph/staff-operations.generated.ts': operationsModule(texts, (name) => staff.has(name)),
    'portal/graph/operations.generated.ts': barrel,
    'portal/graph/trusted-documents.generated.json': trustedDocuments(texts),
  };
}

/** Every .graphql file of the portal, as one document. Throws a HubError (`CONFIG`) with all that the graph does not have. */
function readOperations(schema: GraphQLSchema): DocumentNode {
  const document = parse(textOf(graphqlFiles()));
  const problems = validate(schema, document);
  if (problems.length > 0)
    throw new HubError(
      'CONFIG',
      `The portal asks for what the graph has not:\n  ${problems.map(({ message }) => message).join('\n  ')}`,
    );
  return document;
}

const graphqlFiles = (): readonly string[] =>
  readdirSync(portal, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql') && !name.includes('.generated.'))
    .sort();
const textOf = (files: readonly string[]): string =>
  files.map((name) => readFileSync(join(portal, name), 'utf8')).join('\n');
const namesIn = (files: readonly string[]): readonly string[] =>
  [...textOf(files).matchAll(/^(?:query|mutation) (\w+)/gm)].map(([, name = '']) => name);

/** Each operation with the fragments that it uses, on one line, by name. The client's cache needs to know every object's type. */
function operationTexts(document: DocumentNode): ReadonlyMap<string, string> {
  const named = visit(document, {
    SelectionSet: {
      leave(node, _, parent) {
        const isRoot =
          !Array.isArray(parent) && (parent as { kind?: string } | undefined)?.kind === 'OperationDefinition';
        return isRoot
          ? undefined
          : {
              ...node,
              selections: [...node.selections, { kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
            };
      },
    },
  }) as DocumentNode;
  const fragments = new Map(
    named.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === 'FragmentDefinition')
      .map((one) => [one.name.value, one]),
  );
  const operations = named.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === 'OperationDefinition',
  );
  return new Map(
    operations.map((operation) => {
      const parts = [operation, ...usedFragments(operation, fragments)];
      return [operation.name?.value ?? '', stripIgnoredCharacters(parts.map(print).join('\n'))];
    }),
  );
}

function usedFragments(
  from: OperationDefinitionNode | FragmentDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
  seen = new Set<string>(),
): FragmentDefinitionNode[] {
  const found: FragmentDefinitionNode[] = [];
  visit(from, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value);
      if (!fragment || seen.has(name.value)) return;
      seen.add(name.value);
      found.push(fragment, ...usedFragments(fragment, all, seen));
    },
  });
  return found;
}

const typesOf = (schema: GraphQLSchema, document: DocumentNode): Promise<string> =>
  codegen({
    filename: 'types.generated.ts',
    schema: parse('scalar Unused'),
    schemaAst: schema,
    documents: [{ location: 'portal', document }],
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationTypes },
    config: {
      useTypeImports: true,
      avoidOptionals: { field: true },
      immutableTypes: true,
      enumsAsTypes: true,
      skipTypename: true,
      dedupeFragments: true,
      inlineFragmentTypes: 'combine',
      strictScalars: true,
      scalars: { ID: 'string', Date: 'string', DateTime: 'string', OrganisationNumber: 'string', NationalId: 'string' },
    },
  });

/** The values of each enum among the types, in the graph's order: a form that offers them all forgets none that is added. */
function enumValues(schema: GraphQLSchema, types: string): string {
  const names = [...types.matchAll(/^export type (\w+) =$/gm)].map(([, name = '']) => name);
  const enums = names.map((name) => schema.getType(name)).filter(isEnumType);
  return `// Made from the graph by \`oppvekst compose\`.
import type {
${enums
  .map(({ name }) => `  ${name},`)
  .sort()
  .join('\n')}
} from './types.generated.ts';

${enums
  .map(
    (type) =>
      `export const every${type.name}: readonly ${type.name}[] = [\n${type
        .getValues()
        .map(({ name }) => `  '${name}',`)
        .join('\n')}\n];`,
  )
  .join('\n')}
`;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The texts by their hashes, as the gateway registers them at each start. */
const trustedDocuments = (texts: ReadonlyMap<string, string>): string =>
  `${JSON.stringify(Object.fromEntries([...texts.values()].map((text) => [hashOf(text), text])), null, 2)}\n`;

/** Two modules behind one: a family's page does not load what the staff ask. */
const barrel = `// Made from the portal's .graphql files by \`oppvekst compose\`.
export * from './family-operations.generated.ts';
export * from './staff-operations.generated.ts';
`;

function operationsModule(texts: ReadonlyMap<string, string>, isIn: (name: string) => boolean): string {
  const own = [...texts].filter(([name]) => isIn(name));
  const kinds = own.map(([name, text]) => [name, text.startsWith('mutation') ? 'Mutation' : 'Query', text] as const);
  const imports = kinds.flatMap(([name, kind]) => [`${name}${kind}`, `${name}${kind}Variables`]).sort();
  return `// Made from the portal's .graphql files by \`oppvekst compose\`.
import { trusted } from './operation.ts';
import type {
${imports.map((name) => `  ${name},`).join('\n')}
} from './types.generated.ts';

${kinds
  .map(
    ([name, kind, text]) =>
      `export const ${name} = /* @__PURE__ */ trusted<${name}${kind}, ${name}${kind}Variables>(\n  '${hashOf(text)}',\n);`,
  )
  .join('\n')}
`;
}
