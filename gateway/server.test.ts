import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { createLog } from '#kit/log/log.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';
import { createExecutor, createInProcessDataSource } from './execution/index.ts';
import { createServer } from './server.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { hello: String deliberate: String unexpected: String deeper: Query }
`);
const resolvers = {
  Query: {
    hello: () => 'hei',
    deeper: () => ({}),
    deliberate: () => {
      throw new HubError('CONFLICT', 'The key was used.');
    },
    unexpected: () => {
      throw new Error('select secret from person');
    },
  },
};

let flush: () => Promise<void>;
let contextOf: () => Promise<RequestContext>;
let logged: string[] = [];
const servers: FastifyInstance[] = [];
async function serve(demo: boolean): Promise<FastifyInstance> {
  const { supergraphSdl } = composeServices([{ name: 'greeting', url: 'http://greeting.internal', typeDefs }]);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const server = await createServer({
    settings: hubSettingsSchema.parse({
      controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
      port: 0,
      database: { kind: 'memory' },
      keysFolder: 'keys',
      demo,
    }),
    executor: createExecutor({
      supergraph: supergraphSdl ?? '',
      dataSources: { greeting: createInProcessDataSource(schema, { contextValue: () => ({}) }) },
    }),
    contextOf: () => contextOf(),
    isReady: async () => false,
    queryPage: async () => ({ title: 'Prøve', headers: {}, queries: ['{ hello }'] }),
    log: createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } }),
  });
  servers.push(server);
  return server;
}
let server: FastifyInstance;
beforeAll(async () => {
  server = await serve(false);
});
afterAll(() => Promise.all(servers.map((one) => one.close())));
beforeEach(() => {
  logged = [];
  flush = async () => undefined;
  contextOf = async () => ({ requestId: 'r', access: { flush: () => flush() } }) as unknown as RequestContext;
});

async function ask(query: unknown, on = server) {
  const response = await on.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: typeof query === 'string' ? { query } : (query as object),
  });
  return { status: response.statusCode, text: response.body, body: JSON.parse(response.body) };
}

describe('the graph over HTTP', () => {
  it('answers', async () => {
    expect(await ask('{ hello }')).toMatchObject({ status: 200, body: { data: { hello: 'hei' } } });
  });

  it('answers only when what is disclosed is recorded: without it there is no data', async () => {
    flush = () => Promise.reject(new Error('insert into audit.disclosure failed'));
    const { body, text } = await ask('{ hello }');
    expect(body.data ?? null).toBeNull();
    expect(body.errors).toHaveLength(1);
    expect(text).not.toMatch(/hei|audit/);
  });

  it('tells a deliberate error, and masks another with an id that the log has', async () => {
    const { body, text } = await ask('{ deliberate unexpected hello }');
    expect(body.data).toEqual({ deliberate: null, unexpected: null, hello: 'hei' });
    const codes = body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code).sort();
    expect(codes).toEqual(['CONFLICT', 'INTERNAL']);
    expect(text).not.toContain('secret');
    expect(logged.join('')).toContain(
      body.errors.find((error: { extensions: { id?: string } }) => error.extensions.id).extensions.id,
    );
  });

  it('tells who does not say who they are so, and nothing else', async () => {
    contextOf = () => Promise.reject(new HubError('UNAUTHENTICATED', 'Send a bearer token.'));
    const { body, status } = await ask('{ hello }');
    expect(status).toBe(401);
    expect(body.data ?? null).toBeNull();
    expect(body.errors).toMatchObject([{ message: 'Send a bearer token.', extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it.each([
    ['that is malformed', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['that names a field that is not there', '{ helo }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that is too deep', `{ ${'deeper { '.repeat(20)}hello${' }'.repeat(20)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that names too many fields',
      `{ ${[...Array(501).keys()].map((n) => `a${n}: hello`).join(' ')} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['about the schema, outside a demo', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses a query %s', async (_, query, code) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe(code);
    expect(body.data).toBeUndefined();
  });

  it('does not help to guess the schema by suggestions, outside a demo', async () => {
    expect((await ask('{ helo }')).text).not.toContain('hello');
  });

  it('refuses a query nested beyond what a parser can hold, and goes on answering', async () => {
    const { status, text } = await ask(`{${'...{'.repeat(20_000)}hello${'}'.repeat(20_000)}}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toMatch(/node_modules|\.ts:/);
    expect(await ask('{ hello }')).toMatchObject({ status: 200 });
  });

  it('refuses a request of more than 100 kB, one that is no JSON, and a list of requests', async () => {
    expect(await ask({ query: '{ hello }', variables: { text: 'x'.repeat(100_001) } })).toMatchObject({ status: 413 });
    const broken = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect(broken.statusCode).toBe(400);
    expect((await ask([{ query: '{ hello }' }, { query: '{ hello }' }])).status).toBe(400);
  });

  it('refuses a request that a web page of another site could make without asking first', async () => {
    for (const contentType of ['text/plain', 'application/x-www-form-urlencoded'])
      expect(
        (
          await server.inject({
            method: 'POST',
            url: '/graphql',
            headers: { 'content-type': contentType },
            payload: '{"query":"{ hello }"}',
          })
        ).statusCode,
      ).toBeGreaterThanOrEqual(400);
    expect((await server.inject({ method: 'GET', url: '/graphql?query={hello}' })).statusCode).toBe(400);
  });
});

describe('beside the graph', () => {
  it('says that it lives, and whether it is ready', async () => {
    expect((await server.inject('/health/live')).statusCode).toBe(200);
    expect((await server.inject('/health/ready')).statusCode).toBe(503);
  });

  it('has in a demo a query page without anything from another host', async () => {
    const browser = { method: 'GET', url: '/graphql', headers: { accept: 'text/html' } } as const;
    const page = await (await serve(true)).inject(browser);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).not.toMatch(/<(script|link)[^>]+(src|href)="(https?:)?\/\//);
  });

  it('has no page of another host outside a demo', async () => {
    const answer = await server.inject({ method: 'GET', url: '/graphql', headers: { accept: 'text/html' } });
    expect(answer.body).not.toMatch(/<html|https?:/);
  });

  it('has nothing elsewhere', async () => {
    expect(await server.inject('/admin')).toMatchObject({ statusCode: 404 });
  });
});
