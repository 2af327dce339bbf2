import { describe, expect, it } from 'vitest';
import type { KnownPerson, SchoolAdministrationPort } from '#contracts/ports.ts';
import { createPortCache } from './port-cache.ts';

const anna = { kind: 'national-id', nationalId: '17811150053' } as const;

function portOf(answer: () => Promise<KnownPerson | null>) {
  let calls = 0;
  let clock = 0;
  const whoIs = () => {
    calls += 1;
    return answer();
  };
  const cache = createPortCache({ whoIs } as unknown as SchoolAdministrationPort, () => clock);
  return { cache, calls: () => calls, pass: (ms: number) => (clock += ms) };
}

describe('who an identity is', () => {
  it('is asked once in a few seconds, and anew after them', async () => {
    const { cache, calls, pass } = portOf(async () => ({ personId: 'a', employee: false }));
    await Promise.all([cache.whoIs(anna), cache.whoIs(anna)]);
    pass(4_000);
    await cache.whoIs(anna);
    expect(calls()).toBe(1);
    pass(1_001);
    await cache.whoIs(anna);
    expect(calls()).toBe(2);
  });

  it('is not mixed up between kinds of identity', async () => {
    const { cache, calls } = portOf(async () => ({ personId: 'a', employee: false }));
    await cache.whoIs(anna);
    await cache.whoIs({ kind: 'feide', feideId: anna.nationalId });
    expect(calls()).toBe(2);
  });

  it('is not remembered when it was nobody, or could not be told', async () => {
    const nobody = portOf(async () => null);
    await nobody.cache.whoIs(anna);
    await nobody.cache.whoIs(anna);
    expect(nobody.calls()).toBe(2);
    const out = portOf(() => Promise.reject(new Error('out')));
    await expect(out.cache.whoIs(anna)).rejects.toThrow('out');
    await expect(out.cache.whoIs(anna)).rejects.toThrow('out');
    expect(out.calls()).toBe(2);
  });
});
