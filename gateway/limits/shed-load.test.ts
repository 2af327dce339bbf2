import { describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { silentLog } from '#kit/log/log.ts';
import { startSmallGraph } from '#test/support/small-graph.ts';
import { createLoadGate } from './shed-load.ts';

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const done = new Promise<string>((resolve) => {
    end = () => resolve('answered');
  });
  return { work: () => done, end };
}
const present = () => false;
const busy = { code: 'UNAVAILABLE', details: { retryAfterSeconds: expect.any(Number) } };

describe('when more ask than can be answered', () => {
  it('so many are answered at once, some wait for their turn, and the next is told at once to come back', async () => {
    const gate = createLoadGate({ atOnce: 1, waiting: 1, waitSeconds: 60 }, silentLog);
    const first = held();
    const one = gate.pass(first.work, present);
    const two = gate.pass(async () => 'in turn', present);
    await expect(gate.pass(async () => 'never', present)).rejects.toMatchObject(busy);
    first.end();
    expect([await one, await two]).toEqual(['answered', 'in turn']);
    expect(await gate.pass(async () => 'itself again', present)).toBe('itself again');
  });

  it('whoever has waited too long is told to come back, and whoever has gone costs nothing', async () => {
    const gate = createLoadGate({ atOnce: 1, waiting: 5, waitSeconds: 0.01 }, silentLog);
    const first = held();
    const one = gate.pass(first.work, present);
    await expect(gate.pass(async () => 'late', present)).rejects.toMatchObject(busy);
    first.end();
    await one;
    let done = false;
    const gone = gate.pass(
      async () => {
        done = true;
      },
      () => true,
    );
    await expect(gone).rejects.toBeInstanceOf(HubError);
    expect(done).toBe(false);
  });

  it('work that fails gives its place to the next', async () => {
    const gate = createLoadGate({ atOnce: 1, waiting: 1, waitSeconds: 60 }, silentLog);
    await expect(gate.pass(() => Promise.reject(new Error('broken')), present)).rejects.toThrow('broken');
    expect(await gate.pass(async () => 'next', present)).toBe('next');
  });

  it('is said over HTTP by 503 and Retry-After, and health is answered all the while', async () => {
    const graph = await startSmallGraph({ limits: { load: { atOnce: 1, waiting: 0 } } });
    try {
      const flushed = held();
      let enter = () => {};
      const isInside = new Promise<void>((resolve) => {
        enter = resolve;
      });
      graph.flush = async () => {
        enter();
        await flushed.work();
      };
      const first = graph.ask('{ hello }');
      await isInside;
      const ask = () => graph.server.inject({ method: 'POST', url: '/graphql', payload: { query: '{ hello }' } });
      const second = await ask();
      expect(second.statusCode).toBe(503);
      expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
      expect((await graph.server.inject('/health/live')).statusCode).toBe(200);
      flushed.end();
      expect((await first).status).toBe(200);
      expect((await graph.ask('{ hello }')).status).toBe(200);
    } finally {
      await graph.server.close();
    }
  });
});
