/** What an import is compared with, told in one number, and until when it and the file go on meaning the same. */
import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { ApplyOptions } from '../apply.ts';

/** Every table that decides what a full file changes. No row of them is ever deleted. */
const compared = [
  'unit',
  'person',
  '"group"',
  'enrolment',
  'employment',
  'membership',
  'guardian',
  'roster_link',
  'address_protection',
];
const dated = ['enrolment', 'employment', 'membership', 'guardian', '"group"', 'address_protection'];

interface State {
  /** Another one when any row is another. */
  readonly digest: string;
  /** Somebody else has written a row since the snapshot that was asked about. */
  readonly disturbed: boolean;
}

const stateWith = (disturbed: RawBuilder<boolean>): RawBuilder<State> => sql<State>`
  select string_agg(table_digest, ' ' order by number) as digest, bool_or(table_disturbed) as disturbed from (${sql.join(
    compared.map(
      (table, number) => sql`select ${sql.lit(number)} as number,
        count(*) || ':' || coalesce(sum(hash_record_extended(t, 0)), 0) as table_digest, coalesce(bool_or(${disturbed}), false) as table_disturbed
      from ${sql.raw(`school_administration.${table}`)} t`,
    ),
    sql` union all `,
  )}) state`;

export async function stateNow<Tables>(tx: DatabaseTransaction<Tables>): Promise<string> {
  const { rows } = await stateWith(sql<boolean>`false`).execute(tx);
  return rows[0]?.digest ?? '';
}

/** The oldest transaction that was not over: what that one and later ones have written, a statement before may not have seen. */
export async function beginningOf<Tables>(tx: DatabaseTransaction<Tables>): Promise<string> {
  const { rows } = await sql<{
    oldest: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::xid::text as oldest`.execute(tx);
  return rows[0]?.oldest ?? '0';
}

/** The state that this transaction leaves; nothing when others have written into it since the beginning. */
export async function ownState<Tables>(
  tx: DatabaseTransaction<Tables>,
  beginning: string,
): Promise<string | undefined> {
  const { rows } = await stateWith(
    sql<boolean>`age(t.xmin) <= age(${beginning}::xid) and t.xmin <> pg_current_xact_id()::xid`,
  ).execute(tx);
  return rows[0] && !rows[0].disturbed ? rows[0].digest : undefined;
}

/** The first day on which something begins or has ended that today does not or has not. */
export async function sameUntil<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, today }: ApplyOptions,
): Promise<string | null> {
  const ofFile = ['roster_staged_membership', 'roster_staged_group'].map((table) => ({
    table,
    which: sql`t.import_id = ${importId}`,
  }));
  const ofHub = dated.map((table) => ({ table, which: sql`true` }));
  const turns = [...ofFile, ...ofHub].map(
    ({ table, which }) => sql`select least(min(valid_from) filter (where valid_from > ${today}::date),
        min(valid_to + 1) filter (where valid_to >= ${today}::date)) as day
      from ${sql.raw(`school_administration.${table}`)} t where ${which}`,
  );
  const { rows } = await sql<{ day: string | null }>`select min(day) as day from (${sql.join(
    turns,
    sql` union all `,
  )}) turn`.execute(tx);
  return rows[0]?.day ?? null;
}
