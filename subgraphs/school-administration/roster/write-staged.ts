/** The rows of a batch as they go to the database: a column at a time, as text that the statement casts. */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { textArray } from '#kit/database/text-array.ts';

export interface StagedKind {
  readonly table: string;
  /** The columns with their types: `line int, source_id text, …`. */
  readonly columns: string;
}

export interface StagedRows {
  /** A row by the columns' names; what it has not is null. */
  add(row: object): void;
  insert<Tables>(tx: DatabaseTransaction<Tables>, importId: string): Promise<void>;
}

export function stagedRows({ table, columns }: StagedKind): StagedRows {
  const named = columns.split(',').map((column) => {
    const [name = '', type = ''] = column.trim().split(/\s+/);
    return { name, type, values: textArray() };
  });
  const names = named.map(({ name }) => name).join(', ');
  return {
    add(row) {
      const fields = row as Readonly<Record<string, unknown>>;
      for (const { name, values } of named) values.push(asText(fields[name]));
    },
    async insert(tx, importId) {
      const wanted = named.map(({ name, type }) => (type === 'text' ? `r.${name}` : `r.${name}::${type}`)).join(', ');
      const lists = sql.join(named.map(({ values }) => sql`${values.take()}::text[]`));
      await sql`insert into ${sql.raw(`school_administration.${table} (import_id, ${names})`)}
        select ${importId}::uuid, ${sql.raw(wanted)} from unnest(${lists}) as r(${sql.raw(names)})`.execute(tx);
    },
  };
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return arrayLiteral(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Texts as a column of lists takes them. */
const arrayLiteral = (texts: readonly unknown[]): string =>
  texts.length === 0 ? '{}' : `{${texts.map((text) => `"${String(text).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
