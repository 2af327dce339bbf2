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

/** A unit closes after a day and names no successor: every place, post and group there ends with it. Gives the children concerned. */
export async function closeUnitRows(tx: Tx, unitId: string, lastDay: string): Promise<readonly string[]> {
  const day = sql`${lastDay}::date`;
  const stillOpen = sql`(valid_to is null or valid_to > ${day}) and (valid_from is null or valid_from <= ${day})`;
  await sql`update school_administration.unit set ended_on = ${day} where id = ${unitId}::uuid`.execute(tx);
  await sql`update school_administration.membership m set valid_to = ${day} from school_administration."group" g
    where g.id = m.group_id and g.unit_id = ${unitId}::uuid and (m.valid_to is null or m.valid_to > ${day})
      and (m.valid_from is null or m.valid_from <= ${day})`.execute(tx);
  await sql`update school_administration."group" set valid_to = ${day} where unit_id = ${unitId}::uuid and ${stillOpen}`.execute(
    tx,
  );
  await sql`update school_administration.employment set valid_to = ${day} where unit_id = ${unitId}::uuid and ${stillOpen}`.execute(
    tx,
  );
  const { rows } = await sql<{ childId: string }>`update school_administration.enrolment set valid_to = ${day}
    where unit_id = ${unitId}::uuid and ${stillOpen} returning child_id`.execute(tx);
  return rows.map(({ childId }) => childId);
}
