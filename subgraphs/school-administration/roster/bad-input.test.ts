import { appendFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { group, member, membership, person, unit } from '../source/pifu/pifu-test-file.ts';
import { importRoster } from './import-roster.ts';
import { openTestHub, type TestHub } from './roster-test-hub.ts';
import { none, other, owner, school } from './test-school.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(() => hub.reset());
afterAll(() => hub.hub.close());
const people = (count: number) => Array.from({ length: count }, (_, index) => person({ id: `p${index}` }));

describe('input that no school has', () => {
  it('a group in two schools is told of, and taken to belong to the same one every time', async () => {
    const second =
      '<relationship relation="1"><sourcedid><source>test-sas@ringsaker.example</source><id>school-2</id></sourcedid><label>x</label></relationship>';
    const both = group().replace('<extension>', `${second}<extension>`);
    const file = school({ groups: [owner, unit(), other, both] });
    const { findings } = await hub.import(file);
    expect(findings).toMatchObject([
      { kind: 'two-units', what: 'group 7A belongs to school and school-2', done: 'it was taken to belong to school' },
    ]);
    expect(
      await hub.rows(
        `select u.source_id from school_administration."group" g join school_administration.unit u on u.id = g.unit_id`,
      ),
    ).toEqual([{ sourceId: 'school' }]);
    expect((await hub.import(file)).counts.groups).toEqual({ ...none, unchanged: 1 });
  });

  it('a class with 10,000 pupils is imported, and told of', async () => {
    const pupils = people(10_000);
    const members = pupils.map((_, index) => member({ id: `p${index}` }));
    const { findings, counts } = await hub.import(
      school({ persons: pupils, memberships: [membership('7A', ...members)] }),
    );
    expect(counts).toMatchObject({ enrolments: { added: 10_000 }, memberships: { added: 10_000 } });
    expect(findings).toMatchObject([{ kind: 'implausible-size', what: 'class 7A has 10,000 pupils' }]);
  });
});

describe('a file on a disk', () => {
  const fileOf = async (content: string) => {
    const path = join(await mkdtemp(join(tmpdir(), 'roster-')), 'roster.xml');
    await writeFile(path, content);
    return path;
  };

  it('that grows while it is read is refused, and leaves everything as it was', async () => {
    await hub.import(school());
    const before = await hub.contents();
    const file = await fileOf(school({ persons: [person({ id: 'a' }), person({ id: 'b' }), ...people(2_000)] }));
    let grown = false;
    const importing = importRoster({
      ...hub.options(),
      file,
      onProgress: () => {
        if (!grown) appendFileSync(file, '<!-- more -->');
        grown = true;
      },
    });
    await expect(importing).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('changed while'),
    });
    expect(await hub.contents()).toBe(before);
    await expect(importRoster({ ...hub.options(), file })).resolves.toMatchObject({ dryRun: false });
  });

  it('beside another of the same source at the same time: one is taken, the other is refused clearly', async () => {
    // Long enough that neither has ended before the other begins.
    const long = school({ persons: [person({ id: 'a' }), person({ id: 'b' }), ...people(2_000)] });
    const files = await Promise.all([fileOf(long), fileOf(long)]);
    const ends = await Promise.allSettled(files.map((file) => importRoster({ ...hub.options(), file })));
    const refused = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toMatchObject([{ code: 'CONFLICT', message: expect.stringContaining('Another import from') }]);
    expect(await hub.enrolmentsOf('a')).toHaveLength(1);
  });
});
