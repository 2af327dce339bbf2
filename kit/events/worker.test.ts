import { describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { createLog, silentLog } from '#kit/log/log.ts';
import { until } from '#test/contract/support/kit-database.ts';
import { startWorker } from './worker.ts';

const start = (run: () => Promise<boolean>, everyMs = 60_000) =>
  startWorker({ name: 'test', everyMs, run, log: silentLog });
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a worker', () => {
  it('runs at once while there is more to do, and then rests', async () => {
    let runs = 0;
    const worker = start(async () => ++runs < 5);
    await until('five runs', () => runs === 5);
    await wait(20);
    expect(runs).toBe(5);
    await worker.stop();
  });

  it('runs when it is woken, also when that was during a run', async () => {
    let runs = 0;
    const worker = start(async () => {
      runs += 1;
      if (runs === 1) worker.wake();
      return false;
    });
    await until('the second run', () => runs === 2);
    worker.wake();
    await until('the third run', () => runs === 3);
    await worker.stop();
  });

  it('backs off when it fails, and is not hurried by being woken', async () => {
    let runs = 0;
    const worker = start(async () => {
      runs += 1;
      worker.wake();
      throw new Error('out');
    }, 1);
    for (let n = 0; n < 20; n += 1) {
      worker.wake();
      await wait(5);
    }
    expect(runs).toBe(1);
    await until('another attempt', () => runs === 2);
    await worker.stop();
  });

  it('tells of an outage when it begins and when it is over, at levels that a hub shows', async () => {
    const lines: { level: number; worker: string; failures?: number }[] = [];
    const log = createLog({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } });
    let runs = 0;
    const run = async () => {
      runs += 1;
      if (runs <= 2) throw new HubError('UNAVAILABLE', 'out');
      return false;
    };
    const worker = startWorker({ name: 'reader', everyMs: 60_000, run, log });
    await until('it works again', () => lines.length === 2);
    expect(lines).toMatchObject([
      { level: 40, worker: 'reader' },
      { level: 30, worker: 'reader', failures: 2 },
    ]);
    await worker.stop();
  });

  it('stops after the run in hand, and at once when it rests', async () => {
    let ended = 0;
    const worker = start(async () => {
      await wait(30);
      ended += 1;
      return true;
    });
    await worker.stop();
    expect(ended).toBe(1);
    await wait(50);
    expect(ended).toBe(1);
    const resting = start(async () => false);
    await wait(5);
    await resting.stop();
  });
});
