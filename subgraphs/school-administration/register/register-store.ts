import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { FeedPointer } from '../source/folkeregisteret/index.ts';
import { ownNumber } from '../store/claimed-numbers.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/** A child with a valid national id: the only ones whom the register can be asked about. */
export interface KnownChild {
  readonly id: string;
  readonly nationalId: string;
}

const register = 'folkeregisteret';
const own = (alias: string) => sql.raw(ownNumber(alias));

export async function readPointer(database: Reader): Promise<FeedPointer> {
  const { rows } = await sql<{
    seq: number;
    etag: string | null;
  }>`select seq, etag from school_administration.register_pointer
    where register = ${register}`.execute(database);
  const [row] = rows;
  return row ? { sequence: row.seq, ...(row.etag === null ? {} : { etag: row.etag }) } : { sequence: 0 };
}

export async function writePointer(tx: Tx, pointer: FeedPointer, now: Date): Promise<void> {
  await sql`insert into school_administration.register_pointer (register, seq, etag, read_at)
    values (${register}, ${pointer.sequence}, ${pointer.etag ?? null}, ${now.toISOString()})
    on conflict (register) do update set seq = excluded.seq, etag = excluded.etag, read_at = excluded.read_at`.execute(
    tx,
  );
}

/** Children whom the register has not been asked about yet, or not for so long that its events may have passed them by. */
export async function childrenToLookUp(
  database: Reader,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<readonly KnownChild[]> {
  const { rows } =
    await sql<KnownChild>`select child.id, ${own('child')} as national_id from school_administration.person child
    where child.is_pupil and ${own('child')} is not null and not exists (
      select from school_administration.register_look_up done
      where done.child_id = child.id and done.looked_up_at > ${before.toISOString()}::timestamptz)
    order by child.id limit ${limit}`.execute(database);
  return rows;
}

/** Children under a D-number, which has 40 added to the day of birth: the ones who are to get another number. */
export async function childrenWithDNumber(database: Reader): Promise<readonly KnownChild[]> {
  const { rows } = await sql<KnownChild>`select id, ${own('person')} as national_id from school_administration.person
    where is_pupil and ${own('person')} >= '4' order by id`.execute(database);
  return rows;
}

/** A child whom an event is about, by the child's own number or by that of somebody who has a right by the register. */
export interface ConcernedChild extends KnownChild {
  readonly about: string;
}

export async function childrenConcerned(
  database: Reader,
  nationalIds: readonly string[],
): Promise<readonly ConcernedChild[]> {
  if (nationalIds.length === 0) return [];
  const { rows } = await sql<ConcernedChild>`
    with named as (select id, ${own('person')} as national_id from school_administration.person
      where national_id = any(${[...nationalIds]}::text[]) or national_id_claimed = any(${[...nationalIds]}::text[])),
    concerned as (
      select id as child_id, national_id as about from named
      union select held.child_id, named.national_id from named join school_administration."right" held on held.person_id = named.id
      where held.source = 'FOLKEREGISTERET' and held.valid_to is null)
    select child.id, ${own('child')} as national_id, concerned.about from concerned
    join school_administration.person child on child.id = concerned.child_id
    where child.is_pupil and ${own('child')} is not null order by child.id, concerned.about`.execute(database);
  return rows;
}

export async function noteLookUps(
  tx: Tx,
  children: readonly { readonly id: string; readonly found: boolean }[],
  now: Date,
): Promise<void> {
  await sql`insert into school_administration.register_look_up (child_id, found, looked_up_at)
    select id, found, ${now.toISOString()}::timestamptz
    from unnest(${children.map((child) => child.id)}::uuid[], ${children.map((child) => child.found)}::boolean[]) as done(id, found)
    on conflict (child_id) do update set found = excluded.found, looked_up_at = excluded.looked_up_at`.execute(tx);
}
