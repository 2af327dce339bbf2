import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { type AbsenceRow, type AbsenceTotalRow, absenceTotals, listAbsences } from '../store/absences.ts';
import { opensAcrossLines } from '../store/kindergarten-records.ts';
import { inForce } from '../store/periods.ts';
import { findPupils, type PupilRow } from '../store/pupils.ts';
import { type AssessmentRow, type ReceivedRow, type RecordRow, receivedOf, writtenFormsOf } from '../store/records.ts';
import { type GuardianRow, guardiansOf } from '../store/rights.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { UnitRow } from '../store/units.ts';
import type { NamedPerson } from './remove-names.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;
type Placed = Pick<UnitRow, 'name' | 'kind' | 'organisationNumber'> & {
  readonly level: number | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly holds: boolean;
};

/** Everything that is held of one child and may be a part of a transfer. */
export interface Held {
  readonly on: string;
  readonly pupil: PupilRow;
  readonly guardians: readonly GuardianRow[];
  readonly enrolments: readonly Placed[];
  readonly totals: readonly AbsenceTotalRow[];
  readonly certificate: readonly AbsenceTotalRow[];
  readonly absences: readonly AbsenceRow[];
  readonly assessments: readonly (AssessmentRow & { readonly category: string })[];
  readonly records: readonly (RecordRow & { readonly category: string })[];
  readonly writtenForm: string | null;
  readonly received: readonly ReceivedRow[];
  /** Other pupils of the child's units, now and before: the names that a document about the child may name. */
  readonly others: readonly NamedPerson[];
}

const everything = 10_000;

export async function readHeld(tx: Tx, childId: string, on: string): Promise<Held | null> {
  const [pupil] = await findPupils(tx, [childId]);
  if (!pupil) return null;
  // Whoever has the child now hands on no more of what a kindergarten recorded than it has been let see.
  const sight = { whole: false, on, personId: null };
  const { rows: enrolments } = await sql<Placed>`
    select unit.name, unit.kind, unit.organisation_number, enrolment.level, enrolment.valid_from, enrolment.valid_to,
      ${inForce('enrolment', on)} as holds
    from school_administration.enrolment join school_administration.unit on unit.id = enrolment.unit_id
    where enrolment.child_id = ${childId}::uuid order by enrolment.valid_from nulls first, enrolment.id`.execute(tx);
  const { rows: assessments } = await sql<AssessmentRow & { category: string }>`
    select id, child_id, category, subject_code, subject, mark, feedback, level, term, assessed_on
    from school_administration.assessment held where child_id = ${childId}::uuid
      and ${opensAcrossLines('held.child_id', 'held.assessed_on', sql`held.category`, sight)} order by assessed_on, id`.execute(
    tx,
  );
  const { rows: records } = await sql<RecordRow & { category: string }>`
    select id, child_id, category, kind, title, body as text, legal_basis, valid_from, valid_to, recorded_at
    from school_administration.record held where child_id = ${childId}::uuid
      and ${opensAcrossLines('held.child_id', 'held.valid_from', sql`held.category`, sight)} order by valid_from, id`.execute(
    tx,
  );
  const { rows: others } = await sql<NamedPerson>`
    select distinct other.given_name, other.family_name from school_administration.enrolment own
    join school_administration.enrolment theirs on theirs.unit_id = own.unit_id and theirs.child_id <> own.child_id
    join school_administration.person other on other.id = theirs.child_id
    where own.child_id = ${childId}::uuid`.execute(tx);
  const [chosen] = await writtenFormsOf(tx, [childId], on);
  return {
    on,
    pupil,
    enrolments,
    assessments,
    records,
    others,
    guardians: await guardiansOf(tx, [childId], on),
    totals: await absenceTotals(tx, [childId], { certificate: false, ...sight }),
    certificate: await absenceTotals(tx, [childId], { certificate: true, ...sight }),
    absences: await listAbsences(tx, [childId], { limit: everything, after: undefined }, sight),
    writtenForm: chosen?.form ?? pupil.language,
    received: await receivedOf(tx, [childId], sight),
  };
}
