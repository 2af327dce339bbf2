import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { parse } from 'graphql';
import { afterEach, expect, it } from 'vitest';
import type { SubgraphRequest } from './data-source.ts';
import { createHttpDataSource, type HttpDataSourceOptions } from './http-data-source.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function subgraph(listener: RequestListener, options?: HttpDataSourceOptions) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  const dataSource = createHttpDataSource(`http://127.0.0.1:${String(port)}/graphql?v=1`, options);
  closing.push(async () => {
    await dataSource.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return dataSource;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

const request = (query: string, variables: Record<string, unknown> = {}): SubgraphRequest => ({
  document: parse(query),
  query,
  variables,
  context: { purpose: 'undervisning' },
});

it('posts the operation as JSON, with the headers made for its body', async () => {
  const dataSource = await subgraph(
    (incoming, response) =>
      void bodyOf(incoming).then((body) => {
        const digest = createHash('sha256').update(body).digest('hex');
        const { url, headers } = incoming;
        const seen = {
          url,
          signed: headers['x-digest'] === digest,
          purpose: headers['x-purpose'],
          type: headers['content-type'],
        };
        response.end(JSON.stringify({ data: { seen, sent: JSON.parse(body) }, extensions: { took: 1 } }));
      }),
    {
      headers: async (body, { context }) => ({
        'x-digest': createHash('sha256').update(body).digest('hex'),
        'x-purpose': String(Object(context).purpose),
      }),
    },
  );
  const answer = await dataSource.execute({ ...request('query Q { a }', { name: 'Åse "Ø"' }), operationName: 'Q' });
  expect(answer).toEqual({
    data: {
      seen: { url: '/graphql?v=1', signed: true, purpose: 'undervisning', type: 'application/json' },
      sent: { query: 'query Q { a }', operationName: 'Q', variables: { name: 'Åse "Ø"' } },
    },
    extensions: { took: 1 },
  });
});

it('takes the errors of a GraphQL answer, whatever its status', async () => {
  const dataSource = await subgraph((_, response) => {
    response.statusCode = 400;
    response.end(
      '{"errors":[{"message":"no","path":["a",0],"extensions":{"code":"WITHHELD"}},"odd",{"message":5,"path":[{}]}]}',
    );
  });
  expect(await dataSource.execute(request('{ a }'))).toEqual({
    errors: [{ message: 'no', path: ['a', 0], extensions: { code: 'WITHHELD' } }, { message: '' }, { message: '' }],
  });
});

it.each([
  ['no JSON', 502, '<html>Bad gateway at 10.0.0.1</html>', 'A subgraph answered with status 502 and no JSON.'],
  ['other JSON', 200, '["data"]', 'A subgraph answered with status 200 and no GraphQL response.'],
  ['data that is no object', 200, '{"data":[1]}', 'A subgraph answered with data that is no object.'],
])('refuses an answer with %s, and does not repeat it', async (_, status, text, message) => {
  const dataSource = await subgraph((__, response) => {
    response.statusCode = status;
    response.end(text);
  });
  await expect(dataSource.execute(request('{ a }'))).rejects.toThrow(message);
});

it('gives up when the time is out', async () => {
  const dataSource = await subgraph(() => {}, { timeout: 50 });
  await expect(dataSource.execute(request('{ a }'))).rejects.toThrow(/timeout/);
});

it('refuses an answer that is too large', async () => {
  const dataSource = await subgraph((_, response) => response.end(JSON.stringify({ data: { a: 'x'.repeat(5_000) } })), {
    maxResponseSize: 1_000,
  });
  await expect(dataSource.execute(request('{ a }'))).rejects.toThrow();
});

it('asks again when a kept connection was closed under a query, but never repeats a mutation', async () => {
  let asked = 0;
  const dataSource = await subgraph(
    (incoming, response) => {
      asked++;
      // Every second request finds its connection closed before it is answered.
      if (asked % 2 === 0) incoming.socket.destroy();
      else response.end('{"data":{"a":1}}');
    },
    { connections: 1 },
  );
  expect(await dataSource.execute(request('{ a }'))).toEqual({ data: { a: 1 } });
  expect(await dataSource.execute(request('{ a }'))).toEqual({ data: { a: 1 } });
  expect(asked).toBe(3);
  await expect(dataSource.execute(request('mutation { a }'))).rejects.toThrow();
  expect(asked).toBe(4);
});
