import { z } from 'zod';

/** What parent-communication seals of a report of absence. */
const reportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  hours: z.object({ from: z.string(), to: z.string() }).nullable(),
  reason: z.string(),
  note: z.string().nullable(),
});

/** An absence as the home has reported it. */
export interface ReportedAbsence {
  readonly startsOn: string;
  readonly endsOn: string;
  /** Mondays to Fridays; 0 for part of a day. */
  readonly days: number;
  readonly hours: number;
  readonly reason: string;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Weekdays from a first to a last day; which of them the school is closed on is not known here. */
function weekdays(from: string, to: string): number {
  let days = 0;
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).getUTCDay();
    if (day !== 0 && day !== 6) days += 1;
  }
  return days;
}

/** Reads an opened report; throws a ZodError where it is none. */
export function readReportedAbsence(opened: unknown): ReportedAbsence {
  const { from, to, hours, reason, note } = reportSchema.parse(opened);
  return {
    startsOn: from,
    endsOn: to,
    days: hours ? 0 : weekdays(from, to),
    hours: hours ? (minutes(hours.to) - minutes(hours.from)) / 60 : 0,
    reason: note ? `${reason}: ${note}` : reason,
  };
}
