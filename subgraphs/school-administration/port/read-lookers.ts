import { sql } from 'kysely';
import type { LookedOn, Looker } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

/** True for a row whose period holds on the day that each was asked of. */
const held = (alias: string) =>
  sql.raw(`(${alias}.valid_from is null or ${alias}.valid_from <= asked.day)
    and (${alias}.valid_to is null or ${alias}.valid_to >= asked.day)`);

/**
 * Who looked, and where they worked then: the school of the child's on that day, whatever has become of either since. One statement
 * however many are asked. A person whose own address has ever been graded is not named.
 */
export async function readLookers(
  database: Database<SchoolAdministrationTables>,
  asked: readonly LookedOn[],
): Promise<readonly Looker[]> {
  if (asked.length === 0) return [];
  const { rows } = await sql<Looker>`
    select asked.person_id, asked.child_id, asked.day::text as "on",
      case when person.id is null or exists (select from school_administration.address_protection mark
        where mark.child_id = person.id) then null
        else concat_ws(' ', person.given_name, person.family_name) end as name,
      (select unit.name from school_administration.employment post
        join school_administration.unit on unit.id = post.unit_id and unit.kind <> 'OWNER'
        where post.person_id = asked.person_id and ${held('post')}
          and post.unit_id in (select enrolment.unit_id from school_administration.enrolment
            where enrolment.child_id = asked.child_id and ${held('enrolment')})
        order by unit.name, unit.id limit 1) as place
    from unnest(${asked.map(({ personId }) => personId)}::uuid[], ${asked.map(({ childId }) => childId)}::uuid[],
      ${asked.map(({ on }) => on)}::date[]) with ordinality as asked (person_id, child_id, day, position)
    left join school_administration.person on person.id = asked.person_id
    order by asked.position`.execute(database);
  return rows;
}
