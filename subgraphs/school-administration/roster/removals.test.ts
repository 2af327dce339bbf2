import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { group, member, membership, person, unit } from '../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { other, owner, school } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.hub.close());

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
/** Twelve pupils at one school and eight at another, of whom so many are left. */
const roster = (here: number, there: number) =>
  school({
    persons: [...ids('a', here), ...ids('b', there)].map((id) => person({ id })),
    groups: [owner, unit(), other, group()],
    memberships: [
      membership('school', ...ids('a', here).map((id) => member({ id }))),
      membership('school-2', ...ids('b', there).map((id) => member({ id }))),
    ],
  });

describe('a file that would end too many enrolments', () => {
  it('stops, says how many and where, and leaves everything as it was', async () => {
    await hub.import(roster(12, 8));
    const before = await hub.contents();
    const refused = hub.import(roster(11, 5), { acceptRemovals: false });
    await expect(refused).rejects.toThrow(
      /would end 4 of 20 enrolments \(20 %\); at most 10 %[\s\S]*Moelv skole: 3 of 8\n {2}Brumunddal skole: 1 of 12\n[\s\S]*--accept-removals/,
    );
    await expect(refused).rejects.toMatchObject({ code: 'BAD_INPUT', details: { ended: 4, of: 20 } });
    expect(await hub.contents()).toBe(before);
  });

  it('says so in a dry run, which goes through', async () => {
    const { removals, counts } = await hub.import(roster(11, 5), { acceptRemovals: false, dryRun: true });
    expect(removals).toMatchObject({ stops: true, ended: 4, of: 20 });
    expect(counts.enrolments).toMatchObject({ ended: 4 });
  });

  it('goes through up to the share in the settings, and when it is accepted', async () => {
    await expect(hub.import(roster(10, 8), { acceptRemovals: false })).resolves.toMatchObject({
      removals: { ended: 2, of: 20, stops: false },
    });
    await expect(hub.import(roster(9, 8), { acceptRemovals: false, largestRemovalShare: 0.05 })).rejects.toThrow(
      /1 of 18/,
    );
    await expect(hub.import(roster(9, 8), { acceptRemovals: false, largestRemovalShare: 0 })).rejects.toThrow();
    await expect(hub.import(roster(4, 2), { acceptRemovals: true })).resolves.toMatchObject({
      removals: { ended: 12, of: 18, stops: false },
    });
  });
});
