import { sql } from 'kysely';
import type { Fact } from '#contracts/facts.ts';
import type { Grading } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import { birthDateOf } from '../domain/age.ts';
import { factsOf } from '../domain/facts.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

/** Facts about a system and many children on a day, in one statement: whether a school that the child attends has approved it. */
export async function readSystemFacts(
  database: Database<SchoolAdministrationTables>,
  clientId: string,
  childIds: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const { rows } = await sql<{
    childId: string;
    birthDate: string | null;
    nationalId: string | null;
    careOrder: boolean;
    gradings: readonly Grading[];
    approved: boolean;
  }>`select child.id as child_id, child.birth_date, ${sql.raw(ownNumber('child'))} as national_id,
      exists (select from school_administration."right" care
        where care.child_id = child.id and care.kind = 'CARE_ORDER' and ${inForce('care', on)}) as care_order,
      array(select mark.grading from school_administration.address_protection mark
        where mark.child_id = child.id and ${inForce('mark', on)}) as gradings,
      exists (select from school_administration.enrolment
        join school_administration.system_approval approval on approval.unit_id = enrolment.unit_id
        where enrolment.child_id = child.id and approval.client_id = ${clientId}
          and ${inForce('enrolment', on)} and ${inForce('approval', on)}) as approved
    from school_administration.person child
    where child.id = any(${[...childIds]}::uuid[]) and child.is_pupil`.execute(database);
  const nobody = {
    isSelf: false,
    rights: [],
    posts: [],
    postsAtUnits: [],
    rolesInGroups: [],
    appointedAs: [],
    shares: [],
    answers: [],
    opened: [],
    covers: false,
  };
  return new Map(
    rows.map(({ childId, approved, ...row }) => [
      childId,
      [
        ...factsOf({ ...nobody, ...row, birthDate: birthDateOf(row) }, on),
        ...(approved ? (['approvedBySchool'] as const) : []),
      ],
    ]),
  );
}
