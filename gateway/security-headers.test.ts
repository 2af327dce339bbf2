import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFederatedGraph } from '#gateway/execution/read-federated-graph.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { silentLog } from '#kit/log/log.ts';
import { createExecutor, type FederationExecutor } from './execution/index.ts';
import { createServer } from './server.ts';

const supergraph = `
schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
scalar join__FieldSet
enum join__Graph { ONE @join__graph(name: "one", url: "http://one.internal") }
scalar link__Import
enum link__Purpose { SECURITY EXECUTION }
type Query @join__type(graph: ONE) { hello: String }
`;
let server: FastifyInstance;
let port: number;
beforeAll(async () => {
  const executor: FederationExecutor = createExecutor({
    graph: readFederatedGraph(supergraph),
    dataSources: { one: { execute: async () => ({ data: { hello: 'hei' } }) } },
  });
  server = await createServer({
    settings: hubSettingsSchema.parse({
      controller: { organisationNumber: '312000008', name: 'Prøve kommune', kind: 'MUNICIPALITY' },
      port: 0,
      database: { kind: 'memory' },
      keysFolder: 'keys',
      demo: true,
    }),
    executor,
    contextOf: () => Promise.reject(new Error('nobody is asked')),
    isReady: async () => true,
    queryPage: async () => ({ title: 'Prøve', headers: {}, queries: ['{ hello }'] }),
    log: silentLog,
  });
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => server.close());

/** What a client that writes its own bytes is answered. */
const raw = (lines: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });

describe('headers of a request', () => {
  it.each(['Authorization: Bearer', 'Oppvekst-Purpose:', 'Cookie: a='])('with %s twice are refused', async (header) => {
    const answer = await raw([
      'GET /graphql?query={hello} HTTP/1.1',
      'Host: hub',
      'Connection: close',
      `${header} a`,
      `${header.toLowerCase()} b`,
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('is there twice');
  });

  it('of 1 MB are refused before they are read to the end', async () => {
    const answer = await raw([
      'GET /graphql HTTP/1.1',
      'Host: hub',
      `Authorization: Bearer ${'a'.repeat(1_000_000)}`,
    ]).catch((error: NodeJS.ErrnoException) => error.code ?? '');
    expect(answer).toMatch(/^HTTP\/1\.1 431 |^ECONNRESET$|^EPIPE$/);
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
  });
});

describe('headers of an answer', () => {
  it('let what is no page load nothing and be framed by nobody, and say nothing of the server', async () => {
    for (const path of ['/graphql', '/health/live', '/nowhere']) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      );
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('let the query page run its own script, once, and no other', async () => {
    const pages = await Promise.all(
      [1, 2].map(() => fetch(`http://127.0.0.1:${port}/graphql`, { headers: { accept: 'text/html' } })),
    );
    const nonces = await Promise.all(
      pages.map(async (page) => {
        const [, nonce] =
          /script-src 'nonce-([\w-]{22})';/.exec(page.headers.get('content-security-policy') ?? '') ?? [];
        const html = await page.text();
        expect(html).toContain(`<script nonce="${nonce}">\n        function prepareBlob`);
        expect(html.slice(0, html.indexOf(`nonce="${nonce}"`))).not.toContain('<script>');
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
    expect(pages[0]?.headers.get('content-security-policy')).not.toContain('unsafe-eval');
  });
});
