/**
 * For a look at a file without a hub: takes what it refers to, and what it deletes, as known. Whether it is so, nobody can say
 * there; with a hub, a dry run says it. Everything is rolled back.
 */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from './apply.ts';
import { namedPersons, namedPlaces } from './delta/refer-to-hub.ts';

export async function assumeKnown<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<void> {
  const { importId, source } = options;
  const unit = sql`(select id from school_administration.unit where source = ${source} and source_id = ' assumed')`;
  const missing = (
    kind: string,
  ) => sql`not exists (select from ${sql.raw(`school_administration.roster_staged_${kind}`)} s
    where s.import_id = ${importId} and s.source_id = named.id)`;
  await sql`insert into school_administration.unit (id, kind, name, source, source_id)
    values (gen_random_uuid(), 'SCHOOL', '', ${source}, ' assumed')`.execute(tx);
  // What a group or unit has as its parent, or what has staff and pupils of its own, may be a unit; the rest are groups.
  await sql`insert into school_administration.unit (id, kind, name, source, source_id)
    select distinct on (named.id) gen_random_uuid(), 'SCHOOL', '', ${source}, named.id from (
      select parent_source_id as id from school_administration.roster_staged_parent where import_id = ${importId}
      union select parent_source_id from school_administration.roster_staged_unit
        where import_id = ${importId} and parent_source_id is not null) named
    where ${missing('unit')} and ${missing('group')}`.execute(tx);
  await sql`insert into school_administration."group" (id, unit_id, kind, name, source, source_id)
    select distinct on (named.id) gen_random_uuid(), ${unit}, 'TEACHING', '', ${source}, named.id from (
      select id from ${namedPlaces(options)} n
      union select source_id from school_administration.roster_staged_removal
        where import_id = ${importId} and of = 'group') named
    where ${missing('unit')} and ${missing('group')} and not exists (select from school_administration.unit u
      where u.source = ${source} and u.source_id = named.id)`.execute(tx);
  await sql`insert into school_administration.person (id, given_name, family_name, is_pupil, source, source_id)
    select distinct on (named.id) gen_random_uuid(), '', '', true, ${source}, named.id from (
      select id from ${namedPersons(options)} n
      union select source_id from school_administration.roster_staged_removal
        where import_id = ${importId} and of = 'person'
      union select person_source_id from school_administration.roster_staged_result where import_id = ${importId}) named
    where ${missing('person')} or exists (select from school_administration.roster_staged_result r
      where r.import_id = ${importId} and r.person_source_id = named.id)`.execute(tx);
  await sql`insert into school_administration.membership (id, group_id, person_id, role, source)
    select gen_random_uuid(), g.id, p.id, m.role, ${source} from school_administration.roster_staged_membership m
    join school_administration."group" g on g.source = ${source} and g.source_id = m.group_source_id
    join school_administration.person p on p.source = ${source} and p.source_id = m.person_source_id
    where m.import_id = ${importId} and m.removed`.execute(tx);
}
