import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SmallGraph, startSmallGraph } from '#test/support/small-graph.ts';

let graph: SmallGraph;
let url: string;
beforeAll(async () => {
  // Two of the audits ask about the schema, which a demo alone tells.
  graph = await startSmallGraph({ demo: true });
  url = `${await graph.server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => graph.server.close());

const audits = serverAudits({ url: () => url });

it('the audits of graphql-http are all here', () => {
  expect(audits.length).toBeGreaterThan(50);
});

it.each(audits.map((audit) => [audit.name, audit] as const))('the graph over HTTP: %s', async (_, audit) => {
  const result = await audit.fn();
  expect(result.status === 'error' ? result.reason : 'no error').toBe('no error');
});
