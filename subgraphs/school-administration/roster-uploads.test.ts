import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#kit/access/viewer.ts';
import type { Worker } from '#kit/events/worker.ts';
import { receiveFile } from '#kit/serve/uploads/receive-file.ts';
import { until } from '#test/support/until.ts';
import { school } from './roster/test-school.ts';
import { member, membership } from './source/pifu/pifu-test-file.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let folder: string;
let workers: readonly Worker[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  hub = await startSchoolAdministration({ stateFolder: folder });
  at = await buildSchool(hub);
  workers = (await hub.running.startWorkers?.()) ?? [];
});
afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await hub.stop();
  await rm(folder, { recursive: true, force: true });
});

const viewer = (personId: string): Viewer => ({
  ...{ kind: 'person', personId, purpose: 'administration', organisation: null, assurance: 'high' },
});
const upload = async (content: string, name = 'night.xml'): Promise<string> => {
  const file = await receiveFile(Readable.from([Buffer.from(content)]), {
    ...{ folder: join(folder, 'incoming'), name, largestBytes: 1_000_000 },
  });
  return ((await hub.running.takeUpload?.(viewer(at.caseWorker), file)) ?? { id: '' }).id;
};
interface Told {
  readonly state: string;
  readonly reason: string | null;
  readonly importId: string | null;
  readonly counts: readonly { readonly kind: string; readonly added: number }[];
  readonly findings: readonly { readonly kind: string; readonly line: number }[];
  readonly removals: { readonly ended: number; readonly stops: boolean } | null;
}
const told = async (id: string, by = at.caseWorker) => {
  const { data, errors } = await hub.query(
    `query ($id: ID!) { rosterUpload(id: $id) { state reason importId fileName bytes counts { kind added } removals { ended of stops units { name } }
      findings { kind line what why done } findingCounts { kind count } uploadedBy { familyName } } }`,
    { id },
    viewer(by),
  );
  return {
    upload: data?.rosterUpload as (Told & Record<string, unknown>) | null,
    codes: errors?.map((one) => one.extensions?.code),
  };
};
const untilState = (id: string, state: string) =>
  until(`the upload is ${state}`, async () => {
    const { upload: one } = await told(id);
    return one?.state === state ? one : undefined;
  });
const decide = async (
  deed: 'importUploadedRoster' | 'discardUploadedRoster',
  uploadId: string,
  more = {},
  by = at.caseWorker,
) => {
  const type = `${deed[0]?.toUpperCase()}${deed.slice(1)}Input!`;
  const { data, errors } = await hub.query(
    `mutation ($input: ${type}) { ${deed}(input: $input) { upload { state } userErrors { code } } }`,
    { input: { idempotencyKey: `${deed} ${uploadId} ${JSON.stringify(more)}`, uploadId, ...more } },
    viewer(by),
  );
  const payload = data?.[deed] as { userErrors: { code: string }[] } | undefined;
  return [...(payload?.userErrors ?? []).map(({ code }) => code), ...(errors ?? []).map((one) => one.extensions?.code)];
};
const enrolled = async () =>
  (
    await sql<{
      count: number;
    }>`select count(*)::int as count from school_administration.enrolment where source like 'test-sas%'
    and valid_to is null`.execute(hub.database.kysely)
  ).rows[0]?.count;
const files = () => readdir(join(folder, 'uploads', 'rosters'));

describe('a roster that a case worker uploads', () => {
  it('changes nothing until somebody says so; then it is imported, stands in the history, and the file is gone', async () => {
    const id = await upload(school());
    const checked = await untilState(id, 'CHECKED');
    expect(checked).toMatchObject({ fileName: 'night.xml', removals: { ended: 0, stops: false }, importId: null });
    expect(checked.counts.find(({ kind }) => kind === 'enrolments')).toMatchObject({ added: 2 });
    expect([await enrolled(), await files()]).toEqual([0, [id]]);
    expect(await decide('importUploadedRoster', id)).toEqual([]);
    const { importId } = await untilState(id, 'IMPORTED');
    expect(await enrolled()).toBe(2);
    expect(await files()).toEqual([]);
    const { data } = await hub.query(
      '{ rosterImports { edges { node { id state fileName uploadedBy { familyName } } } } }',
      {},
      viewer(at.caseWorker),
    );
    expect(data?.rosterImports).toMatchObject({
      edges: [
        { node: { id: importId, state: 'DONE', fileName: 'night.xml', uploadedBy: { familyName: 'Saksbehandler' } } },
      ],
    });
    expect(await decide('importUploadedRoster', id, { acceptRemovals: true })).toEqual(['NOT_WAITING']);
  });

  it('that would end many enrolments needs a word on that very thing', async () => {
    const id = await upload(school({ memberships: [membership('school', member({ id: 'a' }))] }));
    expect((await untilState(id, 'CHECKED')).removals).toMatchObject({ ended: 1, stops: true, units: [{}] });
    expect(await decide('importUploadedRoster', id)).toEqual(['TOO_MANY_REMOVALS']);
    expect(await enrolled()).toBe(2);
    expect(await decide('discardUploadedRoster', id)).toEqual([]);
    await until('the file is gone', async () => (await files()).length === 0);
    expect((await told(id)).upload).toMatchObject({ state: 'DISCARDED', counts: [] });
  });

  it('that is broken is refused with what was found in it, and changes nothing', async () => {
    const whole = school().replace('roletype="06"', 'roletype="77"');
    const id = await upload(whole.slice(0, -20), '../../broken.xml');
    const refused = await untilState(id, 'REFUSED');
    expect(refused).toMatchObject({
      fileName: 'broken.xml',
      counts: [],
      reason: expect.stringContaining('ends in the middle'),
    });
    expect(refused.findings.map(({ kind }) => kind)).toEqual(['unknown-role']);
    expect([await enrolled(), await files()]).toEqual([2, []]);
  });

  it('is for case workers of the owner alone', async () => {
    const id = await upload(school());
    await untilState(id, 'CHECKED');
    expect(await told(id, at.leader)).toEqual({ upload: null, codes: ['FORBIDDEN'] });
    expect(await decide('importUploadedRoster', id, {}, at.leader)).toEqual(['FORBIDDEN']);
    await decide('discardUploadedRoster', id);
  });

  it('waits its turn behind another; of many that nobody decides on, no more are taken', async () => {
    const ids = [];
    for (let sent = 0; sent < 5; sent++) ids.push(await upload(school(), `${sent}.xml`));
    await expect(upload(school())).rejects.toMatchObject({ code: 'CONFLICT' });
    for (const id of ids) await untilState(id, 'CHECKED');
    expect((await files()).toSorted()).toEqual(ids.toSorted());
    hub.now = new Date('2026-11-24T09:00:00Z');
    // Any look does it: this one is for a file that came later.
    await decide('discardUploadedRoster', ids[0] ?? '');
    for (const id of ids.slice(1)) await untilState(id, 'EXPIRED');
    await until('the files are gone', async () => (await files()).length === 0);
  });
});

it('of a process that was killed nothing is left: neither a file that nobody knows, nor a row without its file', async () => {
  await mkdir(join(folder, 'uploads', 'rosters'), { recursive: true });
  await writeFile(join(folder, 'uploads', 'rosters', 'unknown'), 'x');
  await sql`insert into school_administration.roster_upload (id, file_name, bytes, checksum, state, uploaded_by, uploaded_at, holder, held_until)
    values ('00000000-0000-4000-8000-00000000000a', 'lost.xml', 1, '', 'IMPORTING', ${at.caseWorker}, now(), gen_random_uuid(),
      clock_timestamp() - interval '1 second')`.execute(hub.database.kysely);
  const id = await upload(school());
  await untilState(id, 'CHECKED');
  expect((await told('00000000-0000-4000-8000-00000000000a')).upload?.state).toBe('EXPIRED');
  expect(await files()).toEqual([id]);
});
