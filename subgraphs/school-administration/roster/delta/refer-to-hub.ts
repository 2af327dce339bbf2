/**
 * Puts what a delta names without describing it among the staged rows, as references to the hub's own rows: a class whose pupils
 * have changed, the school of a new class. References are never written back.
 */
import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from '../apply.ts';
import { isRemoved, knownGroups, knownPersons, knownUnits } from './known-here.ts';

const staged = (kind: string, alias: string) => sql.raw(`school_administration.roster_staged_${kind} ${alias}`);

/** Ids that the file's records name. */
export const namedPlaces = ({ importId }: ApplyOptions): RawBuilder<{ id: string }> => sql`(
  select m.group_source_id as id from ${staged('membership', 'm')} where m.import_id = ${importId}
  union select p.parent_source_id from ${staged('parent', 'p')} where p.import_id = ${importId}
  union select u.parent_source_id from ${staged('unit', 'u')} where u.import_id = ${importId} and u.parent_source_id is not null)`;

export const namedPersons = ({ importId }: ApplyOptions): RawBuilder<{ id: string }> => sql`(
  select m.person_source_id as id from ${staged('membership', 'm')} where m.import_id = ${importId}
  union select c.person_source_id from ${staged('contact', 'c')} where c.import_id = ${importId}
  union select c.child_source_id from ${staged('contact', 'c')} where c.import_id = ${importId})`;

export async function referToHub<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<void> {
  await referToUnits(
    tx,
    options,
    sql`select k.id, k.source_id from ${knownUnits(options)} k
    join ${namedPlaces(options)} named on named.id = k.source_id`,
  );
  await referToGroups(
    tx,
    options,
    sql`select k.id, k.source_id from ${knownGroups(options)} k
    join ${namedPlaces(options)} named on named.id = k.source_id`,
  );
  await referToPersons(
    tx,
    options,
    sql`select k.id, k.source_id from ${knownPersons(options)} k
    join ${namedPersons(options)} named on named.id = k.source_id`,
  );
}

export async function referToUnits<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
  known: RawBuilder<unknown>,
): Promise<void> {
  const { importId } = options;
  await sql`insert into school_administration.roster_staged_unit
      (import_id, line, source_id, former_ids, kind, name, school_types, unit_id, reference)
    select distinct on (u.id) ${importId}::uuid, 0, k.source_id, '{}'::text[], u.kind, u.name, u.school_types, u.id, true
    from (${known}) k join school_administration.unit u on u.id = k.id
    where not ${isRemoved('unit', 'u.id', options)}
      and not exists (select from ${staged('unit', 's')} where s.import_id = ${importId} and s.unit_id = u.id)
    order by u.id, k.source_id on conflict do nothing`.execute(tx);
}

export async function referToGroups<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
  known: RawBuilder<unknown>,
): Promise<void> {
  const { importId } = options;
  await sql`insert into school_administration.roster_staged_group (import_id, line, source_id, former_ids, kind, name, grep_code,
      level, valid_from, valid_to, group_id, unit_id, reference)
    select distinct on (g.id) ${importId}::uuid, 0, k.source_id, '{}'::text[], g.kind, g.name, g.grep_code, g.level, g.valid_from,
      g.valid_to, g.id, g.unit_id, true
    from (${known}) k join school_administration."group" g on g.id = k.id
    where not ${isRemoved('group', 'g.id', options)}
      and not exists (select from ${staged('group', 's')} where s.import_id = ${importId} and s.group_id = g.id)
    order by g.id, k.source_id on conflict do nothing`.execute(tx);
}

export async function referToPersons<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
  known: RawBuilder<unknown>,
): Promise<void> {
  const { importId } = options;
  await sql`insert into school_administration.roster_staged_person
      (import_id, line, source_id, former_ids, mother_tongues, active, person_id, reference)
    select distinct on (p.id) ${importId}::uuid, 0, k.source_id, '{}'::text[], '{}'::text[], true, p.id, true
    from (${known}) k join school_administration.person p on p.id = k.id
    where not ${isRemoved('person', 'p.id', options)}
      and not exists (select from ${staged('person', 's')} where s.import_id = ${importId} and s.person_id = p.id)
    order by p.id, k.source_id on conflict do nothing`.execute(tx);
}
