import { randomBytes, randomUUID } from 'node:crypto';
import type { CategoryId } from '#contracts/categories.ts';
import { categories } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import { createAccess } from '#kit/access/access.ts';
import { createCursorSeal } from '#kit/access/cursor-seal.ts';
import type { Decision } from '#kit/access/policy.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { policyRoot } from '#kit/serve/host.ts';
import type { BenchLine } from '../bench-line.ts';
import { ratio } from '../measure.ts';

const goal = 20;
const rounds = 15;
const askedARound = 300_000;
const facts: readonly Fact[] = ['isContactTeacher', 'isEmployee', 'clearedToKnowPlace'];

/** A decision that a request has taken before, beside a look-up of the same child and category in a `Map`. */
export async function benchDecisions(): Promise<BenchLine> {
  const children = Array.from({ length: 300 }, () => randomUUID());
  const access = createAccess({
    viewer: { kind: 'person', personId: randomUUID(), purpose: 'education', organisation: null, assurance: 'high' },
    facts: {
      factsFor: async (_viewer, ids) => new Map(ids.map((id) => [id, facts])),
      viewerFacts: async () => ['isEmployee'],
      scopeOf: async () => ({ everyChild: false, unitIds: [], groupIds: [], childIds: children }),
    },
    policy: createPolicyBook(policyRoot)('2026-11-25'),
    audit: { record: async () => undefined, close: async () => undefined },
    cursors: createCursorSeal(randomBytes(32)),
    now: new Date('2026-11-25T09:00:00Z'),
    requestId: randomUUID(),
  });
  await access.prime(children);
  const ids = Object.keys(categories) as CategoryId[];
  const map = new Map<string, Decision>(
    children.flatMap((child) =>
      ids.map((category) => [`${child}:${category}`, access.decide(child, category)] as const),
    ),
  );
  const asked = Array.from({ length: 997 }, (_, place) => {
    const [child = '', category = 'identity'] = [children[(place * 7) % children.length], ids[place % ids.length]];
    return { child, category, key: `${child}:${category}` };
  });
  const time = (ask: (one: (typeof asked)[number]) => boolean | undefined): number => {
    const started = performance.now();
    let allowed = 0;
    for (let round = 0; round < askedARound / asked.length; round += 1)
      for (const one of asked) if (ask(one)) allowed += 1;
    // Used, so that nothing of it is left out as of no use.
    if (allowed === 0) throw new Error('nothing is allowed');
    return performance.now() - started;
  };
  const decided = () => time(({ child, category }) => access.decide(child, category).allow);
  const lookedUp = () => time(({ key }) => map.get(key)?.allow);
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(decided() / lookedUp());
  measured.sort((a, b) => a - b);
  const median = measured[rounds >> 1] ?? Number.NaN;
  return {
    ok: median <= goal,
    text: `a memoised decision: ${ratio(median)} times a Map look-up of the same key (median of ${rounds} rounds; goal at most ${goal})`,
  };
}
