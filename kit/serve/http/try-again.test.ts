import { describe, expect, it } from 'vitest';
import { type Outcome, tryAgain } from './try-again.ts';

/** Gives the outcomes one after the other, and what was waited between them. */
async function asked(outcomes: ReadonlyArray<Outcome<string>>, attempts = 4) {
  const waits: number[] = [];
  let calls = 0;
  const outcome = await tryAgain(async () => outcomes[calls++] ?? { answer: 'not foreseen' }, {
    attempts,
    firstWaitMs: 100,
    longestWaitMs: 1_000,
    wait: async (ms) => waits.push(ms),
  });
  return { outcome, waits, calls };
}
const busy = { why: 'busy' };

describe('a question that failed in passing', () => {
  it('is asked again after ever longer waits, until there is an answer', async () => {
    expect(await asked([busy, busy, busy, { answer: 'yes' }])).toEqual({
      outcome: { answer: 'yes' },
      waits: [100, 200, 400],
      calls: 4,
    });
  });

  it('waits as long as the service asks for, and never longer than the longest wait', async () => {
    const { waits } = await asked([{ ...busy, waitMs: 0 }, { ...busy, waitMs: 70_000 }, { answer: 'yes' }]);
    expect(waits).toEqual([0, 1_000]);
  });

  it('is given up with the last failure, without a wait after it', async () => {
    expect(await asked([busy, { why: 'gone' }, { answer: 'late' }], 2)).toEqual({
      outcome: { why: 'gone' },
      waits: [100],
      calls: 2,
    });
  });
});

describe('a question', () => {
  it('whose answer is nothing is answered', async () => {
    const outcome = await tryAgain(async () => ({ answer: undefined }), {
      attempts: 2,
      firstWaitMs: 1,
      longestWaitMs: 1,
      wait: () => Promise.reject(new Error('waited')),
    });
    expect(outcome).toEqual({ answer: undefined });
  });

  it('that throws is not asked again', async () => {
    let calls = 0;
    const ask = () => {
      calls += 1;
      return Promise.reject(new Error('refused'));
    };
    await expect(tryAgain(ask, { attempts: 3, firstWaitMs: 1, longestWaitMs: 1 })).rejects.toThrow('refused');
    expect(calls).toBe(1);
  });
});
