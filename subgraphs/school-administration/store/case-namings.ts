import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { beforeKey } from './list-page.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface NewNaming {
  readonly id: string;
  readonly childKey: string;
  readonly kind: 'NAMED_FOR_CASE' | 'NAMED_BY_DECISION';
  readonly personId: string;
  readonly reason: string;
  readonly namedBy: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly now: Date;
}

export async function insertNaming(tx: Tx, naming: NewNaming): Promise<void> {
  await sql`insert into school_administration.case_naming (id, child_key, kind, person_id, reason, named_by, valid_from, valid_to, named_at)
    values (${naming.id}, ${naming.childKey}, ${naming.kind}, ${naming.personId}, ${naming.reason}, ${naming.namedBy},
      ${naming.validFrom}, ${naming.validTo}, ${naming.now.toISOString()})`.execute(tx);
}

export interface NamingRow {
  readonly id: string;
  readonly personId: string;
  readonly namedBy: string;
  readonly kind: NewNaming['kind'];
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** The day it was named, for the order of the list. */
  readonly namedOn: string;
  readonly endReason: string | null;
}

/** Namings that have not ended, the newest first. Whether a child here is meant is not read. */
export async function listNamings(database: Reader, page: Page, on: string): Promise<readonly NamingRow[]> {
  const day = `(naming.named_at at time zone 'Europe/Oslo')::date`;
  const { rows } = await sql<NamingRow>`select naming.id, naming.person_id, naming.named_by, naming.kind, naming.reason,
      naming.valid_from, naming.valid_to, ${sql.raw(day)} as named_on, naming.end_reason
    from school_administration.case_naming naming
    where naming.valid_to >= ${on}::date and ${beforeKey(page, day, 'naming.id')}
    order by ${sql.raw(day)} desc, naming.id desc limit ${page.limit + 1}`.execute(database);
  return rows;
}

/**
 * Ends a naming that has not ended, and the right that it may have become, in one statement that is the same either way. False where
 * there is none by that id.
 */
export async function endNaming(
  tx: Tx,
  ending: { readonly id: string; readonly lastDay: string; readonly reason: string },
): Promise<boolean> {
  const { rows } = await sql`
    with ended as (
      update school_administration.case_naming set end_reason = ${ending.reason}, untold = right_id is not null,
        valid_to = ${ending.lastDay}::date
      where id = ${ending.id}::uuid and valid_to >= ${ending.lastDay}::date returning right_id),
    closed as (
      update school_administration."right" held set valid_to = ${ending.lastDay}::date,
        reason = concat_ws(E'\n', held.reason, ${`Ended: ${ending.reason}`}::text)
      from ended where held.id = ended.right_id and (held.valid_to is null or held.valid_to > ${ending.lastDay}::date))
    select 1 from ended`.execute(tx);
  return rows.length > 0;
}

/** The national ids' keys that namings wait for. */
export async function waitingKeys(database: Reader, on: string): Promise<readonly string[]> {
  const { rows } = await sql<{ childKey: string }>`select distinct child_key from school_administration.case_naming
    where right_id is null and valid_to >= ${on}::date`.execute(database);
  return rows.map((row) => row.childKey);
}

export interface NumberedChild {
  readonly id: string;
  readonly nationalId: string;
}

/** Children with a national id, after the one that was read last. */
export async function childrenWithNumbers(database: Reader, after: string, limit: number) {
  const { rows } = await sql<NumberedChild>`select child.id, child.national_id from school_administration.person child
    where child.is_pupil and child.national_id is not null and child.id > ${after}::uuid order by child.id limit ${limit}`.execute(
    database,
  );
  return rows;
}

/** Makes rights of the namings that waited for these children, set-based; gives the children concerned. */
export async function bindNamings(
  tx: Tx,
  found: ReadonlyMap<string, string>,
  { on, now }: { readonly on: string; readonly now: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    with bound as (
      update school_administration.case_naming naming set right_id = gen_random_uuid()
      from unnest(${[...found.keys()]}::text[], ${[...found.values()]}::uuid[]) as child(key, id)
      where naming.child_key = child.key and naming.right_id is null and naming.valid_to >= ${on}::date
      returning naming.*, child.id as child_id)
    insert into school_administration."right" (id, child_id, person_id, kind, source, reason, decided_by, valid_from, valid_to, recorded_at)
    select right_id, child_id, person_id, kind, 'STAFF', reason, named_by, valid_from, valid_to, ${now.toISOString()}::timestamptz
    from bound returning child_id`.execute(tx);
  return [...new Set(rows.map((row) => row.childId))];
}

/** The children whose named staff was ended since the others were told; they are taken as told. */
export async function takeUntold(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    with told as (update school_administration.case_naming set untold = false where untold returning right_id)
    select distinct held.child_id from told join school_administration."right" held on held.id = told.right_id`.execute(
    tx,
  );
  return rows.map((row) => row.childId);
}

/** Forgets namings whose last day is past: what is left of one that came to a child is the right. */
export async function forgetEndedNamings(tx: Tx, on: string): Promise<void> {
  await sql`delete from school_administration.case_naming where valid_to < ${on}::date and not untold`.execute(tx);
}

/** The persons behind the identities of those appointed. */
export async function findAppointed(
  tx: Tx,
  { feideIds, nationalIds }: { readonly feideIds: readonly string[]; readonly nationalIds: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from school_administration.person
    where feide_id = any(${[...feideIds]}::text[]) or national_id = any(${[...nationalIds]}::text[]) order by id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}
