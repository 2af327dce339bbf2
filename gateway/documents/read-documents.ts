import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { HubError } from '#kit/errors/hub-error.ts';
import { limitQueries, type QueryLimits } from '../limits/limit-queries.ts';

/** An operation as its client sends it. */
export interface RegisteredDocument {
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  readonly name: string;
  readonly text: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads a client's operations: GraphQL, where each operation becomes a document with the fragments that it uses, or JSON
 * (`{ "<SHA-256 of the text>": "<text>" }`, as graphql-codegen writes `persisted-documents.json`), where each text stays as it is.
 * All that is wrong is told at once, by the operation's name.
 *
 * @throws BROKEN_FILE
 */
export function readDocuments(
  content: string,
  graph: { readonly schema: GraphQLSchema; readonly limits: QueryLimits },
): readonly RegisteredDocument[] {
  const texts = /^\s*\{\s*("|\})/.test(content) ? textsOfJson(content) : textsOfGraphql(content);
  if (texts.length === 0) throw new HubError('BROKEN_FILE', 'The file has no operation.');
  const problems: string[] = [];
  const documents = texts.map((text) => readDocument(text, graph, problems));
  if (problems.length > 0)
    throw new HubError('BROKEN_FILE', `The operations cannot be registered:\n  ${problems.join('\n  ')}`, {
      details: { problems },
    });
  return documents;
}

function readDocument(
  text: string,
  { schema, limits }: { readonly schema: GraphQLSchema; readonly limits: QueryLimits },
  problems: string[],
): RegisteredDocument {
  const document = parseFile(text);
  const [operation, another] = operationsOf(document);
  const name = operation?.name?.value ?? '';
  if (!operation || another)
    problems.push(`${name || 'a document'}: must hold one operation, and has ${another ? 'several' : 'none'}`);
  else if (name === '') problems.push('an operation has no name: the access log and errors tell of it by its name');
  for (const { message } of validate(schema, document, [...specifiedRules, limitQueries(limits)]))
    problems.push(`${name || 'a document'}: ${message}`);
  return { hash: hashOf(text), name, text };
}

const operationsOf = ({ definitions }: DocumentNode): readonly OperationDefinitionNode[] =>
  definitions.filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);

function parseFile(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    throw new HubError('BROKEN_FILE', `The file is not GraphQL: ${(error as Error).message}`, { cause: error });
  }
}

function textsOfGraphql(content: string): readonly string[] {
  const document = parseFile(content);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return operationsOf(document).map((operation) => {
    const used = new Set<FragmentDefinitionNode>();
    const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
      void visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment || used.has(fragment)) return;
          used.add(fragment);
          collect(fragment);
        },
      });
    collect(operation);
    return print({ kind: Kind.DOCUMENT, definitions: [operation, ...used] });
  });
}

function textsOfJson(content: string): readonly string[] {
  let entries: readonly [string, unknown][];
  try {
    entries = Object.entries(JSON.parse(content) as object);
  } catch (error) {
    throw new HubError('BROKEN_FILE', `The file is not JSON: ${(error as Error).message}`, { cause: error });
  }
  return entries.map(([hash, text]) => {
    if (typeof text === 'string' && hash === hashOf(text)) return text;
    throw new HubError(
      'BROKEN_FILE',
      `The entry "${hash}" must be the SHA-256, in hexadecimal, of the text beside it (graphql-codegen: hashAlgorithm "sha256").`,
    );
  });
}
