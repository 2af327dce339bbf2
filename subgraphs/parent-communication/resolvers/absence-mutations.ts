import { absenceReportChanged } from '#contracts/events/parent-communication.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { CommunicationContext } from '../context.ts';
import {
  type AbsenceCommand,
  type AbsenceReason,
  decideAbsence,
  evolveAbsence,
  type ReportedAbsence,
} from '../domain/absence-report.ts';
import type { TellingLookup } from '../domain/telling.ts';
import { absenceReportById, keepAbsenceReport, lockAbsenceReport } from '../store/absence-reports.ts';
import { mutateOnce, refused } from './mutate.ts';

interface AbsenceInput {
  readonly from: string;
  readonly to: string;
  readonly fromTime?: string | null;
  readonly toTime?: string | null;
  readonly reason: AbsenceReason;
  readonly note?: string | null;
  readonly idempotencyKey: string;
}

export const absenceMutations = {
  reportAbsence: async (
    _: unknown,
    { input }: { readonly input: AbsenceInput & { readonly childId: string } },
    context: CommunicationContext,
  ) => {
    const { deps, settings } = context;
    const command = {
      type: 'Report',
      ...(await actOf(context, input.childId)),
      childId: input.childId,
      absence: absenceOf(input),
      longestDays: settings.longestAbsenceDays,
    } as const;
    return change(context, 'reportAbsence', input, deps.newId(), input.childId, command, command.absence);
  },

  correctAbsence: async (
    _: unknown,
    { input }: { readonly input: AbsenceInput & { readonly reportId: string } },
    context: CommunicationContext,
  ) => {
    const report = await reportSeenBy(input.reportId, context);
    const absence = absenceOf(input);
    const act = await actOf(context, report.childId);
    const command = { type: 'Correct', ...act, absence, longestDays: context.settings.longestAbsenceDays } as const;
    return change(context, 'correctAbsence', input, report.id, report.childId, command, absence);
  },

  retractAbsence: async (
    _: unknown,
    { input }: { readonly input: { readonly reportId: string; readonly idempotencyKey: string } },
    context: CommunicationContext,
  ) => {
    const report = await reportSeenBy(input.reportId, context);
    const command = { type: 'Retract', ...(await actOf(context, report.childId)) } as const;
    return change(context, 'retractAbsence', input, report.id, report.childId, command, report.absence);
  },
};

function absenceOf({ from, to, fromTime, toTime, reason, note }: AbsenceInput): ReportedAbsence {
  const hours = fromTime || toTime ? { hours: { from: fromTime ?? '', to: toTime ?? '' } } : {};
  return { from, to, ...hours, reason, ...(note ? { note } : {}) };
}

// The deed "report-absence" has been required: by it the policy has said that the viewer may report.
const permitted: TellingLookup = () => ({ may: true });
async function actOf({ access, tell, viewerId }: CommunicationContext, childId: string) {
  const { participant } = await tell(childId, [viewerId], access.on);
  return { by: participant(viewerId), at: access.now.toISOString(), telling: permitted };
}

async function reportSeenBy(id: string, { access, deps }: CommunicationContext) {
  const report = await absenceReportById(deps.database, id);
  if (report) await access.prime([report.childId]);
  if (!report || !access.mayKnow(report.childId))
    throw new HubError('NOT_FOUND', 'There is no such report of absence.');
  await access.require('report-absence', report.childId);
  return report;
}

async function change(
  context: CommunicationContext,
  name: string,
  input: { readonly idempotencyKey: string },
  reportId: string,
  childId: string,
  command: AbsenceCommand,
  absence: ReportedAbsence,
) {
  const { deps } = context;
  const category = 'attendance-reasons';
  // Sealed before the transaction begins: the vault has a connection of its own, and an embedded database has one in all.
  const sealed = await deps.childVault.seal(sealable(absence), { child: childId, category });
  const outcome = await mutateOnce(context, name, input, async (unit) => {
    const before = await lockAbsenceReport(unit.tx, reportId);
    const decision = decideAbsence(command, before);
    if (decision.refusal) return refused(decision.refusal);
    const after = decision.events.reduce(evolveAbsence, before);
    if (decision.events.length > 0) {
      await keepAbsenceReport(unit.tx, reportId, after, command.at);
      const state = after.status === 'RETRACTED' ? 'RETRACTED' : 'REPORTED';
      await unit.emit([newEvent(absenceReportChanged, { childId, reportId, state, sealed, category }, childId)]);
    }
    return { id: reportId, userErrors: [] };
  });
  const absenceReport = outcome.id === null ? null : await absenceReportById(deps.database, outcome.id);
  return { absenceReport, userErrors: outcome.userErrors };
}

const sealable = ({ from, to, hours, reason, note }: ReportedAbsence) => ({
  from,
  to,
  hours: hours ? { from: hours.from, to: hours.to } : null,
  reason,
  note: note ?? null,
});
