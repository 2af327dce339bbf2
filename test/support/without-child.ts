import { sql } from 'kysely';
import type { Hub } from '#gateway/hub/start-hub.ts';

/** Schemas that hold what has happened, not what is so. */
const notHeld = ['audit', 'events', 'pg_catalog', 'information_schema'];

/** Does something while a child is not there at all: in no table of any schema; then everything stands as before. */
export async function withoutChild<Result>(
  { database }: Pick<Hub, 'database'>,
  childId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { rows: tables } = await sql<{ name: string; columns: string }>`
    select format('%I.%I', c.table_schema, c.table_name) as name,
      string_agg(format('%I', c.column_name), ', ' order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.table_schema <> all(${notHeld}::text[])
    group by 1 having bool_or(c.column_name = 'child_id' and c.udt_name = 'uuid')
      or format('%I.%I', max(c.table_schema), max(c.table_name)) in ('school_administration.person', 'school_administration.membership')`.execute(
    database.kysely,
  );
  const columnOf = (name: string) =>
    name.endsWith('.person') ? 'id' : name.endsWith('.membership') ? 'person_id' : 'child_id';
  const taken = new Map<string, string>();
  const withoutChecks = (run: (text: string) => Promise<void>, texts: readonly string[]) =>
    ['set session_replication_role = replica', ...texts, 'set session_replication_role = origin'].reduce(
      (before, text) => before.then(() => run(text)),
      Promise.resolve(),
    );
  const inOne = (texts: readonly string[]) =>
    database.kysely
      .connection()
      .execute((connection) => withoutChecks(async (text) => void (await sql.raw(text).execute(connection)), texts));
  for (const { name } of tables) {
    const { rows } = await sql<{ rows: string }>`select coalesce(jsonb_agg(to_jsonb(r)), '[]')::text as rows
      from ${sql.raw(name)} r where ${sql.raw(columnOf(name))} = ${childId}`.execute(database.kysely);
    taken.set(name, rows[0]?.rows ?? '[]');
  }
  await inOne(tables.map(({ name }) => `delete from ${name} where ${columnOf(name)} = '${childId}'`));
  try {
    return await work();
  } finally {
    const back = tables.map(({ name, columns }) => {
      const rows = (taken.get(name) ?? '[]').replaceAll("'", "''");
      return `insert into ${name} (${columns}) overriding system value
        select ${columns} from jsonb_populate_recordset(null::${name}, '${rows}'::jsonb)`;
    });
    await inOne(back);
  }
}
