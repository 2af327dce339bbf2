import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallGraph, secret, startSmallGraph } from '#test/support/small-graph.ts';

/**
 * What graphql-cop tries on a server, each finding it would report. Both as a hub of real people is (`production`), and with its graph open
 * to any query, where the limits must hold by themselves.
 */
let graphs: Record<string, SmallGraph>;
beforeAll(async () => {
  graphs = { production: await startSmallGraph({ production: true }), open: await startSmallGraph() };
});
afterAll(() => Promise.all(Object.values(graphs).map(({ server }) => server.close())));

describe.each(['production', 'open'])('a graph that is in %s', (name) => {
  const send = async (
    method: 'GET' | 'POST',
    { url = '/graphql', payload, ...headers }: Record<string, string | undefined> & { url?: string },
  ) => {
    const { server } = graphs[name] as SmallGraph;
    const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await server.inject({
      method,
      url,
      headers: Object.fromEntries(given),
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, text: answer.body, headers: answer.headers };
  };
  const ask = async (query: unknown, headers: Record<string, string> = {}) => {
    const payload = JSON.stringify(Array.isArray(query) ? query : { query });
    const answer = await send('POST', { payload, 'content-type': 'application/json', ...headers });
    return { ...answer, body: JSON.parse(answer.text) };
  };
  const acts = () => (graphs[name] as SmallGraph).acts;

  it('refuses more than a hundred aliases of one field (alias overloading)', async () => {
    const aliases = [...Array(101).keys()].map((n) => `alias${n}:__typename`).join(' ');
    const { body, text } = await ask(`query cop { ${aliases} }`);
    expect([body.data ?? null, text.includes('alias100')]).toEqual([null, false]);
  });

  it('refuses a list of queries (batching)', async () => {
    const { status, body } = await ask(Array(10).fill({ query: 'query cop { __typename }' }));
    expect([status, Array.isArray(body)]).toEqual([400, false]);
  });

  it('does not list ten mistakes of ten directives that are none (directive overloading)', async () => {
    const { body } = await ask(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(body.errors.length).toBeLessThan(10);
    expect(body.data).toBeUndefined();
  });

  it('refuses a field named five hundred times (field duplication)', async () => {
    const { body } = await ask(`query cop { ${'__typename '.repeat(500)} }`);
    expect(body.data).toBeUndefined();
  });

  it('refuses a question about the schema that goes in circles (circular introspection)', async () => {
    const circle = 'fields { type { '.repeat(4);
    const { body } = await ask(`query cop { __schema { types { ${circle} name ${'} } '.repeat(4)} } } }`);
    expect(body.data).toBeUndefined();
  });

  it('does not tell its schema (introspection)', async () => {
    const { body } = await ask('query cop { __schema { types { name fields { name } } } }');
    expect(body.data?.__schema).toBeUndefined();
  });

  it('changes nothing by GET (GET mutation)', async () => {
    const before = acts();
    const url = `/graphql?query=${encodeURIComponent('mutation cop { act }')}`;
    for (const headers of [{}, { 'apollo-require-preflight': 'yes' }, { 'content-type': 'application/json' }])
      expect((await send('GET', { url, ...headers })).status).toBeGreaterThanOrEqual(400);
    expect(acts()).toBe(before);
  });

  it('answers no question by GET that another site’s page could send (GET query, CSRF)', async () => {
    const { text } = await send('GET', { url: `/graphql?query=${encodeURIComponent('query cop { __typename }')}` });
    expect(text).not.toContain('"Query"');
  });

  it('takes no forms, whose fields another site’s page could send (POST form, CSRF)', async () => {
    const before = acts();
    for (const query of ['query cop { __typename }', 'mutation cop { act }']) {
      const payload = `query=${encodeURIComponent(query)}`;
      for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
        expect((await send('POST', { payload, 'content-type': type })).status).toBeGreaterThanOrEqual(400);
    }
    expect(acts()).toBe(before);
  });

  it('traces nothing, asked to or not (trace mode, tracing header)', async () => {
    for (const header of ['x-apollo-tracing', 'apollo-federation-include-trace', 'x-apollo-operation-name']) {
      const { text } = await ask('query cop { __typename }', { [header]: header.includes('include') ? 'ftv1' : '1' });
      expect(text).not.toMatch(/tracing|ftv1|"version"|duration/i);
    }
  });

  it('suggests no field for one that is misspelt (field suggestions)', async () => {
    const { text } = await ask('query cop { helo }');
    expect(text).not.toMatch(/did you mean|hello/i);
  });

  it('has no page to query on (GraphQL IDE)', async () => {
    for (const url of ['/graphql', '/graphiql', '/playground', '/console', '/v1/graphql', '/'])
      expect((await send('GET', { url, accept: 'text/html' })).text).not.toMatch(/graphiql|playground|<html/i);
  });

  it('tells nothing of what went wrong inside (unhandled errors)', async () => {
    for (const query of ['qwerty cop { abc }', 'query cop { unexpected }', '', 'query cop($x: Nope) { hello }']) {
      const { text } = await ask(query);
      expect(text).not.toMatch(/node_modules|at \S+ \(|\.ts:\d|stacktrace|exception/);
      expect(text).not.toContain(secret);
      expect(text).not.toContain('db.internal');
    }
  });
});
