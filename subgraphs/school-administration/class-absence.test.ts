import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAs } from './testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let children: readonly string[];
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
  children = [at.child, await at.pupil('Ada', 'Ask'), await at.pupil('Bo', 'Berg')];
  await hub.build.place();
});
afterAll(() => hub.stop());

const fields = 'recorded recordedBefore';
const day = '2026-11-20';
const register = (personId: string, absences: readonly object[], over: Record<string, unknown> = {}) =>
  recordAs(hub, personId, 'recordClassAbsence', { day, absences, ...over }, fields);
const absencesOf = async (childId: string) => {
  const text = `{ pupil(id: "${childId}") { absences { edges { node { startsOn days hours documented } } } } }`;
  const { data } = await hub.query(text, {}, { kind: 'person', personId: at.leader, purpose: null });
  const { pupil } = data as { pupil: { absences: { edges: ReadonlyArray<{ node: object }> } } };
  return pupil.absences.edges.map(({ node }) => node);
};

describe('a class’s absence of a day', () => {
  it('is recorded in one go, whole days and hours, and once for one key', async () => {
    const [one, two] = children;
    const away = [{ childId: one }, { childId: two, hours: 2, documented: true }];
    const key = { idempotencyKey: 'class-1' };
    const first = await register(at.leader, away, key);
    expect(first).toMatchObject({ codes: [], payload: { recorded: 2, recordedBefore: [], userErrors: [] } });
    expect((await register(at.leader, away, key)).payload).toEqual(first.payload);
    expect(await absencesOf(one ?? '')).toEqual([{ startsOn: day, days: 1, hours: 0, documented: false }]);
    expect(await absencesOf(two ?? '')).toEqual([{ startsOn: day, days: 0, hours: 2, documented: true }]);
  });

  it('leaves what is recorded already as it is, and says so', async () => {
    const [one, , three] = children;
    const { payload } = await register(at.leader, [{ childId: one }, { childId: three }]);
    expect(payload).toMatchObject({ recorded: 1, recordedBefore: [one], userErrors: [] });
  });

  it('records nothing where one of the children is not one’s own, and is not for parents', async () => {
    const other = { day: '2026-11-19' };
    const absences = [{ childId: children[1] }, { childId: randomUUID() }];
    expect((await register(at.leader, absences, other)).codes).toEqual(['NOT_FOUND']);
    expect((await absencesOf(children[1] ?? '')).length).toBe(1);
    expect((await register(at.mother, [{ childId: at.child }], other)).codes).toEqual(['FORBIDDEN']);
  });

  it('is refused with the reason', async () => {
    const childId = at.child;
    const cases = [
      [[], {}, 'WRONG_NUMBER'],
      [Array.from({ length: 101 }, () => ({ childId: randomUUID() })), {}, 'WRONG_NUMBER'],
      [[{ childId }, { childId }], {}, 'NAMED_TWICE'],
      [[{ childId }], { day: '2099-01-01' }, 'NOT_YET'],
      [[{ childId, hours: -1 }], {}, 'OUT_OF_RANGE'],
    ] as const;
    for (const [absences, over, code] of cases)
      expect((await register(at.leader, absences, over)).payload).toMatchObject({
        recorded: 0,
        userErrors: [{ code }],
      });
  });
});
