import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from './apply.ts';
import type { Counts } from './report.ts';

interface Tally {
  readonly staged: number;
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}
const countsOf = ({ rows }: { readonly rows: readonly Tally[] }): Counts => {
  const { staged = 0, added = 0, changed = 0, ended = 0 } = rows[0] ?? {};
  return { added, changed, ended, unchanged: staged - added - changed };
};

/** What a full file no longer has, or a delta takes away. */
export function hasGone(
  { importId, extract }: ApplyOptions,
  kind: 'unit' | 'group' | 'person',
  id: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (extract !== 'full')
    return sql<boolean>`exists (select from school_administration.roster_scope gone
      where gone.import_id = ${importId} and gone.kind = ${`removed-${kind}`} and gone.id = ${id})`;
  return sql<boolean>`not exists (select from ${sql.raw(`school_administration.roster_staged_${kind}`)} kept
    where kept.import_id = ${importId} and ${sql.raw(`kept.${kind}_id`)} = ${id}${kind === 'group' ? sql` and kept.unit_id is not null` : sql``})`;
}

/** Units of the source are kept as the file has them; one that another source brought is its own to change. */
export async function applyUnits<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<Counts> {
  const { importId, source, yesterday } = options;
  const result = await sql<Tally>`
    with staged as (select s.*, parent.unit_id as parent_id from school_administration.roster_staged_unit s
      left join school_administration.roster_staged_unit parent
        on parent.import_id = s.import_id and parent.source_id = s.parent_source_id and parent.unit_id <> s.unit_id
      where s.import_id = ${importId} and not s.reference),
    added as (insert into school_administration.unit
        (id, kind, organisation_number, name, parent_id, school_types, source, source_id)
      select unit_id, kind, organisation_number, name, parent_id, school_types, ${source}, source_id from staged where is_new
      returning id),
    changed as (update school_administration.unit u set kind = s.kind, name = s.name, parent_id = s.parent_id,
        organisation_number = coalesce(s.organisation_number, u.organisation_number), school_types = s.school_types,
        source_id = s.source_id, ended_on = null
      from staged s where u.id = s.unit_id and u.source = ${source}
        and (u.kind, u.name, u.parent_id, u.organisation_number, u.school_types, u.source_id, u.ended_on) is distinct from
          (s.kind, s.name, s.parent_id, coalesce(s.organisation_number, u.organisation_number), s.school_types, s.source_id, null::date)
      returning u.id),
    ended as (update school_administration.unit u set ended_on = ${yesterday}::date
      where u.source = ${source} and u.ended_on is null and ${hasGone(options, 'unit', sql`u.id`)}
      returning u.id),
    noted as (insert into school_administration.roster_change (import_id, kind, what, row_id)
      select ${importId}::uuid, 'unit', what, id from (select 'added' as what, id from added union all select 'changed', id from changed) c)
    select (select count(*) from staged)::int as staged, (select count(*) from added)::int as added,
      (select count(*) from changed)::int as changed, (select count(*) from ended)::int as ended`.execute(tx);
  return countsOf(result);
}

/** A group that the file no longer has is closed the day before; one that comes back gets the file's dates. */
export async function applyGroups<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<Counts> {
  const { importId, source, today, yesterday } = options;
  const result = await sql<Tally>`
    with staged as (select * from school_administration.roster_staged_group where import_id = ${importId} and unit_id is not null and not reference),
    added as (insert into school_administration."group"
        (id, unit_id, kind, name, grep_code, level, valid_from, valid_to, source, source_id)
      select group_id, unit_id, kind, name, grep_code, level, valid_from, valid_to, ${source}, source_id from staged where is_new
      returning id),
    changed as (update school_administration."group" g set unit_id = s.unit_id, kind = s.kind, name = s.name, grep_code = s.grep_code,
        level = s.level, valid_from = s.valid_from, valid_to = s.valid_to, source_id = s.source_id
      from staged s where g.id = s.group_id and not s.is_new
        and (g.unit_id, g.kind, g.name, g.grep_code, g.level, g.valid_from, g.valid_to, g.source_id) is distinct from
          (s.unit_id, s.kind, s.name, s.grep_code, s.level, s.valid_from, s.valid_to, s.source_id)
      returning g.id),
    ended as (update school_administration."group" g set valid_to = ${yesterday}::date
      where g.source = ${source} and (g.valid_to is null or g.valid_to >= ${today}::date)
        and ${hasGone(options, 'group', sql`g.id`)}
      returning g.id),
    noted as (insert into school_administration.roster_change (import_id, kind, what, row_id)
      select ${importId}::uuid, 'group', what, id from (select 'added' as what, id from added union all
        select 'changed', id from changed union all select 'ended', id from ended) c)
    select (select count(*) from staged)::int as staged, (select count(*) from added)::int as added,
      (select count(*) from changed)::int as changed, (select count(*) from ended)::int as ended`.execute(tx);
  return countsOf(result);
}
