import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { type SmallGraph, startSmallGraph } from '#test/support/small-graph.ts';

let graph: SmallGraph;
let demo: SmallGraph;
let usual: SmallGraph['contextOf'];
beforeAll(async () => {
  [graph, demo] = await Promise.all([startSmallGraph(), startSmallGraph({ demo: true })]);
  usual = graph.contextOf;
});
afterAll(() => Promise.all([graph, demo].map(({ server }) => server.close())));
beforeEach(() => {
  graph.logged.length = 0;
  graph.flush = async () => undefined;
  graph.contextOf = usual;
});
const ask: SmallGraph['ask'] = (query) => graph.ask(query);

describe('the graph over HTTP', () => {
  it('answers', async () => {
    expect(await ask('{ hello }')).toMatchObject({ status: 200, body: { data: { hello: 'hei' } } });
  });

  it('answers only when what is disclosed is recorded: without it there is no data', async () => {
    graph.flush = () => Promise.reject(new Error('insert into audit.disclosure failed'));
    const { body, text } = await ask('{ hello }');
    expect(body.data ?? null).toBeNull();
    expect(body.errors).toHaveLength(1);
    expect(text).not.toMatch(/hei|audit/);
  });

  it('tells a deliberate error, and masks another with an id that the log has', async () => {
    const { body, text } = await ask('{ deliberate unexpected hello }');
    expect(body.data).toEqual({ deliberate: null, unexpected: null, hello: 'hei' });
    const codes = body.errors?.map(({ extensions }) => extensions.code).sort();
    expect(codes).toEqual(['CONFLICT', 'INTERNAL']);
    expect(text).not.toContain('secret');
    expect(graph.logged.join('')).toContain(String(body.errors?.find((error) => error.extensions.id)?.extensions.id));
  });

  it('tells who does not say who they are so, and nothing else', async () => {
    graph.contextOf = () => Promise.reject(new HubError('UNAUTHENTICATED', 'Send a bearer token.'));
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
    expect(body.errors?.[0]?.extensions.code).toBe(code);
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
    const broken = await graph.server.inject({
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
          await graph.server.inject({
            method: 'POST',
            url: '/graphql',
            headers: { 'content-type': contentType },
            payload: '{"query":"{ hello }"}',
          })
        ).statusCode,
      ).toBeGreaterThanOrEqual(400);
    expect((await graph.server.inject({ method: 'GET', url: '/graphql?query={hello}' })).statusCode).toBe(400);
  });
});

describe('beside the graph', () => {
  it('says that it lives, and whether it is ready', async () => {
    expect((await graph.server.inject('/health/live')).statusCode).toBe(200);
    expect((await graph.server.inject('/health/ready')).statusCode).toBe(503);
  });

  it('has in a demo a query page without anything from another host', async () => {
    const browser = { method: 'GET', url: '/graphql', headers: { accept: 'text/html' } } as const;
    const page = await demo.server.inject(browser);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).not.toMatch(/<(script|link)[^>]+(src|href)="(https?:)?\/\//);
  });

  it('has no page of another host outside a demo', async () => {
    const answer = await graph.server.inject({ method: 'GET', url: '/graphql', headers: { accept: 'text/html' } });
    expect(answer.body).not.toMatch(/<html|https?:/);
  });

  it('has nothing elsewhere', async () => {
    expect(await graph.server.inject('/admin')).toMatchObject({ statusCode: 404 });
  });
});
