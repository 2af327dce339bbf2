import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '#kit/access/viewer.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { contextFor, parent, type SmallGraph, startSmallGraph } from '#test/support/small-graph.ts';
import { type GatewayTables, gatewayMigrations } from '../sessions/tables.ts';
import { countDocuments, createDocumentBook, registerDocuments } from './document-store.ts';
import { hashOf } from './read-documents.ts';

const hello = 'query Hello { hello }';
const people = 'query People($n: Int) { people(first: $n) { pageInfo { hasNextPage } } }';
const act = 'mutation Act { act }';
const system = (clientId: string): Viewer => ({
  kind: 'system',
  clientId,
  purpose: 'education',
  organisation: '312000016',
  assurance: null,
});

let database: HubDatabase;
let now = new Date('2026-11-25T12:00:00Z');
let closed: SmallGraph;
let open: SmallGraph;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await migrate(database.kysely, [gatewayMigrations]);
  const documents = createDocumentBook(database.as<GatewayTables>(), () => now);
  closed = await startSmallGraph({ production: true }, { documents });
  open = await startSmallGraph({ demo: true }, { documents });
});
afterAll(async () => {
  await Promise.all([closed, open].map(({ server }) => server.close()));
  await database.close();
});
const register = (clientId: string, texts: readonly string[], replace = false) =>
  registerDocuments(database.as<GatewayTables>(), {
    clientId,
    documents: texts.map((text) => ({ text, hash: hashOf(text), name: /\w+ (\w+)/.exec(text)?.[1] ?? '' })),
    replace,
    now,
  });
const asks = (viewer: Viewer) => {
  closed.contextOf = async () => contextFor(viewer);
};
const byId = (text: string, more: object = {}) => ({ documentId: `sha256:${hashOf(text)}`, ...more });
const byApollo = (text: string, more: object = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
  ...more,
});
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
beforeEach(async () => {
  await register('portal', [hello, people], true);
  await register('timetables', [act], true);
  pass(60);
  asks(parent);
});
const refusal = { status: 403, body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } };

describe('a hub in production', () => {
  it('answers a registered document by its hash, in either form, and by its very text', async () => {
    for (const asked of [byId(hello), byApollo(hello), hello, byApollo(hello, { query: hello })])
      expect((await closed.ask(asked)).body).toEqual({ data: { hello: 'hei' } });
    expect((await closed.ask(byId(people, { variables: { n: 3 } }))).status).toBe(200);
  });

  it.each([
    ['another text', '{ hello }'],
    ['the text with a space more', `${hello} `],
    ['a hash that nobody has registered', byId('query Other { hello }')],
    ['a query about the schema', '{ __schema { types { name } } }'],
    ['the name of a type', '{ __typename }'],
    ['nothing', {}],
    ['an empty text', { query: '' }],
    ['a mutation', 'mutation { act }'],
  ])('refuses %s, and does nothing', async (_, asked) => {
    expect(await closed.ask(asked)).toMatchObject(refusal);
    expect(closed.acts).toBe(0);
  });

  it('cannot be taught a document by asking with it and its hash', async () => {
    const other = 'query Other { hello }';
    expect(await closed.ask(byApollo(other, { query: other }))).toMatchObject(refusal);
    expect(await closed.ask(byApollo(other))).toMatchObject(refusal);
  });

  it('does not take a registered hash beside another text', async () => {
    const { status, body } = await closed.ask(byApollo(hello, { query: 'mutation { act }' }));
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_INPUT']);
    expect(closed.acts).toBe(0);
  });

  it('answers a system what it has registered itself, and a person what any client has', async () => {
    asks(system('timetables'));
    expect(await closed.ask(byId(hello))).toMatchObject(refusal);
    expect((await closed.ask(byId(act))).body).toEqual({ data: { act: 'done' } });
    asks(system('portal'));
    expect((await closed.ask(byId(hello))).status).toBe(200);
    expect(await closed.ask(byId(act))).toMatchObject(refusal);
    closed.acts = 0;
  });

  it('answers what is registered at once, and what is withdrawn for ten seconds at the most', async () => {
    const fresh = 'query Fresh { hello }';
    expect(await closed.ask(byId(fresh))).toMatchObject(refusal);
    expect(await register('portal', [hello, fresh], true)).toEqual({ added: 1, withdrawn: 1 });
    pass(1);
    expect((await closed.ask(byId(fresh))).status).toBe(200);
    await register('portal', [hello], true);
    pass(10);
    expect(await closed.ask(byId(fresh))).toMatchObject(refusal);
  });

  it('refuses a question by GET that is not registered', async () => {
    const get = (query: string) =>
      closed.server.inject({
        method: 'GET',
        url: `/graphql?query=${encodeURIComponent(query)}`,
        headers: { 'apollo-require-preflight': 'yes' },
      });
    expect((await get(hello)).statusCode).toBe(200);
    expect((await get('{ hello }')).statusCode).toBe(403);
    expect((await get('')).statusCode).toBe(403);
  });

  it.each([[{ documentId: 7 }], [{ documentId: 'sha256:abc' }], [{ extensions: { persistedQuery: 'x' } }]])(
    'says of %j that it names no document',
    async (asked) => {
      const { status, body } = await closed.ask(asked);
      expect([status, body.errors?.[0]?.message]).toEqual([400, expect.stringMatching(/named by its SHA-256/)]);
    },
  );
});

describe('a hub that is open', () => {
  it('answers any query, and registered ones by their hash', async () => {
    expect((await open.ask('{ hello }')).status).toBe(200);
    expect((await open.ask(byId(hello))).body).toEqual({ data: { hello: 'hei' } });
    expect((await open.ask(byApollo(hello))).body).toEqual({ data: { hello: 'hei' } });
  });

  it('has a client that sends a hash nobody knows send the text', async () => {
    const other = 'query Other { hello }';
    const { body } = await open.ask(byApollo(other));
    expect(body.errors?.[0]).toMatchObject({ message: 'PersistedQueryNotSupported' });
    expect((await open.ask(byApollo(other, { query: other }))).body).toEqual({ data: { hello: 'hei' } });
  });
});

it('documents registered twice are there once, and are counted by client', async () => {
  expect(await register('portal', [hello])).toEqual({ added: 0, withdrawn: 0 });
  expect(await countDocuments(database.as<GatewayTables>())).toMatchObject([
    { clientId: 'portal', documents: 2 },
    { clientId: 'timetables', documents: 1 },
  ]);
});
