/** What a delta touches: what it takes away, and the persons whose places it may change. */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from '../apply.ts';
import { isCurrent, knownGroups, knownPersons, knownUnits } from './known-here.ts';

/** A unit that is taken away takes its groups with it. */
export async function markRemoved<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<void> {
  const { importId, source } = options;
  const removal = (of: 'person' | 'group') => sql`(select source_id from school_administration.roster_staged_removal
    where import_id = ${importId} and of = ${of})`;
  await sql`insert into school_administration.roster_scope (import_id, kind, id)
    select ${importId}::uuid, 'removed-person', k.id from ${knownPersons(options)} k
      join school_administration.person p on p.id = k.id and (p.ended_on is null or p.source <> ${source})
      where k.source_id in ${removal('person')}
    union select ${importId}::uuid, 'removed-unit', k.id from ${knownUnits(options)} k where k.source_id in ${removal('group')}
    union select ${importId}::uuid, 'removed-group', k.id from ${knownGroups(options)} k
      join school_administration."group" g on g.id = k.id
      where k.source_id in ${removal('group')}
        or g.unit_id in (select u.id from ${knownUnits(options)} u where u.source_id in ${removal('group')})`.execute(
    tx,
  );
}

/** Persons in the file, and those who are in what it changes or takes away; and children whose contacts it tells of. */
export async function markTouched<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<void> {
  const { importId } = options;
  const removed = (kind: string) => sql`(select id from school_administration.roster_scope
    where import_id = ${importId} and kind = ${`removed-${kind}`})`;
  await sql`insert into school_administration.roster_scope (import_id, kind, id)
    select distinct ${importId}::uuid, 'person', touched.id from (
      select person_id as id from school_administration.roster_staged_person where import_id = ${importId} and person_id is not null
      union all select id from ${removed('person')} r
      union all select m.person_id from school_administration.membership m
        where ${isCurrent('m', options)} and (m.group_id in ${removed('group')} or m.group_id in (
          select g.group_id from school_administration.roster_staged_group g where g.import_id = ${importId} and not g.reference))
      union all select e.child_id from school_administration.enrolment e
        where ${isCurrent('e', options)} and e.unit_id in ${removed('unit')}
      union all select e.person_id from school_administration.employment e
        where ${isCurrent('e', options)} and e.unit_id in ${removed('unit')}) touched
    union select ${importId}::uuid, 'contacts', person_id from school_administration.roster_staged_person
      where import_id = ${importId} and person_id is not null and not reference and states_contacts`.execute(tx);
}
