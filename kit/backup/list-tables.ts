import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';

export interface BackupTable {
  readonly schema: string;
  readonly name: string;
  /** Those that can be written: no generated ones, and no transaction ids, which mean nothing in another database. */
  readonly columns: readonly string[];
}

/** Never in a backup: what belongs to the processes of now, who is signed in, and the children's keys, which are kept apart. */
const leftOut = new Set(['hub.migration', 'events.lease', 'gateway.session', 'gateway.sign_in']);
export const keyTable = 'vault.child_key';

/** Every table of the schemas with its columns, in a fixed order. */
export async function listTables(
  database: Database<unknown>,
  schemas: readonly string[],
): Promise<readonly BackupTable[]> {
  const { rows } = await sql<BackupTable>`
    select n.nspname as schema, c.relname as name, array(
      select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.atttypid <> 'xid8'::regtype order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${[...schemas]}::text[])
    order by n.nspname, c.relname`.execute(database);
  return rows.filter((table) => !leftOut.has(nameOf(table)));
}

export const nameOf = ({ schema, name }: Pick<BackupTable, 'schema' | 'name'>): string => `${schema}.${name}`;
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quotedName = ({ schema, name }: Pick<BackupTable, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`;
