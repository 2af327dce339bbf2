import { isIsoDate } from '#contracts/identifiers.ts';
import { isTimeOfDay } from './local-time.ts';
import type { Decision, Participant, TellingLookup } from './telling.ts';

/** Why a child is away; that it is illness is health data (GDPR art. 9), so the reason is a category of its own. */
export type AbsenceReason = 'ILLNESS' | 'APPOINTMENT' | 'WELFARE' | 'OTHER';

export interface ReportedAbsence {
  /** First and last day, ISO dates. */
  readonly from: string;
  readonly to: string;
  /** Part of a day, on a single day only. */
  readonly hours?: { readonly from: string; readonly to: string };
  readonly reason: AbsenceReason;
  readonly note?: string;
}

export interface AbsenceReportState {
  readonly status: 'NONE' | 'REPORTED' | 'RETRACTED';
  readonly childId: string;
  readonly reportedBy?: Participant;
  readonly absence?: ReportedAbsence;
}
export const initialAbsenceReport = (): AbsenceReportState => ({ status: 'NONE', childId: '' });

interface Act {
  readonly by: Participant;
  readonly at: string;
  readonly telling: TellingLookup;
}
export type AbsenceCommand = Act &
  (
    | {
        readonly type: 'Report';
        readonly childId: string;
        readonly absence: ReportedAbsence;
        readonly longestDays?: number;
      }
    | { readonly type: 'Correct'; readonly absence: ReportedAbsence; readonly longestDays?: number }
    | { readonly type: 'Retract' }
  );

interface Fact {
  readonly by: Participant;
  readonly at: string;
}
export type AbsenceEvent = Fact &
  (
    | { readonly type: 'AbsenceReported'; readonly childId: string; readonly absence: ReportedAbsence }
    | { readonly type: 'AbsenceCorrected'; readonly absence: ReportedAbsence }
    | { readonly type: 'AbsenceRetracted' }
  );

export type AbsenceRefusalCode =
  | 'MAY_NOT_REPORT'
  | 'ALREADY_REPORTED'
  | 'NOT_REPORTED'
  | 'WRONG_DATE'
  | 'ENDS_BEFORE_IT_BEGINS'
  | 'WRONG_HOURS'
  | 'NOTE_TOO_LONG'
  | 'APPLY_FOR_LEAVE';
export type AbsenceDecision = Decision<AbsenceEvent, AbsenceRefusalCode>;

/** What follows of a report of absence by a guardian or staff, its correction or its retraction. */
export function decideAbsence(command: AbsenceCommand, state: AbsenceReportState): AbsenceDecision {
  const { by, at } = command;
  const telling = command.telling(by.personId);
  if (!telling.may) return refuse('MAY_NOT_REPORT', telling.why, telling.citation);
  switch (command.type) {
    case 'Report':
      if (state.status !== 'NONE') return refuse('ALREADY_REPORTED', 'This report exists. Correct it instead.');
      return (
        checkAbsence(command.absence, command.longestDays) ?? {
          events: [{ type: 'AbsenceReported', by, at, childId: command.childId, absence: command.absence }],
        }
      );
    case 'Correct':
      if (state.status !== 'REPORTED') return refuse('NOT_REPORTED', 'There is no such report to correct.');
      return (
        checkAbsence(command.absence, command.longestDays) ?? {
          events: [{ type: 'AbsenceCorrected', by, at, absence: command.absence }],
        }
      );
    case 'Retract':
      if (state.status === 'NONE') return refuse('NOT_REPORTED', 'There is no such report to retract.');
      return { events: state.status === 'RETRACTED' ? [] : [{ type: 'AbsenceRetracted', by, at }] };
  }
}

/** The state after an event. */
export function evolveAbsence(state: AbsenceReportState, event: AbsenceEvent): AbsenceReportState {
  switch (event.type) {
    case 'AbsenceReported':
      return { status: 'REPORTED', childId: event.childId, reportedBy: event.by, absence: event.absence };
    case 'AbsenceCorrected':
      return { ...state, absence: event.absence };
    case 'AbsenceRetracted':
      return { ...state, status: 'RETRACTED' };
  }
}

const refuse = (code: AbsenceRefusalCode, message: string, citation?: string): AbsenceDecision => ({
  refusal: { code, message, ...(citation === undefined ? {} : { citation }) },
});

/** Longest absence that is reported rather than applied for, unless the controller sets another. */
const usualLongestDays = 14;

function checkAbsence(absence: ReportedAbsence, longestDays = usualLongestDays): AbsenceDecision | undefined {
  const { from, to, hours, note } = absence;
  if (!isIsoDate(from) || !isIsoDate(to)) return refuse('WRONG_DATE', 'Write dates that exist, as YYYY-MM-DD.');
  if (to < from) return refuse('ENDS_BEFORE_IT_BEGINS', 'The last day is before the first.');
  if (hours && (from !== to || !isTimeOfDay(hours.from) || !isTimeOfDay(hours.to) || hours.to <= hours.from))
    return refuse('WRONG_HOURS', 'Hours are given for a single day, from a time to a later one, as HH:MM.');
  if (note !== undefined && note.length > 1000) return refuse('NOTE_TOO_LONG', 'The note has at most 1000 characters.');
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  // Illness is reported however long it lasts; being away by choice for long is leave, which the controller decides on.
  if (absence.reason !== 'ILLNESS' && days > longestDays)
    return refuse(
      'APPLY_FOR_LEAVE',
      `More than ${longestDays} days is leave: apply to the school.`,
      'opplæringslova § 2-2 (4)',
    );
  return undefined;
}
