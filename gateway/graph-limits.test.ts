import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { contextFor, parent, type SmallGraph, startSmallGraph } from '#test/support/small-graph.ts';

const open: SmallGraph[] = [];
const start = async (limits: object) => {
  const graph = await startSmallGraph({ limits });
  open.push(graph);
  return graph;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ server }) => server.close()));
});
const system: Viewer = {
  kind: 'system',
  clientId: 'app',
  purpose: 'education',
  organisation: '312000016',
  assurance: null,
};

describe('a query that costs too much', () => {
  const pages =
    'query ($n: Int = 10) { people(first: $n) { edges { node { friends(first: $n) { edges { node { name } } } } } } }';

  it('is refused before it runs, with its cost and the limit', async () => {
    const { ask } = await start({ cost: 1_000 });
    expect((await ask(pages)).status).toBe(200);
    const refused = await ask({ query: pages, variables: { n: 20 } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ extensions: { code: 'BAD_INPUT', cost: 1_261, mostCost: 1_000 } }),
    ]);
    expect(refused.body.errors?.[0]?.message).toMatch(/may give 1261 values, and 1000 is the most.*smaller pages/);
    expect((await ask({ query: pages, variables: { n: 10 } })).status).toBe(200);
  });
});

describe('a query that takes too long', () => {
  it('is broken off, and the hub goes on answering', async () => {
    const { ask } = await start({ seconds: 0.05 });
    const late = await ask('{ hello never }');
    expect(late.status).toBe(503);
    expect(late.body.data ?? null).toBeNull();
    expect(late.body.errors?.[0]?.message).toMatch(/took longer than 0.05 seconds, and was broken off/);
    expect((await ask('{ hello }')).body.data).toEqual({ hello: 'hei' });
  });

  it('discloses nothing, whatever it has found by then', async () => {
    const graph = await start({ seconds: 0.05 });
    let flushed = 0;
    graph.flush = async () => {
      flushed += 1;
    };
    await graph.ask('{ hello never }');
    await pause(20);
    expect(flushed).toBe(0);
  });
});

describe('one who asks too often', () => {
  it('is told when to come back, from whatever address; another person is answered', async () => {
    const graph = await start({ perMinute: { person: 3 } });
    const statuses = async (times: number) => {
      const answers = [];
      for (let n = 0; n < times; n += 1) answers.push((await graph.ask('{ hello }')).status);
      return answers;
    };
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    const { headers, body } = await graph.ask('{ hello }');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/^You ask too often. Wait \d+ seconds/),
      extensions: { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: expect.any(Number) },
    });
    const elsewhere = await graph.server.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: '10.9.8.7',
      payload: { query: '{ hello }' },
    });
    expect(elsewhere.statusCode).toBe(429);
    graph.contextOf = async () => contextFor({ ...parent, personId: 'teacher' } as Viewer);
    expect(await statuses(1)).toEqual([200]);
  });

  it('as a system is counted by itself', async () => {
    const graph = await start({ perMinute: { person: 1, system: 2 } });
    graph.contextOf = async () => contextFor(system);
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await graph.ask('{ hello }')).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('without a token that is good is counted by address; whoever is known at the same address goes on being answered', async () => {
    const graph = await start({ perMinute: { address: 2 } });
    const known = graph.contextOf;
    const statuses = async (contextOf: SmallGraph['contextOf']) => {
      graph.contextOf = contextOf;
      return [(await graph.ask('{ hello }')).status, (await graph.ask('{ hello }')).status];
    };
    const stranger = () => Promise.reject(new HubError('UNAUTHENTICATED', 'Send a bearer token.'));
    expect(await statuses(stranger)).toEqual([401, 401]);
    expect(await statuses(stranger)).toEqual([429, 429]);
    expect(await statuses(known)).toEqual([200, 200]);
  });
});
