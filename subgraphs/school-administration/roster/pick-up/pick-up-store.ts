/** What has been taken from the watched folder: kept before the file is moved, so that a crash leaves nothing unaccounted for. */
import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { PickUpState, RosterTables } from '../tables.ts';

export interface PickUp {
  readonly id: string;
  readonly fileName: string;
  readonly state: PickUpState;
  readonly attempts: number;
  readonly importId: string | null;
  readonly reason: string | null;
  readonly takenAt: Date;
}

/** For so long a process that has taken a file is left alone with it; each step renews it. */
const heldMinutes = 10;
const columns = sql.raw('id, file_name, state, attempts, import_id, reason, taken_at');

export const createPickUpStore = <Tables extends RosterTables>(database: Database<Tables>, holder: string) => ({
  async add(id: string, fileName: string, now: Date): Promise<PickUp> {
    const { rows } = await sql<PickUp>`insert into school_administration.roster_pick_up
        (id, file_name, state, taken_at, holder, held_until)
      values (${id}, ${fileName}, 'TAKEN', ${now.toISOString()}, ${holder}, clock_timestamp() + make_interval(mins => ${heldMinutes}))
      returning ${columns}`.execute(database);
    return rows[0] as PickUp;
  },

  /** The oldest that somebody has left unfinished; it is held from now on. */
  async holdUnsettled(): Promise<PickUp | undefined> {
    const { rows } = await sql<PickUp>`update school_administration.roster_pick_up p set holder = ${holder},
        held_until = clock_timestamp() + make_interval(mins => ${heldMinutes})
      where p.id = (select o.id from school_administration.roster_pick_up o
        where not o.settled and (o.holder is null or o.holder = ${holder} or o.held_until < clock_timestamp())
        order by o.taken_at, o.id limit 1)
      returning ${columns}`.execute(database);
    return rows[0];
  },

  /** Another try, as an import of its own. */
  async attempt(id: string, importId: string, checksum: string): Promise<void> {
    await sql`update school_administration.roster_pick_up set attempts = attempts + 1, import_id = ${importId}, checksum = ${checksum},
        held_until = clock_timestamp() + make_interval(mins => ${heldMinutes}) where id = ${id}`.execute(database);
  },

  /** The try does not count: nothing was wrong with the file. */
  async postpone(id: string): Promise<void> {
    await sql`update school_administration.roster_pick_up set attempts = attempts - 1 where id = ${id}`.execute(
      database,
    );
  },

  async isImported(importId: string): Promise<boolean> {
    const { rows } = await sql`select from school_administration.roster_import
      where id = ${importId} and state = 'DONE'`.execute(database);
    return rows.length > 0;
  },

  async end(id: string, end: { readonly state: PickUpState; readonly reason: string | null; readonly now: Date }) {
    await sql`update school_administration.roster_pick_up set state = ${end.state}, reason = ${end.reason},
      ended_at = ${end.now.toISOString()} where id = ${id}`.execute(database);
  },

  async settle(id: string): Promise<void> {
    await sql`update school_administration.roster_pick_up set settled = true, holder = null, held_until = null
      where id = ${id}`.execute(database);
  },

  /** The file was never there for us: somebody else has taken it. */
  async forget(id: string): Promise<void> {
    await sql`delete from school_administration.roster_pick_up where id = ${id}`.execute(database);
  },

  /** A page of an import's findings, by line. */
  async findings(importId: string, afterId: number): Promise<readonly ReportedFinding[]> {
    const { rows } =
      await sql<ReportedFinding>`select id, line, what, why, done from school_administration.roster_finding
      where import_id = ${importId} and id > ${afterId} order by id limit 1000`.execute(database);
    return rows;
  },
});
export type PickUpStore = ReturnType<typeof createPickUpStore>;

export interface ReportedFinding {
  readonly id: number;
  readonly line: number;
  readonly what: string;
  readonly why: string;
  readonly done: string;
}
