import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

type SchemaModule = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number];

export type Resolvers = NonNullable<Extract<SchemaModule, { typeDefs: unknown }>['resolvers']>;

/** One subgraph of a graph made for a test. */
export interface TestSubgraph {
  readonly name: string;
  /** Where it would run; made up from its name otherwise. */
  readonly url?: string;
  readonly sdl: string;
  readonly resolvers: Resolvers;
}

export interface TestGraph {
  readonly supergraphSdl: string;
  readonly schemas: Readonly<Record<string, GraphQLSchema>>;
}

const federation = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
    "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"
  ])
`;

/** Composes the subgraphs with Apollo's composition, as any supergraph is made. */
export function federate(subgraphs: readonly TestSubgraph[]): TestGraph {
  const parsed = subgraphs.map((subgraph) => ({
    name: subgraph.name,
    url: subgraph.url ?? `http://${subgraph.name}.internal/graphql`,
    typeDefs: parse(federation + subgraph.sdl),
    resolvers: subgraph.resolvers,
  }));
  const { supergraphSdl, errors } = composeServices(parsed);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  const schemas = parsed.map(({ name, typeDefs, resolvers }) => [name, buildSubgraphSchema([{ typeDefs, resolvers }])]);
  return { supergraphSdl, schemas: Object.fromEntries(schemas) };
}
