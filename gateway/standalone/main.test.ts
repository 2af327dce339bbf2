import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GraphQLSchema, graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { federate, type TestSubgraph } from '#gateway/execution/testing/federated-graph.ts';

const main = join(import.meta.dirname, '..', 'main.ts');

/** Runs the gateway as its user does: a process of its own. */
function run(args: readonly string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
  return { child, output, exit: once(child, 'close').then(([code]) => ({ code, ...output })) };
}

const subgraphs = (urls: Readonly<Record<string, string>>): TestSubgraph[] => [
  {
    name: 'pupils',
    url: urls.pupils ?? '',
    sdl: 'type Pupil @key(fields: "id") { id: ID! name: String } type Query { pupil(id: ID!): Pupil }',
    resolvers: { Query: { pupil: (_: unknown, { id }: { id: string }) => ({ id, name: `Elev ${id}` }) } },
  },
  {
    name: 'buses',
    url: urls.buses ?? '',
    sdl: 'type Pupil @key(fields: "id") { id: ID! bus: String }',
    resolvers: {
      Pupil: {
        bus: ({ id }: { id: string }) => {
          if (id === '13') throw new Error('no bus 13');
          return `L${id}`;
        },
      },
    },
  },
];

function serve(schemaOf: () => GraphQLSchema | undefined): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const answer = async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { query, variables } = JSON.parse(body);
      const schema = schemaOf();
      const result = schema && (await graphql({ schema, source: query, variableValues: variables }));
      response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
    };
    answer().catch(() => response.writeHead(500).end());
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/graphql` });
    });
  });
}

let folder: string;
let url: string;
let gateway: ChildProcess;
const servers: Record<string, Server> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  let schemas: Readonly<Record<string, GraphQLSchema>> = {};
  const urls: Record<string, string> = {};
  for (const name of ['pupils', 'buses']) {
    const started = await serve(() => schemas[name]);
    servers[name] = started.server;
    urls[name] = started.url;
  }
  const graph = federate(subgraphs(urls));
  schemas = graph.schemas;
  await writeFile(join(folder, 'supergraph.graphql'), graph.supergraphSdl);
  await writeFile(join(folder, 'broken.graphql'), 'type Query { a: Int');
  await writeFile(
    join(folder, 'nowhere.graphql'),
    federate(subgraphs({ pupils: 'nowhere', buses: 'x' })).supergraphSdl,
  );
  const { child, output, exit } = run(['--supergraph', join(folder, 'supergraph.graphql'), '--port', '0']);
  gateway = child;
  await Promise.race([once(child.stdout, 'data'), exit]);
  url = /http:\S+/.exec(output.stdout)?.[0] ?? expect.fail(output.stderr);
});

afterAll(async () => {
  gateway?.kill('SIGKILL');
  for (const server of Object.values(servers)) server.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('the gateway alone', () => {
  it('answers a query from both subgraphs', async () => {
    const query = 'query Q($id: ID!) { pupil(id: $id) { name bus } }';
    const response = await post(
      JSON.stringify({ query, variables: { id: '4' }, operationName: 'Q', extensions: null }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ data: { pupil: { name: 'Elev 4', bus: 'L4' } } });
  });

  it('passes the errors of a subgraph on, at their place', async () => {
    const response = await post(JSON.stringify({ query: '{ pupil(id: "13") { name bus } }' }));
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'no bus 13',
          path: ['pupil', 'bus'],
          extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'buses' },
        },
      ],
      data: { pupil: { name: 'Elev 13', bus: null } },
    });
  });

  it('tells an invalid query by its body, and by its status to those who accept the newer type', async () => {
    const body = JSON.stringify({ query: '{ nobody }' });
    expect((await post(body, { accept: 'application/json' })).status).toBe(200);
    const response = await post(body, { accept: 'application/graphql-response+json, application/json;q=0.9' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Cannot query field "nobody" on type "Query".',
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    });
  });

  it.each([
    [400, 'The body is not valid JSON.', '{"query":', {}],
    [400, 'The body must be a JSON object with a "query".', '[{"query":"{ __typename }"}]', {}],
    [400, '"query" must be a string with a GraphQL document.', '{"query":5}', {}],
    [400, '"operationName" must be a string or null.', '{"query":"{ __typename }","operationName":1}', {}],
    [400, '"variables" must be an object or null.', '{"query":"{ __typename }","variables":[]}', {}],
    [400, '"extensions" must be an object or null.', '{"query":"{ __typename }","extensions":""}', {}],
    [406, 'Accept application/json or application/graphql-response+json.', '{}', { accept: 'text/html' }],
    [413, 'The body is larger than 102400 bytes.', `{"query":"{ a } #${' '.repeat(110_000)}"}`, {}],
    [415, 'Send the request as application/json.', '{}', { 'content-type': 'text/plain' }],
    [415, 'Send the request in UTF-8.', '{}', { 'content-type': 'application/json; charset=latin1' }],
    [415, 'Send the request without a content-encoding.', '{}', { 'content-encoding': 'gzip' }],
  ])('refuses with %i: %s', async (status, message, body, headers) => {
    const response = await post(body, headers);
    expect(await response.json()).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
    expect(response.status).toBe(status);
  });

  it('refuses a body that grows too large without saying so beforehand', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(20_000));
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 10 ? controller.enqueue(chunk) : controller.close()),
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    };
    expect((await fetch(url, init)).status).toBe(413);
  });

  it('takes only POST, and knows no other path', async () => {
    const got = await fetch(url);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await fetch(new URL('/', url))).status).toBe(404);
  });

  it('is live and ready', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const response = await fetch(new URL(path, url));
      expect([response.status, await response.json()]).toEqual([200, { status: 'pass' }]);
    }
  });

  it('says which subgraph is gone, but not where it was, and stops when told to', async () => {
    servers.buses?.closeAllConnections();
    servers.buses?.close();
    const text = await (await post(JSON.stringify({ query: '{ pupil(id: "4") { name bus } }' }))).text();
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: 'The subgraph "buses" did not answer.',
          path: ['pupil'],
          extensions: { code: 'UNAVAILABLE', serviceName: 'buses' },
        },
      ],
      data: { pupil: { name: 'Elev 4', bus: null } },
    });
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN/);
    const closed = once(gateway, 'close');
    gateway.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
  });
});

describe('wrong use of the gateway', () => {
  const file = (name: string) => join(folder, name);

  it.each<[string, () => string[], RegExp]>([
    ['no options', () => [], /^gateway: --supergraph is missing: name the file of the composed supergraph\.\n$/],
    ['no port', () => ['--supergraph', 'x'], /^gateway: --port is missing: .*\n$/],
    [
      'a port that is none',
      () => ['--supergraph', 'x', '--port', '70000'],
      /^gateway: --port must be a number from 0 to 65535, not "70000"\.\n$/,
    ],
    ['an unknown option', () => ['--prot', '1'], /^gateway: Unknown option '--prot'.* See --help\.\n$/],
    [
      'a missing file',
      () => ['--supergraph', file('none'), '--port', '0'],
      /^gateway: The supergraph ".*none" cannot be read: there is no such file\.\n$/,
    ],
    ['a folder', () => ['--supergraph', folder, '--port', '0'], /^gateway: .* it is a folder\.\n$/],
    [
      'a broken supergraph',
      () => ['--supergraph', file('broken.graphql'), '--port', '0'],
      /^gateway: ".*" is no supergraph that can be used: .*\n$/,
    ],
    [
      'subgraphs without URLs',
      () => ['--supergraph', file('nowhere.graphql'), '--port', '0'],
      /^gateway: The supergraph gives the subgraph "buses" no http\(s\) URL, but "x"\.\n$/,
    ],
    [
      'a hub’s settings and a supergraph',
      () => ['--config', 'hub.yaml', '--supergraph', 'x'],
      /^gateway: --config says where to listen and what for: leave --supergraph and --port out\.\n$/,
    ],
    [
      'a hub’s settings that are not there',
      () => ['--config', file('none.yaml')],
      /^gateway: There is no settings file .*\n$/,
    ],
    [
      'a subgraph without its address',
      () => ['--config', 'hub.yaml', '--subgraph', 'archive'],
      /^gateway: --subgraph must be NAME=URL, .*, not "archive"\.\n$/,
    ],
  ])('(%s) ends with one line and exit code 2', async (_, args, line) => {
    const { code, stderr, stdout } = await run(args()).exit;
    expect(stderr).toMatch(line);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('(a port in use) ends with one line and exit code 2', async () => {
    const { server, url: taken } = await serve(() => undefined);
    const { port } = new URL(taken);
    const { code, stderr } = await run(['--supergraph', file('supergraph.graphql'), '--port', port]).exit;
    server.close();
    expect(stderr).toBe(`gateway: Port ${port} is in use: stop what uses it, or give another --port.\n`);
    expect(code).toBe(2);
  });
});
