import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { ownNumber } from './claimed-numbers.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface MatchDecision {
  readonly id: string;
  readonly childId: string;
  /** The guardian it is about; null where it is the child itself. */
  readonly guardianId: string | null;
  readonly outcome: 'MATCHED' | 'NO_MATCH' | 'UNDONE';
  /** The person whom a guardian was said to be. */
  readonly personId: string | null;
  /** The child's number before it was given another. */
  readonly numberBefore: string | null;
  readonly reason: string;
  readonly decidedBy: string;
  readonly now: Date;
}

/** Decisions are added to, never changed: who said what, when and why stays to be read. */
export async function noteDecision(tx: Tx, decision: MatchDecision): Promise<void> {
  await sql`insert into school_administration.match_decision
      (id, child_id, guardian_id, outcome, person_id, number_before, reason, decided_by, decided_at)
    values (${decision.id}, ${decision.childId}, ${decision.guardianId}, ${decision.outcome}, ${decision.personId},
      ${decision.numberBefore}, ${decision.reason}, ${decision.decidedBy}, ${decision.now.toISOString()})`.execute(tx);
}

export interface IdentifiedChild {
  readonly nationalId: string | null;
  readonly birthDate: string | null;
  /** Whether the register knows the number; null where it was not asked. */
  readonly found: boolean | null;
}

export async function lockChild(tx: Tx, childId: string): Promise<IdentifiedChild | null> {
  const { rows } = await sql<IdentifiedChild>`select ${sql.raw(ownNumber('child'))} as national_id, child.birth_date,
      (select done.found from school_administration.register_look_up done where done.child_id = child.id) as found
    from school_administration.person child where child.id = ${childId}::uuid and child.is_pupil for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Gives a child a number, claimed where somebody hidden has it, or takes it away; the register is asked anew. */
export async function setNumber(tx: Tx, childId: string, nationalId: string | null, claims = false): Promise<void> {
  await sql`update school_administration.person set national_id = ${claims ? null : nationalId},
      national_id_claimed = ${claims ? nationalId : null} where id = ${childId}::uuid`.execute(tx);
  await sql`delete from school_administration.register_look_up where child_id = ${childId}::uuid`.execute(tx);
}

export async function lastDecision(
  tx: Tx,
  childId: string,
  guardianId: string | null,
): Promise<Pick<MatchDecision, 'outcome' | 'numberBefore'> | null> {
  const { rows } = await sql<Pick<MatchDecision, 'outcome' | 'numberBefore'>>`select outcome, number_before
    from school_administration.match_decision where child_id = ${childId}::uuid and guardian_id is not distinct from ${guardianId}::uuid
    order by seq desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/**
 * What the register said of another child, while this one stood under that child's number, holds no more: rights end the day before,
 * homes are forgotten. A mark of protection stays, as staff's own, until a person ends it: in doubt it is closed.
 */
export async function takeBackRegister(tx: Tx, childId: string, reason: string, on: string): Promise<void> {
  await sql`update school_administration."right" set valid_to = ${on}::date - 1
    where child_id = ${childId}::uuid and source = 'FOLKEREGISTERET' and valid_to is null`.execute(tx);
  await sql`update school_administration.address_protection set source = 'STAFF', reason = ${reason}
    where child_id = ${childId}::uuid and source = 'FOLKEREGISTERET' and valid_to is null`.execute(tx);
  await sql`delete from school_administration.residence where child_id = ${childId}::uuid`.execute(tx);
  await sql`update school_administration.register_case set state = 'GONE'
    where child_id = ${childId}::uuid and state <> 'GONE'`.execute(tx);
}

export async function removeMatch(tx: Tx, guardianId: string): Promise<boolean> {
  const { rows } = await sql`delete from school_administration.guardian_match where guardian_id = ${guardianId}::uuid
    returning guardian_id`.execute(tx);
  return rows.length > 0;
}
