import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { type AbsenceReportState, initialAbsenceReport, type ReportedAbsence } from '../domain/absence-report.ts';
import type { Participant } from '../domain/telling.ts';
import type { ParentCommunicationTables } from './tables.ts';
import { isUuid } from './threads.ts';

type Tables = ParentCommunicationTables;
type Db = Database<Tables> | DatabaseTransaction<Tables>;

export interface AbsenceReportRow {
  readonly id: string;
  readonly childId: string;
  readonly status: 'REPORTED' | 'RETRACTED';
  readonly reportedBy: Participant;
  readonly absence: ReportedAbsence;
  readonly reportedAt: Date;
  readonly changedAt: Date;
}

export async function absenceReportById(database: Db, id: string): Promise<AbsenceReportRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } =
    await sql<AbsenceReportRow>`select * from parent_communication.absence_report where id = ${id}`.execute(database);
  return rows[0];
}

/** A report as the domain knows it, locked until the transaction ends. */
export async function lockAbsenceReport(tx: DatabaseTransaction<Tables>, id: string): Promise<AbsenceReportState> {
  const { rows } = await sql<AbsenceReportRow>`select * from parent_communication.absence_report
    where id = ${id} for update`.execute(tx);
  const [row] = rows;
  if (!row) return initialAbsenceReport();
  return { status: row.status, childId: row.childId, reportedBy: row.reportedBy, absence: row.absence };
}

/** Keeps a report as it is after a change. */
export async function keepAbsenceReport(
  tx: DatabaseTransaction<Tables>,
  id: string,
  state: AbsenceReportState,
  at: string,
): Promise<void> {
  await sql`insert into parent_communication.absence_report (id, child_id, status, reported_by, absence, reported_at, changed_at)
    values (${id}, ${state.childId}, ${state.status}, ${JSON.stringify(state.reportedBy)}::jsonb,
      ${JSON.stringify(state.absence)}::jsonb, ${at}, ${at})
    on conflict (id) do update set status = excluded.status, absence = excluded.absence, changed_at = excluded.changed_at`.execute(
    tx,
  );
}

/** Reports about many children, newest first, a page of each. */
export async function absenceReportsOfChildren(database: Db, childIds: readonly string[], page: Page) {
  const [at, id] = page.after ?? [];
  const { rows } =
    await sql<AbsenceReportRow>`select a.* from unnest(${[...childIds]}::uuid[]) as child(id) cross join lateral (
      select * from parent_communication.absence_report a where a.child_id = child.id
      and (${at === undefined} or (a.reported_at, a.id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
      order by a.reported_at desc, a.id desc limit ${page.limit + 1}) a
    order by a.reported_at desc, a.id desc`.execute(database);
  return Map.groupBy(rows, (row) => row.childId);
}
