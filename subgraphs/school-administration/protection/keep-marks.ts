import { type RawBuilder, sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import type { Ledger } from '#kit/ledger/ledger.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { identityColumns } from './identity-columns.ts';

const batchSize = 500;

/**
 * Takes the marks of protection (graded addresses, contact bans, revoked rights to information, care orders) that were set or changed
 * into the ledger, each with who it is about, so that a restored database that has never seen the child can be given the mark. Gives
 * how many. Cut off after the ledger, the same marks are added again: the last entry of a mark holds.
 */
export async function keepMarks(database: Database<SchoolAdministrationTables>, ledger: Ledger): Promise<number> {
  let kept = 0;
  for (;;) {
    const count = await database.transaction().execute((tx) => keepBatch(tx, ledger));
    kept += count;
    if (count < batchSize) return kept;
  }
}

/**
 * One batch. The ledger is written while the rows are held: of two processes the second waits, and what it adds is the later state.
 */
async function keepBatch(tx: DatabaseTransaction<SchoolAdministrationTables>, ledger: Ledger): Promise<number> {
  const { rows: waiting } = await sql<{ seq: number }>`select seq from school_administration.protection_change
    order by seq limit ${batchSize} for update`.execute(tx);
  if (waiting.length === 0) return 0;
  const seqs = waiting.map(({ seq }) => seq);
  const { rows } = await sql<{ entry: Json }>`
    with waiting as (select * from school_administration.protection_change where seq = any(${seqs}::bigint[])),
    mark as (
      select waiting.seq, to_jsonb(m) as row, m.child_id, m.person_id
      from waiting join school_administration."right" m on waiting.of = 'right' and m.id = waiting.row_id
      union all
      select waiting.seq, to_jsonb(m), m.child_id, null
      from waiting join school_administration.address_protection m on waiting.of = 'address_protection' and m.id = waiting.row_id)
    select jsonb_build_object('of', waiting.of, 'row', mark.row, 'child', ${identityOf('child')},
      'person', case when person.id is not null then ${identityOf('person')} end) as entry
    from waiting join mark on mark.seq = waiting.seq
    join school_administration.person child on child.id = mark.child_id
    left join school_administration.person person on person.id = mark.person_id
    order by waiting.seq`.execute(tx);
  await ledger.append(rows.map(({ entry }) => entry));
  await sql`delete from school_administration.protection_change where seq = any(${seqs}::bigint[])`.execute(tx);
  return waiting.length;
}

/** Who somebody is, and nothing of where they live or how they are reached. */
const identityOf = (alias: string): RawBuilder<Json> =>
  sql<Json>`jsonb_build_object(${sql.raw(identityColumns.map((column) => `'${column}', ${alias}.${column}`).join(', '))})`;
