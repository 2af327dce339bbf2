import { sql } from 'kysely';
import { absenceReportChanged } from '#contracts/events/parent-communication.ts';
import { isHubError } from '#kit/errors/hub-error.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { type ReportedAbsence, readReportedAbsence } from './reported-absence.ts';

type Tables = SchoolAdministrationTables;
type Work = Pick<SubgraphDeps<Tables>, 'database' | 'transact' | 'childVault' | 'newId' | 'now' | 'log'>;

/** Keeps reports of absence as they are now, still sealed: a child's key is read over a connection of its own, not in a transaction. */
export const keepAbsenceReports = (wake: () => void): EventHandler<Tables> =>
  onEvent(absenceReportChanged, async ({ tx }, events) => {
    const last = [...new Map(events.map(({ data }) => [data.reportId, data])).values()];
    await sql`insert into school_administration.absence_report (report_id, child_id, state, sealed)
      select * from unnest(${last.map((one) => one.reportId)}::uuid[], ${last.map((one) => one.childId)}::uuid[],
        ${last.map((one) => one.state)}::text[], ${last.map((one) => one.sealed)}::text[])
      on conflict (report_id) do update set state = excluded.state, sealed = excluded.sealed`.execute(tx);
    wake();
  });

interface Waiting {
  readonly reportId: string;
  readonly childId: string;
  readonly state: 'REPORTED' | 'RETRACTED';
  readonly sealed: string;
}
const batchSize = 200;

/** Makes the absences those of the reports: new, corrected or taken away again. Gives how many reports it was done for. */
export async function applyAbsenceReports(work: Work): Promise<number> {
  const { rows } =
    await sql<Waiting>`select report_id, child_id, state, sealed from school_administration.absence_report
    where sealed is not null limit ${batchSize}`.execute(work.database);
  if (rows.length === 0) return 0;
  const absences: Array<ReportedAbsence & { id: string; reportId: string; childId: string }> = [];
  for (const { reportId, childId, state, sealed } of rows) {
    const absence = state === 'REPORTED' ? await openReport(work, sealed, childId, reportId) : null;
    if (absence) absences.push({ ...absence, id: work.newId(), reportId, childId });
  }
  await work.transact(async ({ tx }) => {
    // A report that has changed since it was read waits again: what is done here is of the one that was read.
    const { rows: done } = await sql<{
      reportId: string;
    }>`update school_administration.absence_report kept set sealed = null
      from unnest(${rows.map((row) => row.reportId)}::uuid[], ${rows.map((row) => row.sealed)}::text[]) as read(id, sealed)
      where kept.report_id = read.id and kept.sealed = read.sealed returning kept.report_id`.execute(tx);
    const ids = new Set(done.map(({ reportId }) => reportId));
    const kept = absences.filter(({ reportId }) => ids.has(reportId));
    const gone = [...ids].filter((id) => !kept.some(({ reportId }) => reportId === id));
    await sql`delete from school_administration.absence where report_id = any(${gone}::uuid[])`.execute(tx);
    await sql`insert into school_administration.absence (id, child_id, starts_on, ends_on, days, hours, reason, recorded_by, recorded_at, report_id)
      select r.* from jsonb_to_recordset(${JSON.stringify(
        kept.map((one) => ({
          id: one.id,
          child_id: one.childId,
          starts_on: one.startsOn,
          ends_on: one.endsOn,
          days: one.days,
          hours: one.hours,
          reason: one.reason,
          recorded_by: 'home',
          recorded_at: work.now().toISOString(),
          report_id: one.reportId,
        })),
      )}::jsonb) as r(id uuid, child_id uuid, starts_on date, ends_on date, days numeric, hours numeric, reason text, recorded_by text,
        recorded_at timestamptz, report_id uuid)
      where exists (select from school_administration.person child where child.id = r.child_id and child.is_pupil)
      on conflict (report_id) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on, days = excluded.days,
        hours = excluded.hours, reason = excluded.reason, recorded_at = excluded.recorded_at`.execute(tx);
  });
  return rows.length;
}

/** A report that cannot be opened for good (its key is deleted) is none; an outage is waited out. */
async function openReport({ childVault, log }: Work, sealed: string, childId: string, reportId: string) {
  try {
    return readReportedAbsence(await childVault.open(sealed, { child: childId, category: 'attendance-reasons' }));
  } catch (error) {
    if (isHubError(error) && error.code === 'UNAVAILABLE') throw error;
    log.warn({ err: error, reportId }, 'a report of absence could not be read');
    return null;
  }
}
