import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { quoted } from './list-tables.ts';

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * Loads rows in any order: foreign keys are taken away and set again, which checks every row at once; triggers do not fire for rows
 * that were there before; and numbers go on where the loaded ones end.
 */
export async function withoutConstraints(
  tx: DatabaseTransaction<unknown>,
  schemas: readonly string[],
  load: () => Promise<void>,
): Promise<void> {
  const { rows: keys } = await sql<ForeignKey>`
    select k.conrelid::regclass::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
    where k.contype = 'f' and n.nspname = any(${[...schemas]}::text[])`.execute(tx);
  const { rows: triggered } = await sql<{ table: string }>`
    select distinct t.tgrelid::regclass::text as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and n.nspname = any(${[...schemas]}::text[])`.execute(
    tx,
  );
  for (const { table, name } of keys) await sql.raw(`alter table ${table} drop constraint ${quoted(name)}`).execute(tx);
  for (const { table } of triggered) await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
  await load();
  for (const { table } of triggered) await sql.raw(`alter table ${table} enable trigger user`).execute(tx);
  for (const { table, name, definition } of keys)
    await sql.raw(`alter table ${table} add constraint ${quoted(name)} ${definition}`).execute(tx);
  await continueNumbers(tx, schemas);
}

async function continueNumbers(tx: DatabaseTransaction<unknown>, schemas: readonly string[]): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select a.attrelid::regclass::text as table, a.attname::text as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${[...schemas]}::text[])
      and pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) is not null and a.attnum > 0 and not a.attisdropped`.execute(
    tx,
  );
  for (const { table, column } of rows)
    await sql
      .raw(
        `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce((select max(${quoted(column)}) from ${table}), 0) + 1, false)`,
      )
      .execute(tx);
}
