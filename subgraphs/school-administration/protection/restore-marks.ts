import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { Erasure } from '#kit/ledger/erasures.ts';
import type { Ledger } from '#kit/ledger/ledger.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { identityColumns, markColumns } from './identity-columns.ts';

const row = z.looseObject({ id: z.uuid() });
const person = row.extend({ source: z.string(), source_id: z.string() });
const entrySchema = z.object({
  of: z.enum(['right', 'address_protection']),
  row: row.extend({ child_id: z.uuid() }),
  child: person,
  person: person.nullable(),
});
type Entry = z.infer<typeof entrySchema>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/**
 * Puts the marks of the ledger into a database that was restored from a backup: those set since come back, those ended since end. A
 * child whom the backup does not know is added with nothing but its identity, so that the roster finds it and the mark is there.
 * A child of whom everything was erased is left out. Gives how many marks were set.
 */
export async function restoreMarks(tx: Tx, ledger: Ledger, erasures: readonly Erasure[]): Promise<number> {
  const erased = new Set(erasures.filter(({ category }) => category === null).map(({ child }) => child));
  const latest = new Map<string, Entry>();
  for (const entry of z.array(entrySchema).parse(await ledger.read()))
    if (!erased.has(entry.row.child_id)) latest.set(entry.row.id, entry);
  const entries = [...latest.values()];
  if (entries.length === 0) return 0;
  await addPersons(
    tx,
    entries.flatMap((entry) => [entry.child, ...(entry.person ? [entry.person] : [])]),
  );
  const known = await idsHere(
    tx,
    entries.flatMap((entry) => [entry.child, ...(entry.person ? [entry.person] : [])]),
  );
  const idOf = (id: string) => known.get(id) ?? id;
  const rowsOf = (of: Entry['of']) =>
    JSON.stringify(
      entries
        .filter((entry) => entry.of === of)
        .map(({ row: mark, child, person: holder }) => ({
          ...mark,
          child_id: idOf(child.id),
          ...(of === 'right' ? { person_id: holder ? idOf(holder.id) : null } : {}),
        })),
    );
  for (const mark of ['right', 'address_protection'] as const) {
    const columns = markColumns[mark];
    const set = columns.filter((column) => !['id', 'child_id', 'person_id'].includes(column));
    await sql`${putRows(mark, columns, rowsOf(mark))}
      on conflict (id) do update set ${sql.raw(set.map((column) => `${column} = excluded.${column}`).join(', '))}`.execute(
      tx,
    );
  }
  return entries.length;
}

/** Rows as JSON into a table of the schema, by named columns: one that came later keeps its default. */
function putRows(table: string, columns: readonly string[], rows: string): RawBuilder<unknown> {
  const name = sql.raw(`school_administration."${table}"`);
  const list = sql.raw(columns.join(', '));
  return sql`insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, ${rows}::jsonb)`;
}

async function addPersons(tx: Tx, persons: ReadonlyArray<Entry['child']>): Promise<void> {
  const unique = [...new Map(persons.map((one) => [one.id, one])).values()];
  await sql`${putRows('person', identityColumns, JSON.stringify(unique))} on conflict do nothing`.execute(tx);
}

/** Whom the source's id means in this database, where it is another row than in the one that was lost. */
async function idsHere(tx: Tx, persons: ReadonlyArray<Entry['child']>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ was: string; is: string }>`
    select wanted.id as was, person.id as is
    from jsonb_to_recordset(${JSON.stringify(persons)}::jsonb) as wanted(id uuid, source text, source_id text)
    join school_administration.person on person.source = wanted.source and person.source_id = wanted.source_id
    where not exists (select from school_administration.person same where same.id = wanted.id)`.execute(tx);
  return new Map(rows.map(({ was, is }) => [was, is]));
}
