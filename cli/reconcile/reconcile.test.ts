import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { controlCommands } from '../control/commands.ts';
import { type ReconcileLine, reconcilingSystem } from './reconcile.ts';

let hub: Hub;
let ids: Awaited<ReturnType<typeof build>>;
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-reconcile-'));
beforeAll(async () => {
  hub = await startHub({
    settings: hubSettingsSchema.parse({
      controller: {
        organisationNumber: '312000016',
        name: 'Prøve kommune',
        municipalityNumber: '9901',
        kind: 'MUNICIPALITY',
      },
      demo: true,
      port: 0,
      keysFolder: folder,
      database: { kind: 'memory' },
    }),
    now: () => new Date('2026-11-22T09:00:00Z'),
    offline: true,
  });
  ids = await build();
}, 120_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Two schools, one of which has approved the system; and what each of the others holds that the school does not, and the reverse. */
async function build() {
  const [open, closed, group] = [randomUUID(), randomUUID(), randomUUID()];
  const [shown, graded, strictly, elsewhere] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const run = (text: string) => sql.raw(text).execute(hub.database.kysely);
  await run(`
    insert into school_administration.unit (id, kind, name, source, source_id) values
      ('${open}', 'SCHOOL', 'Bakken skole', 'test', 'a'), ('${closed}', 'SCHOOL', 'Lia skole', 'test', 'b');
    insert into school_administration.system_approval (client_id, unit_id) values ('${reconcilingSystem}', '${open}');
    insert into school_administration.person (id, source, source_id, given_name, family_name, birth_date, is_pupil)
      select id, 'test', id::text, 'Eira', 'Lien', '2014-05-06', true from unnest('{${[shown, graded, strictly, elsewhere]}}'::uuid[]) id;
    insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, source)
      select gen_random_uuid(), id, case when id = '${elsewhere}' then '${closed}'::uuid else '${open}' end, 7, '2020-08-01', 'test'
      from school_administration.person where is_pupil;
    insert into school_administration.address_protection (id, child_id, grading, source, valid_from) values
      (gen_random_uuid(), '${graded}', 'CONFIDENTIAL', 'STAFF', '2020-01-01'),
      (gen_random_uuid(), '${strictly}', 'STRICTLY_CONFIDENTIAL', 'STAFF', '2020-01-01');
    insert into school_administration.record (id, child_id, kind, category, title, body, valid_from)
      select gen_random_uuid(), id, 'INDIVIDUAL_DECISION', 'individual-decisions', 'En sak', 'Tekst.', '2026-09-01'
      from unnest('{${[shown, graded]}}'::uuid[]) id;
    insert into school_administration."group" (id, unit_id, kind, name, valid_to, source, source_id)
      values ('${group}', '${open}', 'BASIC', '7A', '2026-10-31', 'test', '7A')`);
  await run(`
    insert into feide.reading values ('prove.no', now(), 2, 0);
    insert into feide.feide_group (id, type, display_name, unit_id, valid_to, seen_from) values
      ('school-2', 'SCHOOL', 'Lia', '${closed}', null, now()), ('class-7a', 'GROUP', '7A', '${open}', '2026-06-30', now());
    insert into feide.account (feide_id, child_id, name, seen_from) values
      ('eira@prove.no', '${shown}', 'Eira', now()), ('nobody@prove.no', null, 'Ukjent', now());
    insert into feide.membership (feide_id, group_id, role, affiliation, seen_from) values
      ('eira@prove.no', 'school-2', 'MEMBER', 'STUDENT', now()), ('eira@prove.no', 'class-7a', 'MEMBER', 'STUDENT', now()),
      ('nobody@prove.no', 'class-7a', 'MEMBER', 'STUDENT', now());
    insert into learning_resources.resource (id, title, supplier, description, levels, languages, competence_aims, lacks_parallel_edition,
        status, approved_levels, unit_ids, version)
      values ('5a1d8f0e-2a4c-4b53-8f0e-7d1f6a0b9c22', 'Tall', 'Forlag', '{}', '{}', '{}', '{}', false, 'APPROVED', '{}', '{}', 1);
    insert into learning_resources.group_use (group_id, resource_id, purpose, used_from, by_person) values
      ('${group}', '5a1d8f0e-2a4c-4b53-8f0e-7d1f6a0b9c22', 'MATHS', '2026-08-20', 'test'),
      ('fc:gogroup:x', '5a1d8f0e-2a4c-4b53-8f0e-7d1f6a0b9c22', 'MATHS', '2026-08-20', 'test');
    insert into archive.pupil_record (system_id, child_id, status, body) values
      ('6b2e9f1f-3b5d-4c64-9f1f-8e2f7b1c0d66', '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11', 'B', '{}')`);
  return { shown, graded, strictly, elsewhere, group };
}

const lines = async () => (await controlCommands.reconcile(hub)) as readonly ReconcileLine[];
const lineOf = async (kind: string) => (await lines()).find((line) => line.kind === kind);

describe('what the systems disagree on', () => {
  it('is counted by kind, with who should mend it', async () => {
    const found = await lines();
    expect(Object.fromEntries(found.map(({ kind, count }) => [kind, count]))).toEqual({
      PUPIL_WITHOUT_ACCOUNT: 3,
      ACCOUNT_OF_NOBODY: 1,
      MEMBERSHIP_AT_OTHER_SCHOOL: 1,
      MEMBERSHIP_IN_ENDED_GROUP: 2,
      RESOURCE_FOR_GONE_GROUP: 1,
      RECORD_WITHOUT_PUPIL: 1,
      PUPIL_WITHOUT_RECORD: 2,
    });
    for (const { mendedBy, what } of found) expect([what, mendedBy].every((text) => text.length > 5)).toBe(true);
  });

  it('shows children of schools that have approved the system, things by id, and of others the count alone', async () => {
    expect((await lineOf('PUPIL_WITHOUT_RECORD'))?.shown).toEqual([{ childId: ids.shown, thing: null }]);
    expect((await lineOf('PUPIL_WITHOUT_ACCOUNT'))?.shown).toEqual([]);
    expect((await lineOf('RESOURCE_FOR_GONE_GROUP'))?.shown).toEqual([{ childId: null, thing: ids.group }]);
    expect((await lineOf('RECORD_WITHOUT_PUPIL'))?.shown).toHaveLength(1);
  });

  it('says nothing that leads to a child with a graded address, or to one at a school that has not approved it', async () => {
    const text = JSON.stringify(await lines());
    for (const child of [ids.graded, ids.strictly, ids.elsewhere]) expect(text).not.toContain(child);
    expect(text).not.toContain('@');
  });

  it('stands in the audit trail, child by child, with the purpose', async () => {
    await lines();
    const { rows } = await sql<{ childId: string }>`select distinct child_id, viewer, purpose from audit.disclosure
      where child_id is not null`.execute(hub.database.kysely);
    expect(rows).toEqual([
      { childId: ids.shown, viewer: expect.stringContaining(reconcilingSystem), purpose: 'administration' },
    ]);
  });
});
