import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { controlCommands } from '../control/commands.ts';

const inForce = '2026-08-01';
let hub: Hub;
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-policy-diff-'));

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
      keysFolder: join(folder, 'keys'),
      database: { kind: 'memory' },
    }),
    now: () => new Date('2026-11-22T09:00:00Z'),
    offline: true,
  });
  await build();
}, 120_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A school with a class of three and its contact teacher; a mother of two of them, of whom one has a graded address. */
async function build() {
  const [school, group, teacher, mother] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const children = [randomUUID(), randomUUID(), randomUUID()];
  const run = (text: string) => sql.raw(text).execute(hub.database.kysely);
  await run(`
    insert into school_administration.unit (id, kind, name, source, source_id) values ('${school}', 'SCHOOL', 'Bakken skole', 'test', 'a');
    insert into school_administration."group" (id, unit_id, kind, name, source, source_id) values ('${group}', '${school}', 'BASIC', '7A', 'test', '7A');
    insert into school_administration.person (id, source, source_id, given_name, family_name, birth_date, is_pupil)
      select id, 'test', id::text, 'Eira', 'Lien', '2014-05-06', true from unnest('{${children}}'::uuid[]) id;
    insert into school_administration.person (id, source, source_id, given_name, family_name) values
      ('${teacher}', 'test', 't', 'Kari', 'Kontakt'), ('${mother}', 'test', 'm', 'Berit', 'Lien');
    insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, source)
      select gen_random_uuid(), id, '${school}', 7, '2020-08-01', 'test' from school_administration.person where is_pupil;
    insert into school_administration.employment (id, unit_id, person_id, role, source) values (gen_random_uuid(), '${school}', '${teacher}', 'TEACHER', 'test');
    insert into school_administration.membership (id, group_id, person_id, role, source)
      select gen_random_uuid(), '${group}', id, case when is_pupil then 'PUPIL' else 'CONTACT_TEACHER' end, 'test'
      from school_administration.person where is_pupil or id = '${teacher}';
    insert into school_administration."right" (id, child_id, person_id, kind, source, valid_from)
      select gen_random_uuid(), child, '${mother}', kind, 'FOLKEREGISTERET', '2014-05-06'
      from unnest('{${children.slice(0, 2)}}'::uuid[]) child, unnest('{PARENT,PARENTAL_RESPONSIBILITY,LIVES_WITH}'::text[]) kind;
    insert into school_administration.address_protection (id, child_id, grading, source, valid_from)
      values (gen_random_uuid(), '${children[1]}', 'CONFIDENTIAL', 'STAFF', '2020-01-01')`);
}

/** A copy of the set in force with one text put in the place of another. */
function changedSet(name: string, file: string, from: string, to: string): string {
  const set = join(folder, name);
  cpSync(join(policyRoot, inForce, 'access'), join(set, 'access'), { recursive: true });
  const path = join(set, 'access', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return set;
}
const diff = (from: string, to: string) => controlCommands.policyDiff(hub, { from, to });

describe('oppvekst policy diff', () => {
  it('says that nothing changes between a set and itself, and of how many that is said', async () => {
    expect(await diff(inForce, inForce)).toEqual({
      from: inForce,
      to: inForce,
      rules: { added: [], removed: [], changed: [] },
      changes: [],
      asked: { persons: 5, systems: 0, children: 3 },
    });
  });

  it('counts who gains a category, of how many children, by which rule; and as many who lose it in the reverse', async () => {
    const set = changedSet(
      'staff',
      'school.cedar',
      'when { context.isContactTeacher };',
      'when { context.isContactTeacher || context.teachesChild };',
    );
    const wider = changedSet(
      'sfo',
      'school.cedar',
      `@id("sfo-sees")`,
      `@id("contact-teacher-sees-rights")\n@hjemmel("en prøve")\npermit (principal is Person, action == Action::"see", resource == Category::"rights")\nwhen { context.isContactTeacher };\n\n@id("sfo-sees")`,
    );
    // Nobody teaches the class but its contact teacher: the rule is another, and for nobody is anything.
    const same = await diff(inForce, set);
    expect([same.rules.changed, same.changes]).toEqual([['contact-teacher-sees'], []]);
    const line = {
      ...{ kind: 'category', id: 'rights', role: 'Contact teacher', viewers: 1, children: 2, purpose: 'any' },
      rules: [{ id: 'contact-teacher-sees-rights', legalBasis: 'en prøve', set: wider }],
    };
    // Of the graded child the contact teacher does not know: what a rule would open of it stays closed.
    const found = await diff(inForce, wider);
    expect(found.rules.added).toEqual(['contact-teacher-sees-rights']);
    expect(found.changes).toEqual([{ change: 'gains', ...line }]);
    expect((await diff(wider, inForce)).changes).toEqual([{ change: 'loses', ...line }]);
    expect(JSON.stringify(found)).not.toMatch(/Eira|Lien|Kari/);
  });

  it('tells of a rule that no longer forbids as what it opens: to know of the child, and all that hung on it', async () => {
    const set = changedSet(
      'open',
      'know.cedar',
      '(context.addressConfidential || context.addressStrictlyConfidential) &&\n  !(context.isPupil',
      '(context.addressStrictlyConfidential) &&\n  !(context.isPupil',
    );
    const { changes } = await diff(inForce, set);
    const know = changes.find(({ kind, role }) => kind === 'child' && role === 'Contact teacher');
    expect(know).toMatchObject({ change: 'gains', viewers: 1, children: 1, purpose: 'any' });
    expect(know?.rules.map(({ id }) => id)).toEqual(['know-not-graded']);
    expect(changes.every(({ change, role }) => change === 'gains' && role === 'Contact teacher')).toBe(true);
    // Other rules close the data of a graded child as before; the deeds hung on knowing of it alone.
    expect(changes.map(({ id }) => id)).toContain('record-absence');
    expect(changes.some(({ kind }) => kind === 'category')).toBe(false);
  });

  it('finds what a purpose alone opens, and what everybody would gain', async () => {
    const set = changedSet(
      'all',
      'family.cedar',
      '',
      '@id("anybody-knows")\n@hjemmel("en prøve")\n@always("en prøve")\npermit (principal is Person, action == Action::"know", resource);\n@id("anybody-with-purpose")\n@hjemmel("en prøve")\npermit (principal is Person, action == Action::"see", resource == Category::"identity") when { context.purpose != "" };\n',
    );
    const { changes } = await diff(inForce, set);
    const outside = changes.filter(({ role, kind }) => role === 'Somebody without a part in it' && kind !== 'deed');
    // The three pupils and the mother, of children that are not theirs; of the graded child nobody.
    expect(outside).toMatchObject([
      { kind: 'category', id: 'identity', viewers: 4, children: 2, purpose: 'stated' },
      { kind: 'child', viewers: 4, children: 2, purpose: 'any' },
    ]);
  });

  it('refuses a date without a set, a folder without rules, and a set that is broken, each in plain words', async () => {
    await expect(diff(inForce, '2031-01-01')).rejects.toThrow(
      'There is no access policy of 2031-01-01: there are 2026-08-01.',
    );
    await expect(diff(inForce, folder)).rejects.toThrow(/is no date, and no folder with schema\.cedarschema/);
    await expect(diff(inForce, changedSet('broken', 'know.cedar', 'permit', 'permitt'))).rejects.toThrow(
      /know\.cedar is broken/,
    );
    const strange = changedSet('strange', 'schema.cedarschema', 'isPupil', 'isPuppet');
    await expect(diff(inForce, strange)).rejects.toThrow(/isPupil|isPuppet/);
  });
});
