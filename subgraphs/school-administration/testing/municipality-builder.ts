import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { nationalIdCheckDigits } from '#contracts/identifiers.ts';
import type { Database } from '#kit/database/database.ts';
import type { RightKind, Role, SchoolAdministrationTables } from '../store/tables.ts';

type Tables = SchoolAdministrationTables;
const people = 'schoolAdministration.person';

/** A synthetic national id (month + 80) with right check digits for a birth date; `number` tells siblings of a day apart. */
export function syntheticNationalId(birthDate: string, number = 0, monthOffset = 80): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const first = Number(year) >= 2000 ? 500 : 0;
  const start = `${day}${Number(month) + monthOffset}${year.slice(2)}`;
  for (let individual = first + number * 20; individual < first + 499; individual += 1) {
    const nine = `${start}${String(individual).padStart(3, '0')}`;
    const check = nationalIdCheckDigits(nine);
    if (check) return nine + check;
  }
  throw new RangeError('no national id is left for the day');
}

/** Puts a small municipality into a database, one call per row; every period is open unless it says otherwise. */
export function municipalityBuilder(database: Database<Tables>) {
  const source = 'test';
  const insert = async <Name extends keyof Tables & string>(table: Name, row: Record<string, unknown>) => {
    await database
      .insertInto(table)
      .values(row as never)
      .execute();
  };
  const identified = () => ({ id: randomUUID(), source, sourceId: randomUUID() });
  return {
    async unit(kind: Tables['schoolAdministration.unit']['kind'], name: string, more: Record<string, unknown> = {}) {
      const row = { ...identified(), kind, name, organisationNumber: null, parentId: null, endedOn: null, ...more };
      await insert('schoolAdministration.unit', row);
      return row.id;
    },
    async person(
      givenName: string,
      familyName: string,
      more: Partial<Tables[typeof people]> | Record<string, unknown> = {},
    ) {
      const row = { ...identified(), givenName, familyName, ...more };
      await insert(people, row);
      return row.id;
    },
    pupil(givenName: string, familyName: string, birthDate: string, more: Record<string, unknown> = {}) {
      return this.person(givenName, familyName, { isPupil: true, birthDate, ...more });
    },
    async group(unitId: string, name: string, more: Record<string, unknown> = {}) {
      const row = { ...identified(), unitId, kind: 'BASIC', name, grepCode: null, level: null, ...more };
      await insert('schoolAdministration.group', { ...row, validFrom: null, validTo: null, ...more });
      return row.id;
    },
    enrol: (childId: string, unitId: string, level: number | null = 7, period: Record<string, unknown> = {}) =>
      insert('schoolAdministration.enrolment', { id: randomUUID(), childId, unitId, level, source, ...period }),
    member: (groupId: string, personId: string, role: Role = 'PUPIL', period: Record<string, unknown> = {}) =>
      insert('schoolAdministration.membership', { id: randomUUID(), groupId, personId, role, source, ...period }),
    employ: (
      unitId: string,
      personId: string,
      role: Role,
      subrole: string | null = null,
      period: Record<string, unknown> = {},
    ) =>
      insert('schoolAdministration.employment', {
        id: randomUUID(),
        unitId,
        personId,
        role,
        subrole,
        source,
        ...period,
      }),
    guardian: (childId: string, personId: string) =>
      insert('schoolAdministration.guardian', { id: randomUUID(), childId, personId, relation: 'GUARDIAN', source }),
    right: (childId: string, personId: string | null, kind: RightKind, period: Record<string, unknown> = {}) =>
      insert('schoolAdministration.right', {
        id: randomUUID(),
        childId,
        personId,
        kind,
        source: 'STAFF',
        reason: 'decided in a test',
        validFrom: '2020-01-01',
        ...period,
      }),
    grade: (childId: string, grading: 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL', period: Record<string, unknown> = {}) =>
      insert('schoolAdministration.addressProtection', {
        id: randomUUID(),
        childId,
        grading,
        source: 'STAFF',
        reason: 'decided in a test',
        validFrom: '2020-01-01',
        ...period,
      }),
    approve: (clientId: string, unitId: string) => insert('schoolAdministration.systemApproval', { clientId, unitId }),
    async absence(childId: string, startsOn: string, more: Record<string, unknown> = {}) {
      const id = randomUUID();
      await insert('schoolAdministration.absence', { id, childId, startsOn, endsOn: startsOn, days: 1, ...more });
      return id;
    },
    async assessment(childId: string, category: string, more: Record<string, unknown> = {}) {
      const id = randomUUID();
      const row = { subjectCode: 'NOR0214', subject: 'Norsk', term: '2026-autumn', assessedOn: '2026-10-01', ...more };
      await insert('schoolAdministration.assessment', { id, childId, category, ...row });
      return id;
    },
    async record(childId: string, kind: string, category: string, more: Record<string, unknown> = {}) {
      const id = randomUUID();
      const row = { title: 'En sak', body: 'Tekst.', validFrom: '2026-09-01', ...more };
      await insert('schoolAdministration.record', { id, childId, kind, category, ...row });
      return id;
    },
    residence: (childId: string, municipalityNumber: string, validFrom: string) =>
      insert('schoolAdministration.residence', { childId, municipalityNumber, validFrom }),
    /** Writes the projection of every child from what stands in the other tables. */
    async place() {
      await sql`insert into school_administration.child_placement (child_id, unit_ids, group_ids, graded, active)
        select p.id, array(select unit_id from school_administration.enrolment where child_id = p.id and valid_to is null),
          array(select group_id from school_administration.membership where person_id = p.id and role = 'PUPIL'),
          exists (select from school_administration.address_protection where child_id = p.id and valid_to is null), true
        from school_administration.person p where p.is_pupil on conflict (child_id) do update
          set unit_ids = excluded.unit_ids, group_ids = excluded.group_ids, graded = excluded.graded`.execute(database);
    },
  };
}
export type MunicipalityBuilder = ReturnType<typeof municipalityBuilder>;
