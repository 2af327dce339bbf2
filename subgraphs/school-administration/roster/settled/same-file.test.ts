import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { member, membership, person } from '../../source/pifu/pifu-test-file.ts';
import type { RosterImportOptions } from '../import-roster.ts';
import { openTestHub, type TestHub, type TestTables } from '../roster-test-hub.ts';
import { none, school } from '../test-school.ts';

let hub: TestHub;
let folder: string;
let file: string;
beforeAll(async () => {
  hub = await openTestHub();
  folder = await mkdtemp(join(tmpdir(), 'oppvekst-same-file-'));
  file = join(folder, 'roster.xml');
});
beforeEach(() => hub.reset());
afterAll(async () => {
  await hub.hub.close();
  await rm(folder, { recursive: true, force: true });
});

const madeAt = (time: string) =>
  `<properties lang="nb"><datasource>test-sas@ringsaker.example</datasource><type>full</type><datetime>${time}</datetime></properties>`;

/** Imports a file from the disk; `compared` when it was staged and compared, and not taken for what the last one said. */
async function importFile(text: string, options: Partial<RosterImportOptions<TestTables>> = {}) {
  await writeFile(file, text);
  let compared = false;
  const stop = hub.hub.observe((statement) => {
    compared ||= statement.includes('insert into school_administration.roster_staged_person');
  });
  try {
    return { report: await hub.import('', { file, ...options }), compared };
  } finally {
    stop();
  }
}

/** A guardian of whom the file says no way to be reached: a finding of the reader. */
const unreachable = (parts: Parameters<typeof school>[0] = {}) =>
  school({
    persons: [
      person({ id: 'a', given: 'Åse', guardians: ['g'] }),
      person({ id: 'b', given: 'Bo' }),
      person({ id: 'g', given: 'Gro' }),
      person({ id: 't', given: 'Tor' }),
    ],
    ...parts,
  });

describe('a file that says what the last one from its source said', () => {
  it('changes nothing, and is told of as if it had been compared', async () => {
    const first = await importFile(unreachable());
    const contents = await hub.contents();
    await hub.events();
    // A stream is compared in full: what it is told of is what the file on the disk must be told of.
    const compared = await hub.import(unreachable());
    const again = await importFile(unreachable());
    expect([first.compared, again.compared]).toEqual([true, true]);
    const third = await importFile(unreachable());
    expect(third.compared).toBe(false);
    for (const { report } of [again, third])
      expect({ ...report, importId: '', fileHash: '' }).toEqual({ ...compared, importId: '', fileHash: '' });
    expect(third.report.findingCounts).toEqual({ 'guardian-without-contact': 1 });
    expect(await hub.contents()).toBe(contents);
    expect(await hub.events()).toEqual([]);
  });

  it('is taken for the same when only the time that it was made at is another', async () => {
    await importFile(school({ properties: madeAt('2026-11-22T02:00:00') }));
    const { report, compared } = await importFile(school({ properties: madeAt('2026-11-23T02:00:00') }));
    expect({ compared, persons: report.counts.persons }).toEqual({
      compared: false,
      persons: { ...none, unchanged: 4 },
    });
    const rows = await hub.rows<{ state: string; findings: number }>(
      `select state, file_hash <> lag(file_hash) over (order by started_at) as other from school_administration.roster_import`,
    );
    expect(rows.map(({ state }) => state)).toEqual(['DONE', 'DONE']);
  });

  it('is followed as far back as its findings go: each import has them in its own history', async () => {
    await importFile(unreachable());
    await importFile(unreachable());
    await importFile(unreachable());
    const rows = await hub.rows<{ count: number }>(
      'select count(*)::int as count from school_administration.roster_finding group by import_id',
    );
    expect(rows).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
  });
});

describe('it is compared all the same', () => {
  beforeEach(async () => {
    await importFile(school());
  });

  it('when it says something else', async () => {
    const { report, compared } = await importFile(school().replaceAll('Åse', 'Åsa'));
    expect([compared, report.counts.persons]).toEqual([true, { ...none, changed: 1, unchanged: 3 }]);
  });

  it.each([
    ['a place', `update school_administration.enrolment set valid_to = '2026-11-20'`],
    ['a name', `update school_administration.person set given_name = 'Ole' where source_id = 'b'`],
    [
      'a mark of protection',
      `insert into school_administration.address_protection (id, child_id, grading, source, valid_from)
        select gen_random_uuid(), id, 'CONFIDENTIAL', 'STAFF', '2026-11-01' from school_administration.person where source_id = 'a'`,
    ],
  ])('when staff have changed %s meanwhile', async (_, change) => {
    await sql.raw(change).execute(hub.database);
    expect((await importFile(school())).compared).toBe(true);
  });

  it('when a day has come on which something begins or has ended', async () => {
    const ending = school({
      memberships: [
        membership('school', member({ id: 'a', begin: '2020-08-17', end: '2026-11-24' }), member({ id: 'b' })),
      ],
    });
    await importFile(ending);
    const on = async (day: string) => {
      hub.now = new Date(`${day}T09:00:00Z`);
      return (await importFile(ending)).compared;
    };
    expect([await on('2026-11-23'), await on('2026-11-24'), await on('2026-11-25')]).toEqual([false, false, true]);
  });

  it('once a week', async () => {
    hub.now = new Date('2026-11-29T09:00:00Z');
    expect((await importFile(school())).compared).toBe(false);
    hub.now = new Date('2026-11-30T09:00:00Z');
    expect((await importFile(school())).compared).toBe(true);
  });

  it('when another file has come between, when it is read in another mode, and in a dry run', async () => {
    expect((await importFile(school(), { dryRun: true })).compared).toBe(true);
    expect((await importFile(school(), { mode: 'production' })).compared).toBe(true);
    await importFile(school().replaceAll('Åse', 'Åsa'));
    expect((await importFile(school())).compared).toBe(true);
  });

  it('when the comparison itself found something: it may find something else now', async () => {
    await sql`update school_administration.enrolment set valid_to = '2026-11-20'`.execute(hub.database);
    for (const _ of [1, 2]) {
      const { report, compared } = await importFile(school());
      expect([compared, report.findingCounts]).toEqual([true, { 'ended-by-staff': 2 }]);
    }
  });
});
