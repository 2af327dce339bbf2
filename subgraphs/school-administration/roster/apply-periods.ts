/**
 * Rows with a period (enrolment, membership, employment, guardian) compared with what a full file says, as history:
 *
 * - a row in force or to come that the file still has gets the file's dates; one that it no longer has ends the day before;
 * - what is new is added; what comes back after it had ended is a new row from today, and the old one stays;
 * - a row whose last day staff have set is theirs: it is left as it is, and not opened again by a period that began before;
 * - a period in the past that the hub does not have is added as history; a row in the past is never taken away.
 */
import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from './apply.ts';
import { inScope, type PeriodTable } from './belonging.ts';
import type { Counts } from './report.ts';

/** `current`: how many rows the file has that hold now or later. */
export async function applyPeriods<Tables>(
  tx: DatabaseTransaction<Tables>,
  table: PeriodTable,
  options: ApplyOptions,
): Promise<{ readonly counts: Counts; readonly current: number }> {
  const { importId, source, today, yesterday } = options;
  const raw = (text: string) => sql.raw(text);
  const name = raw(`school_administration.${table.table}`);
  const list = (columns: readonly string[], prefix = '') =>
    raw(columns.map((column) => `${prefix}${column}`).join(', '));
  const same = (a: string, b: string) =>
    raw(
      table.keys
        .map((key) => `${a}.${key} ${key === 'subrole' ? 'is not distinct from' : '='} ${b}.${key}`)
        .join(' and '),
    );
  const extra = table.extra.map(({ column }) => column);
  const extras = raw(table.extra.map(({ column, aggregate }) => `, ${aggregate}(${column}) as ${column}`).join(''));
  const compared = [...extra, 'valid_from', 'valid_to'];
  const all = [...table.keys, ...compared];
  const returned = raw(`id, ${table.person} as person_id, ${table.place} as place_id, valid_from, valid_to`);

  const { rows } = await sql<{
    wanted: number;
    added: number;
    history: number;
    changed: number;
    mended: number;
    ended: number;
  }>`
    with wanted as (${table.wanted(options)}),
    -- One row in force or to come for each key: the first day and the last of all that the file has.
    now_wanted as materialized (
      select ${list(table.keys)}${extras}, nullif(min(coalesce(valid_from, '-infinity')), '-infinity') as valid_from,
        nullif(max(coalesce(valid_to, 'infinity')), 'infinity') as valid_to
      from wanted where valid_to is null or valid_to >= ${today}::date group by ${list(table.keys)}),
    past_wanted as materialized (
      select ${list(table.keys)}${extras}, valid_from, max(valid_to) as valid_to
      from wanted where valid_to < ${today}::date group by ${list(table.keys)}, valid_from),
    present as (select * from ${name} where source = ${source} and (valid_to is null or valid_to >= ${today}::date)),
    past as (select * from ${name} where source = ${source} and valid_to < ${today}::date),
    -- Whether an earlier row already tells of the first days: then the file's first day says nothing of the new one.
    last as (select ${list(table.keys)}, max(valid_to) as day from past group by ${list(table.keys)}),
    told as (select w.*, coalesce(last.day >= coalesce(w.valid_from, '-infinity'), false) as earlier
      from now_wanted w left join last on ${same('last', 'w')}),
    changed as (update ${name} t set ${raw(extra.map((column) => `${column} = w.${column}, `).join(''))}
        valid_from = case when w.earlier then t.valid_from else w.valid_from end,
        valid_to = w.valid_to, imported_to = w.valid_to
      from told w where t.source = ${source} and (t.valid_to is null or t.valid_to >= ${today}::date) and ${same('t', 'w')}
        and t.valid_to is not distinct from t.imported_to
        and (${list(compared, 't.')}) is distinct from
          (${raw(extra.map((column) => `w.${column}, `).join(''))}case when w.earlier then t.valid_from else w.valid_from end, w.valid_to)
      returning ${raw(`t.id, t.${table.person} as person_id, t.${table.place} as place_id, t.valid_from, t.valid_to`)}),
    ended as (update ${name} t set valid_to = gone.valid_to, imported_to = gone.valid_to from (
        select t.id, coalesce(p.valid_to, ${yesterday}::date) as valid_to from present t
        left join past_wanted p on ${same('p', 't')} and p.valid_from is not distinct from t.valid_from
        where t.valid_to is not distinct from t.imported_to and ${inScope(options, table)}
          and not exists (select from now_wanted w where ${same('w', 't')})) gone
      where t.id = gone.id
      returning ${raw(`t.id, t.${table.person} as person_id, t.${table.place} as place_id, t.valid_from, t.valid_to`)}),
    added as (insert into ${name} (id, source, ${list(all)}, imported_to)
      select gen_random_uuid(), ${source}, ${list(table.keys)}${raw(extra.map((column) => `, ${column}`).join(''))},
        case when w.earlier then ${today}::date else w.valid_from end, w.valid_to, w.valid_to
      from told w where not exists (select from present t where ${same('t', 'w')})
        and not exists (select from past o where ${same('o', 'w')} and o.valid_to is distinct from o.imported_to
          and coalesce(w.valid_from, '-infinity') <= o.valid_to)
      returning ${returned}),
    mended as (update ${name} t set valid_to = p.valid_to, imported_to = p.valid_to from past_wanted p
      where t.source = ${source} and t.valid_to < ${today}::date and ${same('t', 'p')}
        and t.valid_from is not distinct from p.valid_from and t.valid_to <> p.valid_to
        and t.valid_to is not distinct from t.imported_to returning t.id),
    history as (insert into ${name} (id, source, ${list(all)}, imported_to)
      select gen_random_uuid(), ${source}, ${list(all)}, valid_to from past_wanted p
      where not exists (select from ${name} t where t.source = ${source} and ${same('t', 'p')}
        and coalesce(t.valid_from, '-infinity') <= p.valid_to and coalesce(t.valid_to, 'infinity') >= coalesce(p.valid_from, '-infinity'))
      returning id)${noted(importId, table)}
    select (select count(*) from now_wanted)::int as wanted, (select count(*) from added)::int as added,
      (select count(*) from history)::int as history, (select count(*) from changed)::int as changed,
      (select count(*) from mended)::int as mended, (select count(*) from ended)::int as ended`.execute(tx);
  const { wanted = 0, added = 0, history = 0, changed = 0, mended = 0, ended = 0 } = rows[0] ?? {};
  const unchanged = wanted - added - changed;
  return { counts: { added: added + history, changed: changed + mended, ended, unchanged }, current: wanted };
}

/** Notes what the events are told from; a change that no event tells of is not noted. */
function noted(importId: string, { kind, noted: what }: PeriodTable): RawBuilder<unknown> {
  if (what === 'rows')
    return sql`,
    noted as (insert into school_administration.roster_change (import_id, kind, what, row_id, person_id, place_id, on_date)
      select ${importId}::uuid, ${kind}::text, what, id, person_id, place_id, on_date from (
        select 'added' as what, id, person_id, place_id, valid_from as on_date from added union all
        select 'changed', id, person_id, place_id, valid_from from changed union all
        select 'ended', id, person_id, place_id, valid_to from ended) c)`;
  if (what === 'persons')
    return sql`,
    noted as (insert into school_administration.roster_change (import_id, kind, what, person_id)
      select ${importId}::uuid, ${kind}::text, 'changed', person_id from (
        select person_id from added union select person_id from changed union select person_id from ended) c)`;
  return sql``;
}
