import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export type ClosingState = 'OPEN' | 'ENDED' | 'MERGES' | 'UNKNOWN';

export async function lockClosingUnit(tx: Tx, unitId: string, lastDay: string): Promise<ClosingState> {
  const { rows } = await sql<{
    ended: boolean;
    merges: boolean;
  }>`select coalesce(unit.ended_on <= ${lastDay}::date, false) as ended,
      exists (select from school_administration.school_merger m where m.state = 'RECORDED' and unit.id = any(m.unit_ids)) as merges
    from school_administration.unit where unit.id = ${unitId}::uuid and unit.kind <> 'OWNER' for update`.execute(tx);
  const [unit] = rows;
  return !unit ? 'UNKNOWN' : unit.merges ? 'MERGES' : unit.ended ? 'ENDED' : 'OPEN';
}

/** The rows that have an end of their own and end with a unit. */
const ending = ['membership', 'group', 'employment', 'enrolment'] as const;
type Ending = (typeof ending)[number];

export interface Decision {
  readonly reason: string;
  readonly decidedBy: string;
  readonly now: Date;
}

/** A unit closes after a day and names no successor: every place, post and group there ends with it. Gives the children concerned. */
export async function closeUnitRows(
  tx: Tx,
  {
    id,
    unitId,
    lastDay,
    ...why
  }: Decision & { readonly id: string; readonly unitId: string; readonly lastDay: string },
): Promise<readonly string[]> {
  const before: Partial<Record<Ending, readonly EndedRow[]>> = {};
  for (const table of ending) before[table] = await endRows(tx, table, unitId, lastDay);
  await sql`insert into school_administration.unit_closing
      (id, unit_id, last_day, ended_on_before, rows_before, reason, decided_by, decided_at, state)
    select ${id}::uuid, unit.id, ${lastDay}::date, unit.ended_on, ${JSON.stringify(before)}::jsonb, ${why.reason}, ${why.decidedBy},
      ${why.now.toISOString()}::timestamptz, 'RECORDED' from school_administration.unit where unit.id = ${unitId}::uuid`.execute(
    tx,
  );
  await sql`update school_administration.unit set ended_on = ${lastDay}::date where id = ${unitId}::uuid`.execute(tx);
  const { rows } = await sql<{ childId: string }>`select distinct child_id from school_administration.enrolment
    where id = any(${(before.enrolment ?? []).map((row) => row.id)}::uuid[])`.execute(tx);
  return rows.map(({ childId }) => childId);
}

interface EndedRow {
  readonly id: string;
  /** Its last day before. */
  readonly was: string | null;
}

async function endRows(tx: Tx, table: Ending, unitId: string, lastDay: string): Promise<readonly EndedRow[]> {
  const name = sql.table(`school_administration.${table}`);
  const there =
    table === 'membership'
      ? sql`r.group_id in (select g.id from school_administration."group" g where g.unit_id = ${unitId}::uuid)`
      : sql`r.unit_id = ${unitId}::uuid`;
  const { rows } = await sql<EndedRow>`with open as (
      select r.id, r.valid_to::text as was from ${name} r where ${there} and (r.valid_to is null or r.valid_to > ${lastDay}::date)
        and (r.valid_from is null or r.valid_from <= ${lastDay}::date) order by r.id for update),
    ended as (update ${name} r set valid_to = ${lastDay}::date from open where open.id = r.id)
    select id, was from open`.execute(tx);
  return rows;
}

/**
 * Undoes the closing of a unit that has not had its last day: what ended with it ends as it did before, but for what somebody has given
 * another end since. False when no closing is recorded, or the last day is over.
 */
export async function cancelClosingRows(
  tx: Tx,
  { unitId, on, ...why }: Decision & { readonly unitId: string; readonly on: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`update
      school_administration.unit_closing c set state = 'CANCELLED', settled_reason = ${why.reason}, settled_by = ${why.decidedBy},
      settled_at = ${why.now.toISOString()}::timestamptz
    from school_administration.unit where unit.id = c.unit_id and unit.ended_on = c.last_day and c.unit_id = ${unitId}::uuid
      and c.state = 'RECORDED' and c.last_day >= ${on}::date returning c.id`.execute(tx);
  const [closing] = rows;
  if (!closing) return false;
  await sql`update school_administration.unit set ended_on = c.ended_on_before from school_administration.unit_closing c
    where c.id = ${closing.id}::uuid and unit.id = c.unit_id`.execute(tx);
  for (const table of ending)
    await sql`update ${sql.table(`school_administration.${table}`)} r set valid_to = b.was from school_administration.unit_closing c,
        jsonb_to_recordset(c.rows_before->${table}::text) as b(id uuid, was date)
      where c.id = ${closing.id}::uuid and r.id = b.id and r.valid_to = c.last_day`.execute(tx);
  return true;
}
