import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface CoverRow {
  readonly id: string;
  readonly groupId: string;
  readonly personId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly day: string;
  readonly kind: 'SUBSTITUTE' | 'SFO';
  readonly reason: string;
}

/** Whether a person leads the unit of a group, or is its secretary, on a day. */
export async function runsUnitOf(database: Reader, personId: string, groupId: string, on: string): Promise<boolean> {
  const { rows } = await sql`select from school_administration."group" g
    join school_administration.employment post on post.unit_id = g.unit_id
    join school_administration.unit on unit.id = g.unit_id and unit.kind <> 'OWNER'
    where g.id = ${groupId}::uuid and post.person_id = ${personId}::uuid and ${inForce('post', on)}
      and (post.role = 'SCHOOL_LEADER' or post.subrole = 'kontormedarbeider')`.execute(database);
  return rows.length > 0;
}

export async function insertCover(
  tx: Tx,
  cover: Omit<CoverRow, 'givenName' | 'familyName'> & { readonly decidedBy: string; readonly now: Date },
): Promise<void> {
  await sql`insert into school_administration.group_cover (id, group_id, person_id, on_day, kind, reason, decided_by, decided_at)
    values (${cover.id}, ${cover.groupId}, ${cover.personId}, ${cover.day}, ${cover.kind}, ${cover.reason}, ${cover.decidedBy},
      ${cover.now.toISOString()})`.execute(tx);
}

/** Takes a cover back, at once; false where there is none that still holds. */
export async function withdrawCover(
  tx: Tx,
  ending: { readonly id: string; readonly by: string; readonly reason: string; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql`update school_administration.group_cover set withdrawn_at = ${ending.now.toISOString()},
      withdrawn_by = ${ending.by}::uuid, withdrawn_reason = ${ending.reason}
    where id = ${ending.id}::uuid and withdrawn_at is null returning id`.execute(tx);
  return rows.length > 0;
}

const columns =
  sql.raw(`cover.id, cover.group_id, cover.person_id, holder.given_name, holder.family_name, cover.on_day as day,
  cover.kind, cover.reason`);
const from = sql.raw(
  `school_administration.group_cover cover join school_administration.person holder on holder.id = cover.person_id`,
);

/** Who covers groups on a day and later. */
export async function coversOf(
  database: Reader,
  groupIds: readonly string[],
  on: string,
): Promise<readonly CoverRow[]> {
  const { rows } = await sql<CoverRow>`select ${columns} from ${from}
    where cover.group_id = any(${[...groupIds]}::uuid[]) and cover.on_day >= ${on}::date and cover.withdrawn_at is null
    order by cover.on_day, cover.id`.execute(database);
  return rows;
}

/** What a person covers on a day. */
export async function coversBy(database: Reader, personId: string, on: string): Promise<readonly CoverRow[]> {
  const { rows } = await sql<CoverRow>`select ${columns} from ${from}
    where cover.person_id = ${personId}::uuid and cover.on_day = ${on}::date and cover.withdrawn_at is null
    order by cover.id`.execute(database);
  return rows;
}

export async function coverById(database: Reader | Tx, id: string): Promise<CoverRow | null> {
  const { rows } = await sql<CoverRow>`select ${columns} from ${from} where cover.id = ${id}::uuid`.execute(database);
  return rows[0] ?? null;
}
