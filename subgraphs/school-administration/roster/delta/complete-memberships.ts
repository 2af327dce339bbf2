/**
 * Adds to a delta's memberships those that the hub has of the same persons and the delta says nothing of: then it says all
 * about them, as a full file would. Rows of the file have a line; completed ones have none (0).
 */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from '../apply.ts';
import { isCurrent, knownPersons, knownUnits } from './known-here.ts';
import { referToGroups, referToPersons, referToUnits } from './refer-to-hub.ts';

export async function completeMemberships<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<void> {
  const { importId } = options;
  const touched = sql`(select id from school_administration.roster_scope where import_id = ${importId} and kind = 'person')`;
  await referToPersons(
    tx,
    options,
    sql`select k.id, k.source_id from ${knownPersons(options)} k where k.id in ${touched}`,
  );
  await referToGroups(
    tx,
    options,
    sql`select g.id, g.source_id from school_administration."group" g where g.id in (
    select m.group_id from school_administration.membership m where ${isCurrent('m', options)} and m.person_id in ${touched})`,
  );
  await referToUnits(
    tx,
    options,
    sql`select k.id, k.source_id from ${knownUnits(options)} k where k.id in (
    select e.unit_id from school_administration.enrolment e where ${isCurrent('e', options)} and e.child_id in ${touched}
    union select e.unit_id from school_administration.employment e where ${isCurrent('e', options)} and e.person_id in ${touched})`,
  );
  await completeGroups(tx, options);
  await completeUnits(tx, options);
}

/** One row of the file says all about a person in a role at a place. */
const said = (importId: string) => sql`not exists (select from school_administration.roster_staged_membership f
  where f.import_id = ${importId} and f.line > 0 and f.person_source_id = p.source_id and f.group_source_id = place.source_id
    and (f.role = r.role or (place.kind = 'CONTACT_TEACHER' and f.role = 'TEACHER' and r.role = 'CONTACT_TEACHER')))`;

const columns = sql.raw(
  'import_id, line, group_source_id, person_source_id, role, subrole, active, valid_from, valid_to, level',
);

async function completeGroups<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<void> {
  const { importId } = options;
  await sql`insert into school_administration.roster_staged_membership (${columns})
    select ${importId}::uuid, 0, place.source_id, p.source_id, r.role, null, true, r.valid_from, r.imported_to, null
    from school_administration.membership r
    join school_administration.roster_staged_person p on p.import_id = ${importId} and p.person_id = r.person_id
    join school_administration.roster_staged_group place on place.import_id = ${importId} and place.group_id = r.group_id
    where ${isCurrent('r', options)} and ${said(importId)}`.execute(tx);
}

/** Enrolments by a class alone follow from the class. A source that states a person's units has stated all of them. */
async function completeUnits<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<void> {
  const { importId } = options;
  await sql`insert into school_administration.roster_staged_membership (${columns})
    select ${importId}::uuid, 0, place.source_id, p.source_id, r.role, r.subrole, true, r.valid_from, r.imported_to, r.level
    from (
      select e.source, e.child_id as person_id, e.unit_id, 'PUPIL' as role, null as subrole, e.valid_from, e.valid_to, e.imported_to,
        e.level from school_administration.enrolment e where not e.by_class
      union all select e.source, e.person_id, e.unit_id, e.role, e.subrole, e.valid_from, e.valid_to, e.imported_to, null
        from school_administration.employment e) r
    join school_administration.roster_staged_person p on p.import_id = ${importId} and p.person_id = r.person_id
    join school_administration.roster_staged_unit place on place.import_id = ${importId} and place.unit_id = r.unit_id
    where ${isCurrent('r', options)} and not p.states_units and ${said(importId)}`.execute(tx);
}
