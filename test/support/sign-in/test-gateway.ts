import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Fact } from '#contracts/facts.ts';
import type { Identity, KnownPerson, SchoolAdministrationPort, ViewerRef } from '#contracts/ports.ts';
import { createContextMaker } from '#gateway/context.ts';
import { createExecutor, createInProcessDataSource } from '#gateway/execution/index.ts';
import { readFederatedGraph } from '#gateway/execution/read-federated-graph.ts';
import { createIssuer } from '#gateway/identity/issuer.ts';
import { createServer } from '#gateway/server.ts';
import { type GatewayTables, gatewayMigrations } from '#gateway/sessions/tables.ts';
import { openSignIn, type SignIn } from '#gateway/sign-in/open-sign-in.ts';
import type { Upload } from '#gateway/uploads/upload-route.ts';
import { createCursorSeal } from '#kit/access/cursor-seal.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { type HubSettingsInput, hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { type Database, type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { createLog } from '#kit/log/log.ts';
import { policyRoot } from '#kit/serve/host.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';
import { createBrowser, type Fetch, type Seen } from './browser.ts';
import { startTestIssuer, type TestIssuer } from './test-issuer.ts';

/** A gateway with real sign-ins over a real database; its graph tells who it thinks is asking. */
export interface TestGateway {
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly database: Database<GatewayTables>;
  readonly signIn: SignIn;
  /** Whom the hub knows, by national id or Feide id. */
  readonly people: Map<string, KnownPerson>;
  readonly logged: string[];
  readonly clock: { now: Date };
  pass(minutes: number): void;
  /** Sends a request as it is, on no network: the address is the hub's, or the issuer's, over HTTP. */
  readonly send: Fetch;
  browser(): ReturnType<typeof createBrowser>;
  /** Asks the graph who asks. */
  ask(headers: Record<string, string>): Promise<Seen>;
  close(): Promise<void>;
}

export const parent = '17811150053';
const url = 'https://hub.example';
const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { viewer: String }
  type Mutation { act: String }
`);
const tellViewer = (_: unknown, __: unknown, { access }: RequestContext) => JSON.stringify(access.viewer);
const schema = buildSubgraphSchema([
  { typeDefs, resolvers: { Query: { viewer: tellViewer }, Mutation: { act: tellViewer } } },
]);

export interface TestGatewayParts {
  readonly uploads?: readonly Upload[];
  /** What is true of a person, by the person's id. */
  readonly facts?: Readonly<Record<string, readonly Fact[]>>;
}

export async function startTestGateway(
  over: Partial<HubSettingsInput> = {},
  { uploads = [], facts = {} }: TestGatewayParts = {},
): Promise<TestGateway> {
  const clock = { now: new Date('2026-11-22T12:00:00Z') };
  const now = () => clock.now;
  const issuer = await startTestIssuer(now);
  const opened: HubDatabase = await openDatabase({ kind: 'memory' });
  await migrate(opened.kysely, [gatewayMigrations]);
  const database = opened.as<GatewayTables>();
  const settings = hubSettingsSchema.parse({
    controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
    port: 0,
    publicUrl: url,
    database: { kind: 'memory' },
    keysFolder: 'keys',
    production: false,
    issuers: [issuerSettings(issuer, 'id-porten')],
    ...over,
  });
  const logged: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } });
  const people = new Map<string, KnownPerson>([[parent, { personId: 'parent', employee: false }]]);
  const whoIs = async (identity: Identity) =>
    people.get(identity.kind === 'feide' ? identity.feideId : identity.nationalId) ?? null;
  const viewerFacts = async (viewer: ViewerRef) => (viewer.kind === 'person' ? (facts[viewer.personId] ?? []) : []);
  const port = { whoIs, viewerFacts } as unknown as SchoolAdministrationPort;
  const issuers = settings.issuers.map((one) => createIssuer(one, now));
  const signIn = openSignIn({ settings, issuers, database, port, log, sessionKey: Buffer.alloc(32), now });
  if (!signIn) throw new Error('nobody can sign in');
  const { supergraphSdl } = composeServices([{ name: 'one', url: 'http://one.internal', typeDefs }]);
  const server = await createServer({
    settings,
    signIn,
    log,
    executor: createExecutor({
      graph: readFederatedGraph(supergraphSdl ?? ''),
      dataSources: { one: createInProcessDataSource(schema) },
    }),
    contextOf: createContextMaker({
      settings,
      issuers,
      signIn,
      port,
      policyOn: createPolicyBook(policyRoot),
      audit: { record: async () => undefined, close: async () => undefined },
      cursors: createCursorSeal(Buffer.alloc(32)),
      now,
    }),
    isReady: async () => true,
    uploads,
    queryPage: async () => ({ title: 'Prøve', headers: { Authorization: 'Bearer demo' }, queries: [] }),
  });
  const send: Fetch = async (address, init) => {
    const { origin, pathname, search } = new URL(address);
    if (origin !== url) return fetch(address, init);
    const answer = await server.inject({
      method: (init.method ?? 'GET') as 'GET' | 'POST',
      url: pathname + search,
      headers: { host: 'hub.example', ...Object.fromEntries(new Headers(init.headers)) },
      ...(typeof init.body === 'string' ? { payload: init.body } : {}),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value].flat()) if (one !== undefined) headers.append(name, String(one));
    return new Response(answer.body === '' ? null : answer.body, { status: answer.statusCode, headers });
  };
  return {
    url,
    issuer,
    database,
    signIn,
    people,
    logged,
    clock,
    pass(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    send,
    browser: () => createBrowser(send),
    ask: (headers) =>
      createBrowser(send).open(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query: '{ viewer }' }),
      }),
    async close() {
      await server.close();
      await opened.close();
      await issuer.close();
    },
  };
}

/** An issuer's settings as those of ID-porten would be. */
export const issuerSettings = ({ url: issuer, clientId, clientSecret }: TestIssuer, id: string) => ({
  issuer,
  audience: 'the graph',
  claims: {},
  signIn: { id, name: 'ID-porten', clientId, clientSecret },
});
