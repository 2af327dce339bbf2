import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { AbsenceInput, AssessmentInput, CaseDocumentInput } from '../domain/recordings.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/** The row's id, its child, who recorded it and when. */
export interface Recording {
  readonly id: string;
  readonly childId: string;
  readonly recordedBy: string;
  readonly now: Date;
}

export async function insertAbsence(
  tx: Tx,
  { id, childId, recordedBy, now }: Recording,
  input: AbsenceInput & { documented: boolean; onCertificate: boolean; subjectCode?: string | null },
): Promise<void> {
  await sql`insert into school_administration.absence (id, child_id, kind, starts_on, ends_on, days, hours, documented, on_certificate,
      reason, subject_code, recorded_by, recorded_at)
    values (${id}, ${childId}, ${input.kind}, ${input.startsOn}, ${input.endsOn}, ${input.days}, ${input.hours}, ${input.documented},
      ${input.onCertificate}, ${input.reason ?? null}, ${input.subjectCode ?? null}, ${recordedBy}, ${now.toISOString()})`.execute(
    tx,
  );
}

export async function insertAssessment(
  tx: Tx,
  { id, childId, recordedBy, now }: Recording,
  input: AssessmentInput & { category: string; subject: string; term: string },
): Promise<void> {
  await sql`insert into school_administration.assessment (id, child_id, category, subject_code, subject, mark, feedback, level, term,
      assessed_on, recorded_by, recorded_at)
    values (${id}, ${childId}, ${input.category}, ${input.subjectCode}, ${input.subject}, ${input.mark ?? null},
      ${input.feedback ?? null}, ${input.level ?? null}, ${input.term}, ${input.assessedOn}, ${recordedBy}, ${now.toISOString()})`.execute(
    tx,
  );
}

export async function insertRecord(
  tx: Tx,
  { id, childId, recordedBy, now }: Recording,
  input: CaseDocumentInput & { category: string },
): Promise<void> {
  await sql`insert into school_administration.record (id, child_id, kind, category, title, body, legal_basis, valid_from, valid_to,
      recorded_by, recorded_at)
    values (${id}, ${childId}, ${input.kind}, ${input.category}, ${input.title}, ${input.text}, ${input.legalBasis ?? null},
      ${input.validFrom}, ${input.validTo ?? null}, ${recordedBy}, ${now.toISOString()})`.execute(tx);
}
