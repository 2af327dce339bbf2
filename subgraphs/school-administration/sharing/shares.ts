import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables, Service } from '../store/tables.ts';

type Tables = SchoolAdministrationTables;

export interface ShareRow {
  readonly id: string;
  readonly childId: string;
  readonly personId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly service: Service;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface NewShare extends Omit<ShareRow, 'givenName' | 'familyName'> {
  readonly decidedBy: string;
  readonly now: Date;
}

export async function insertShare(tx: DatabaseTransaction<Tables>, share: NewShare): Promise<void> {
  await sql`insert into school_administration.service_share (id, child_id, person_id, service, categories, reason, decided_by,
      valid_from, valid_to, decided_at)
    values (${share.id}, ${share.childId}, ${share.personId}, ${share.service}, ${[...share.categories]}::text[], ${share.reason},
      ${share.decidedBy}, ${share.validFrom}, ${share.validTo}, ${share.now.toISOString()})`.execute(tx);
}

/** Ends a sharing of a child; false when there is none by the id that lasts longer than the day. */
export async function endShare(
  tx: DatabaseTransaction<Tables>,
  ending: { readonly id: string; readonly childId: string; readonly lastDay: string; readonly reason: string },
): Promise<boolean> {
  const { rows } = await sql`update school_administration.service_share
    set valid_to = ${ending.lastDay}::date, end_reason = ${ending.reason}
    where id = ${ending.id}::uuid and child_id = ${ending.childId}::uuid and valid_to > ${ending.lastDay}::date
    returning id`.execute(tx);
  return rows.length > 0;
}

/** What is, was and will be shared of children, the newest first. */
export async function sharesOf(database: Database<Tables>, childIds: readonly string[]): Promise<readonly ShareRow[]> {
  const { rows } =
    await sql<ShareRow>`select share.id, share.child_id, share.person_id, holder.given_name, holder.family_name,
      share.service, share.categories, share.reason, share.valid_from, share.valid_to
    from school_administration.service_share share join school_administration.person holder on holder.id = share.person_id
    where share.child_id = any(${[...childIds]}::uuid[]) order by share.valid_from desc, share.id`.execute(database);
  return rows;
}
