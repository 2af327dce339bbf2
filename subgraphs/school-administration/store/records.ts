import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import { opensAcrossLines, type RecordSight } from './kindergarten-records.ts';
import { perParent } from './list-page.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

/** A part of a child's records of one category: the newest so many, older than a day where one is given. */
export interface RecordAsk extends RecordSight {
  readonly category: string;
  readonly first: number;
  readonly before: string | null;
}

export interface RecordRow {
  readonly id: string;
  readonly childId: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly legalBasis: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly recordedAt: Date;
}

export async function listRecords(
  database: Reader,
  childIds: readonly string[],
  { category, first, before, ...sight }: RecordAsk,
) {
  const { rows } = await sql<RecordRow & { parentId: string }>`${perParent(
    childIds,
    sql`select r.id, r.child_id, r.kind, r.title, r.body as text, r.legal_basis, r.valid_from, r.valid_to, r.recorded_at
      from school_administration.record r
      where r.child_id = parent.id and r.category = ${category} and (${before}::date is null or r.valid_from < ${before}::date)
        and ${opensAcrossLines('r.child_id', 'r.valid_from', sql`r.category`, sight)}
      order by r.valid_from desc, r.id desc limit ${first}`,
  )}`.execute(database);
  return rows;
}

/** Allergies among the notes on health that hold on the day, the newest first. */
export async function allergiesOf(
  database: Reader,
  childIds: readonly string[],
  sight: RecordSight,
): Promise<readonly RecordRow[]> {
  const { rows } =
    await sql<RecordRow>`select r.id, r.child_id, r.kind, r.title, r.body as text, r.legal_basis, r.valid_from, r.valid_to,
      r.recorded_at
    from school_administration.record r
    where r.child_id = any(${[...childIds]}::uuid[]) and r.category = 'health' and r.kind = 'ALLERGY' and ${inForce('r', sight.on)}
      and ${opensAcrossLines('r.child_id', 'r.valid_from', sql`r.category`, sight)}
    order by r.valid_from desc, r.id desc`.execute(database);
  return rows;
}

export interface AssessmentRow {
  readonly id: string;
  readonly childId: string;
  readonly subjectCode: string;
  readonly subject: string;
  readonly mark: string | null;
  readonly feedback: string | null;
  readonly level: number | null;
  readonly term: string;
  readonly assessedOn: string;
}

export async function listAssessments(
  database: Reader,
  childIds: readonly string[],
  { category, first, before, ...sight }: RecordAsk,
) {
  const { rows } = await sql<AssessmentRow & { parentId: string }>`${perParent(
    childIds,
    sql`select a.id, a.child_id, a.subject_code, a.subject, a.mark, a.feedback, a.level, a.term, a.assessed_on
      from school_administration.assessment a
      where a.child_id = parent.id and a.category = ${category} and (${before}::date is null or a.assessed_on < ${before}::date)
        and ${opensAcrossLines('a.child_id', 'a.assessed_on', sql`a.category`, sight)}
      order by a.assessed_on desc, a.id desc limit ${first}`,
  )}`.execute(database);
  return rows;
}

/** The choice of written form that was recorded last (opplæringslova § 3-1); children without one are absent. */
export async function writtenFormsOf(database: Reader, childIds: readonly string[], on: string) {
  const { rows } = await sql<{ childId: string; form: string }>`
    select distinct on (r.child_id) r.child_id, r.body as form from school_administration.record r
    where r.child_id = any(${[...childIds]}::uuid[]) and r.category = 'written-language-form' and r.valid_from <= ${on}::date
    order by r.child_id, r.valid_from desc, r.recorded_at desc`.execute(database);
  return rows;
}

export interface ReceivedRow {
  readonly id: string;
  readonly childId: string;
  readonly category: string;
  readonly senderNumber: string;
  readonly senderName: string;
  readonly rule: string;
  readonly legalBasis: string;
  readonly asHistory: boolean;
  readonly content: unknown;
  readonly receivedAt: Date;
}

/** What has come about children from other controllers and is in use, the newest first. */
export async function receivedOf(
  database: Reader,
  childIds: readonly string[],
  sight: RecordSight,
): Promise<readonly ReceivedRow[]> {
  const { rows } =
    await sql<ReceivedRow>`select part_id as id, child_id, category, sender_number, sender_name, rule, legal_basis,
      as_history, content, received_at
    from school_administration.received_part part where child_id = any(${[...childIds]}::uuid[])
      and closed_at is null and ${opensAcrossLines('part.child_id', 'part.received_at::date', sql`part.category`, sight)}
    order by received_at desc, category, part_id`.execute(database);
  return rows;
}
