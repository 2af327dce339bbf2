import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { createExecutor, createInProcessDataSource } from '#gateway/execution/index.ts';
import { readFederatedGraph } from '#gateway/execution/read-federated-graph.ts';
import { createServer, type ServerOptions } from '#gateway/server.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { type HubSettingsInput, hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { createLog } from '#kit/log/log.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { hello: String deliberate: String unexpected: String never: String deeper: Query people(first: Int): People! }
  type People { edges: [PersonEdge!]! pageInfo: PageInfo! }
  type PersonEdge { node: Person! }
  type PageInfo { hasNextPage: Boolean! }
  type Person { name: String friends(first: Int): People! }
  type Mutation { act: String }
`);
export const secret = 'select secret from person at /srv/hub/store.ts of db.internal';
const nobody = { edges: [], pageInfo: { hasNextPage: false } };

/** A gateway over one small subgraph, with whoever the test says is asking. */
export interface SmallGraph {
  readonly server: FastifyInstance;
  readonly logged: string[];
  /** How often the mutation was done. */
  acts: number;
  /** Who asks, or why nobody may; the test's own at will. */
  contextOf: ServerOptions['contextOf'];
  /** What a request ends with. */
  flush(): Promise<void>;
  ask(query: unknown, headers?: Record<string, string>): Promise<Answer>;
}
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

export const parent: Viewer = {
  kind: 'person',
  personId: 'parent',
  purpose: null,
  organisation: null,
  assurance: 'high',
};

export async function startSmallGraph(
  over: Partial<HubSettingsInput> = {},
  options: Partial<ServerOptions> = {},
): Promise<SmallGraph> {
  const { supergraphSdl } = composeServices([{ name: 'greeting', url: 'http://greeting.internal', typeDefs }]);
  const logged: string[] = [];
  const resolvers = {
    Query: {
      hello: () => 'hei',
      deeper: () => ({}),
      people: () => nobody,
      never: () => new Promise(() => undefined),
      deliberate: () => {
        throw new HubError('CONFLICT', 'The key was used.');
      },
      unexpected: () => {
        throw new Error(secret);
      },
    },
    Mutation: {
      act: () => {
        graph.acts += 1;
        return 'done';
      },
    },
  };
  const settings = hubSettingsSchema.parse({
    controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
    port: 0,
    database: { kind: 'memory' },
    keysFolder: 'keys',
    production: false,
    ...over,
  });
  const server = await createServer({
    settings,
    executor: createExecutor({
      graph: readFederatedGraph(supergraphSdl ?? ''),
      dataSources: {
        greeting: createInProcessDataSource(buildSubgraphSchema([{ typeDefs, resolvers }]), {
          contextValue: () => ({}),
        }),
      },
    }),
    contextOf: (headers) => graph.contextOf(headers),
    isReady: async () => false,
    queryPage: async () => ({ title: 'Prøve', headers: {}, queries: ['{ hello }'] }),
    log: createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } }),
    ...options,
  });
  const graph: SmallGraph = {
    server,
    logged,
    acts: 0,
    contextOf: async () => contextFor(parent, settings.limits.seconds, () => graph.flush()),
    flush: async () => undefined,
    async ask(query, headers = {}) {
      const response = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        payload: typeof query === 'string' ? { query } : (query as object),
      });
      const { statusCode: status, body: text } = response;
      return { status, text, headers: response.headers, body: JSON.parse(text) };
    },
  };
  return graph;
}

/** A context that knows who asks and no more. */
export const contextFor = (
  viewer: Viewer,
  seconds = 20,
  flush = async (): Promise<void> => undefined,
): RequestContext =>
  ({
    requestId: 'r',
    access: { viewer, flush },
    signal: AbortSignal.timeout(seconds * 1_000),
  }) as unknown as RequestContext;
