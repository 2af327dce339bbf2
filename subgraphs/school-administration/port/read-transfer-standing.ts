import { sql } from 'kysely';
import type { Grading, TransferStanding } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import { birthDateOf, isAdult } from '../domain/age.ts';
import { strictest } from '../domain/grading.ts';
import { type HeldRight, permissionHolders } from '../domain/permission-holders.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

interface StandingRow {
  readonly childId: string;
  readonly birthDate: string | null;
  readonly nationalId: string | null;
  readonly gradings: readonly Grading[];
  readonly rights: readonly HeldRight[];
  readonly level: number | null;
  readonly unitId: string | null;
  readonly organisationNumber: string | null;
}

export const readTransferStanding = async (
  database: Database<SchoolAdministrationTables>,
  childId: string,
  on: string,
): Promise<TransferStanding | null> => (await readTransferStandings(database, [childId], on))[0] ?? null;

/** Who decides about children on a day, how they are graded and where they go to school, in one statement for them all. */
export async function readTransferStandings(
  database: Database<SchoolAdministrationTables>,
  childIds: readonly string[],
  on: string,
): Promise<readonly TransferStanding[]> {
  // The school of the day comes first, before SFO; a child that has not started yet belongs where it will, one that has left where it was.
  const { rows } = await sql<StandingRow>`
    select child.id as child_id, child.birth_date, ${sql.raw(ownNumber('child'))} as national_id,
      array(select mark.grading from school_administration.address_protection mark
        where mark.child_id = child.id and ${inForce('mark', on)}) as gradings,
      coalesce((select jsonb_agg(jsonb_build_object('personId', held.person_id, 'kind', held.kind) order by held.id)
        from school_administration."right" held where held.child_id = child.id and ${inForce('held', on)}), '[]'::jsonb) as rights,
      place.level, place.unit_id, place.organisation_number
    from school_administration.person child
    left join lateral (
      select enrolment.level, enrolment.unit_id, unit.organisation_number
      from school_administration.enrolment join school_administration.unit on unit.id = enrolment.unit_id
      where enrolment.child_id = child.id
      order by ${inForce('enrolment', on)} desc, coalesce(enrolment.valid_from > ${on}::date, false) desc,
        array_position(array['SCHOOL', 'KINDERGARTEN', 'SFO', 'OWNER'], unit.kind),
        enrolment.valid_from desc nulls last, enrolment.id
      limit 1) place on true
    where child.id = any(${[...childIds]}::uuid[]) and child.is_pupil`.execute(database);
  return rows.map((row) => standingOf(row, on));
}

function standingOf(row: StandingRow, on: string): TransferStanding {
  const { childId } = row;
  const birthDate = birthDateOf(row);
  return {
    childId,
    grading: strictest(row.gradings),
    birthDate,
    careOrder: row.rights.some((right) => right.kind === 'CARE_ORDER') && !isAdult(birthDate, on),
    holders: permissionHolders({ childId, birthDate, gradings: row.gradings, rights: row.rights }, on),
    schoolYearLevel: row.level,
    unitId: row.unitId,
    organisationNumber: row.organisationNumber,
  };
}
