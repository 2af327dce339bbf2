import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from '../apply.ts';
import type { ResultRow } from './result-rows.ts';

interface Written {
  readonly added: number;
  readonly changed: number;
}

const absence = {
  table: 'absence',
  columns:
    'kind text, starts_on date, ends_on date, days numeric, hours numeric, documented boolean, subject_code text',
};
const mark = {
  table: 'assessment',
  columns: 'category text, subject_code text, subject text, mark text, level int, term text, assessed_on date',
};

type Write = <Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
  rows: readonly ResultRow[],
) => Promise<Written>;

/** New rows are added, and those that the same source has told of before corrected; of two alike in a file the last one holds. */
const writeTo =
  ({ table, columns }: typeof absence): Write =>
  async (tx, { source }, rows) => {
    if (rows.length === 0) return { added: 0, changed: 0 };
    const names = columns.split(',').map((column) => column.trim().split(' ')[0] ?? '');
    const list = (prefix: string) => sql.raw(names.map((name) => `${prefix}${name}`).join(', '));
    const last = new Map(rows.map(({ row }) => [`${row.child_id}\n${row.source_id}`, row]));
    const { rows: written } = await sql<Written>`
      with written as (
        insert into ${sql.raw(`school_administration.${table}`)} as t (id, source, source_id, child_id, recorded_by, ${list('')})
        select gen_random_uuid(), ${source}, r.source_id, r.child_id, 'roster', ${list('r.')}
        from json_to_recordset(${JSON.stringify([...last.values()])}::json)
          as r(source_id text, child_id uuid, ${sql.raw(columns)})
        on conflict (source, source_id, child_id) where source is not null do update
          set ${sql.raw(names.map((name) => `${name} = excluded.${name}`).join(', '))}
          where (${list('t.')}) is distinct from (${list('excluded.')})
        returning xmax = 0 as is_new)
      select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed
      from written`.execute(tx);
    return written[0] ?? { added: 0, changed: 0 };
  };

export const writeAbsences: Write = writeTo(absence);
export const writeMarks: Write = writeTo(mark);
