import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface ApprovalRow {
  readonly unitId: string;
  readonly clientId: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}
export interface SystemDecisionRow extends ApprovalRow {
  readonly id: string;
  readonly decision: 'APPROVED' | 'WITHDRAWN';
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** Whether a person has a post as leader of a unit that is no owner, on a day. */
export async function leadsUnit(database: Reader, personId: string, unitId: string, on: string): Promise<boolean> {
  const { rows } = await sql`select from school_administration.employment
    join school_administration.unit on unit.id = employment.unit_id
    where employment.person_id = ${personId}::uuid and employment.unit_id = ${unitId}::uuid
      and employment.role = 'SCHOOL_LEADER' and unit.kind <> 'OWNER' and ${inForce('employment', on)}`.execute(
    database,
  );
  return rows.length > 0;
}

/** What units have approved now or for days to come, by themselves or by the settings. */
export async function approvalsOf(
  database: Reader,
  unitIds: readonly string[],
  on: string,
): Promise<readonly ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`select unit_id, client_id, valid_from, valid_to
    from school_administration.system_approval
    where unit_id = any(${[...unitIds]}::uuid[]) and (valid_to is null or valid_to >= ${on}::date)`.execute(database);
  return rows;
}

/** What leaders have decided on systems, the latest first. */
export async function decisionsOf(database: Reader, unitIds: readonly string[]): Promise<readonly SystemDecisionRow[]> {
  const { rows } = await sql<SystemDecisionRow>`select id, unit_id, client_id, decision, valid_from, valid_to, reason,
      decided_by, decided_at
    from school_administration.system_decision where unit_id = any(${[...unitIds]}::uuid[])
    order by unit_id, client_id, seq desc`.execute(database);
  return rows;
}

/** Holds the unit, so that two decisions on it come one after the other. */
export async function lockUnit(tx: Tx, unitId: string): Promise<void> {
  await sql`select from school_administration.unit where id = ${unitId}::uuid for update`.execute(tx);
}

interface Decided {
  readonly id: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly now: Date;
}

/** Records an approval, which takes the place of one before it. */
export async function approve(tx: Tx, decided: Decided & { validFrom: string; validTo: string | null }): Promise<void> {
  const { id, unitId, clientId, reason, decidedBy, now, validFrom, validTo } = decided;
  await sql`with decision as (
      insert into school_administration.system_decision
        (id, client_id, unit_id, decision, valid_from, valid_to, reason, decided_by, decided_at)
      values (${id}, ${clientId}, ${unitId}::uuid, 'APPROVED', ${validFrom}::date, ${validTo}::date, ${reason},
        ${decidedBy}::uuid, ${now.toISOString()}) returning client_id, unit_id, valid_from, valid_to)
    insert into school_administration.system_approval (client_id, unit_id, valid_from, valid_to) select * from decision
    on conflict (client_id, unit_id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(
    tx,
  );
}

/** Records a withdrawal: the very next question of the system finds nothing. */
export async function withdraw(tx: Tx, { id, unitId, clientId, reason, decidedBy, now }: Decided): Promise<void> {
  await sql`with gone as (
      delete from school_administration.system_approval where client_id = ${clientId} and unit_id = ${unitId}::uuid)
    insert into school_administration.system_decision (id, client_id, unit_id, decision, reason, decided_by, decided_at)
    values (${id}, ${clientId}, ${unitId}::uuid, 'WITHDRAWN', ${reason}, ${decidedBy}::uuid, ${now.toISOString()})`.execute(
    tx,
  );
}
