import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { group, member, membership, person, pifuFile, unit } from '../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.hub.close());

const days = ['2026-08-17', '2026-10-01', '2026-11-22', '2027-01-04', '2027-06-18'];
const day = fc.option(fc.constantFrom(...days), { nil: undefined });
const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  place: fc.constantFrom('school', 'school-2', '7A', '7B'),
  role: fc.constantFrom('01', '02'),
  status: fc.constantFrom('1', '1', '1', '0'),
  begin: day,
  end: day,
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const fileOf = (rows: readonly Row[]) =>
  pifuFile({
    persons: ['a', 'b', 'c', 'always'].map((id) => person({ id })),
    groups: [
      unit({ id: 'owner', type: 'skoleeier' }),
      unit(),
      unit({ id: 'school-2' }),
      group(),
      group({ id: '7B', parent: 'school-2', type: 'undervisningsgruppe' }),
    ],
    memberships: [
      membership('school', member({ id: 'always' })),
      ...rows.map(({ place, begin, end, ...rest }) =>
        membership(place, member({ ...rest, ...(begin ? { begin } : {}), ...(end ? { end } : {}) })),
      ),
    ],
  });

/** Who is where on a day, by the file alone: its rows of one key are one period from the first day to the last. */
function expected(rows: readonly Row[], today: string): string[] {
  const kept = rows.filter(
    ({ status, begin, end }) => status === '1' && !(begin && end && end < begin) && !(end && end < today),
  );
  const keys = new Map<string, { begins: (string | undefined)[] }>();
  for (const { id, place, role, begin } of kept) {
    if (!place.startsWith('7')) continue;
    const key = `${id} ${place} ${role === '01' ? 'PUPIL' : 'TEACHER'}`;
    const known = keys.get(key) ?? { begins: [] };
    keys.set(key, { begins: [...known.begins, begin] });
  }
  return [...keys]
    .filter(([, { begins }]) => begins.some((begin) => begin === undefined || begin <= today))
    .map(([key]) => key)
    .toSorted();
}

const inForce = (today: string) =>
  hub.rows<{ key: string }>(`select p.source_id || ' ' || g.source_id || ' ' || m.role as key
    from school_administration.membership m join school_administration.person p on p.id = m.person_id
    join school_administration."group" g on g.id = m.group_id
    where (m.valid_from is null or m.valid_from <= '${today}') and (m.valid_to is null or m.valid_to >= '${today}')`);

it('whatever files come in whatever order: who is in a group is what the last file says, once, and again changes nothing', async () => {
  const files = fc.array(fc.array(row, { maxLength: 6 }), { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(files, async (sequence) => {
      await hub.reset();
      for (const [index, rows] of sequence.entries()) {
        const today = ['2026-11-20', '2026-11-22', '2027-01-04', '2027-03-01'][index] ?? '2027-03-01';
        hub.now = new Date(`${today}T09:00:00Z`);
        await hub.import(fileOf(rows));
        expect((await inForce(today)).map(({ key }) => key).toSorted()).toEqual(expected(rows, today));
        const settled = await hub.contents();
        await hub.import(fileOf(rows));
        expect(await hub.contents()).toBe(settled);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 5) },
  );
});
