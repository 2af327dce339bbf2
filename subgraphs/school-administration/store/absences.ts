import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { opensAcrossLines, type RecordSight } from './kindergarten-records.ts';
import { beforeKey, perParent } from './list-page.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface AbsenceRow {
  readonly id: string;
  readonly childId: string;
  readonly kind: 'OCCASION' | 'TERM_TOTAL';
  readonly startsOn: string;
  readonly endsOn: string;
  readonly days: number;
  readonly hours: number;
  readonly documented: boolean;
  readonly onCertificate: boolean;
  readonly reason: string | null;
  readonly subjectCode: string | null;
  readonly reportedByHome: boolean;
}

const columns =
  sql.raw(`absence.id, absence.child_id, absence.kind, absence.starts_on, absence.ends_on, absence.days::float8 as days,
  absence.hours::float8 as hours, absence.documented, absence.on_certificate, absence.reason, absence.subject_code,
  absence.report_id is not null as reported_by_home`);

/** Absences of children, the newest first, a page for each child in one statement. */
export async function listAbsences(database: Reader, childIds: readonly string[], page: Page, sight: RecordSight) {
  const { rows } = await sql<AbsenceRow & { parentId: string }>`${perParent(
    childIds,
    sql`select ${columns} from school_administration.absence
      where absence.child_id = parent.id and ${beforeKey(page, 'absence.starts_on', 'absence.id')}
        and ${opensAcrossLines('absence.child_id', 'absence.starts_on', sql`'attendance-reasons'`, sight)}
      order by absence.starts_on desc, absence.id desc limit ${page.limit + 1}`,
  )}`.execute(database);
  return rows;
}

export async function findAbsence(database: Reader, id: string): Promise<AbsenceRow | null> {
  const { rows } =
    await sql<AbsenceRow>`select ${columns} from school_administration.absence where absence.id = ${id}::uuid`.execute(
      database,
    );
  return rows[0] ?? null;
}

export interface AbsenceTotalRow {
  readonly childId: string;
  /** The year in which the school year began: 1 August to 31 July. */
  readonly schoolYear: number;
  readonly term: 'AUTUMN' | 'SPRING';
  readonly days: number;
  readonly hours: number;
}

/** Sums per term, the newest first. Where a term has a total of its own, that is the sum: what it was counted from may be here too. */
export async function absenceTotals(
  database: Reader,
  childIds: readonly string[],
  { certificate, ...sight }: { readonly certificate: boolean } & RecordSight,
): Promise<readonly AbsenceTotalRow[]> {
  const { rows } = await sql<AbsenceTotalRow>`
    with counted as (
      select absence.child_id, absence.kind = 'TERM_TOTAL' as whole, absence.days, absence.hours,
        extract(year from absence.ends_on - interval '7 months')::int as school_year,
        case when extract(month from absence.ends_on) >= 8 then 'AUTUMN' else 'SPRING' end as term
      from school_administration.absence
      where absence.child_id = any(${[...childIds]}::uuid[]) and (absence.on_certificate or not ${certificate}::boolean)
        and ${opensAcrossLines('absence.child_id', 'absence.starts_on', sql`'attendance-totals'`, sight)}
        -- Where staff have recorded the same days, theirs is counted, and what the home reported explains it.
        and (absence.report_id is null or not exists (select from school_administration.absence own
          where own.child_id = absence.child_id and own.report_id is null and own.kind = 'OCCASION'
            and own.starts_on <= absence.ends_on and own.ends_on >= absence.starts_on))),
    term as (select *, bool_or(whole) over (partition by child_id, school_year, term) as has_total from counted)
    select child_id, school_year, term, sum(days)::float8 as days, sum(hours)::float8 as hours
    from term where whole or not has_total group by child_id, school_year, term
    order by child_id, school_year desc, term desc`.execute(database);
  return rows;
}
