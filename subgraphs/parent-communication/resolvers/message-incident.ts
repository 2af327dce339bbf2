import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { CommunicationContext } from '../context.ts';
import { decideRetraction } from '../domain/retraction.ts';
import { type Incident, reportBy } from '../incident/incident.ts';
import { draftLetter, draftReport } from '../incident/render-drafts.ts';
import type { DraftLanguage } from '../incident/texts.ts';
import { keepRetraction, openingsOf, type RetractionRow, retractionOf } from '../store/retractions.ts';
import { lockThread, type MessageRow, messageById, threadById } from '../store/threads.ts';
import { mutateOnce, refused } from './mutate.ts';

const deed = 'retract-message';
const none = () => new HubError('NOT_FOUND', 'There is no such message.');

interface RetractInput {
  readonly messageId: string;
  readonly reason: string;
  readonly aboutChildId?: string | null;
  readonly foundOutAt?: Date | null;
  readonly idempotencyKey: string;
}

/** Whoever may not take a message back is answered as if there were none: that it is there tells something of who writes to whom. */
async function retractable(id: string, { access, deps }: CommunicationContext): Promise<MessageRow> {
  const message = await messageById(deps.database, id);
  if (!message) throw none();
  await access.require(deed, message.childId).catch((error: unknown) => {
    throw isHubError(error) && ['NOT_FOUND', 'FORBIDDEN'].includes(error.code) ? none() : error;
  });
  return message;
}

export async function retractMessage(
  _: unknown,
  { input }: { readonly input: RetractInput },
  context: CommunicationContext,
) {
  const { access, deps, viewerId } = context;
  const message = await retractable(input.messageId, context);
  if (input.aboutChildId) await access.require(deed, input.aboutChildId);
  const thread = await threadById(deps.database, message.threadId);
  const sealed = await deps.childVault.seal(
    { subject: thread?.subject ?? '', text: message.text },
    { child: message.childId, category: 'messages' },
  );
  const outcome = await mutateOnce(context, 'retractMessage', input, async ({ tx }) => {
    const state = await lockThread(tx, message.threadId);
    const command = { messageId: message.id, reason: input.reason, by: viewerId, at: access.now.toISOString() };
    const decision = decideRetraction({ ...command, foundOutAt: input.foundOutAt?.toISOString() ?? command.at }, state);
    if (decision.refusal) return refused(decision.refusal);
    for (const event of decision.events)
      await keepRetraction(tx, {
        messageId: message.id,
        childId: message.childId,
        aboutChildId: input.aboutChildId ?? null,
        reason: event.reason,
        retractedBy: viewerId,
        retractedAt: new Date(event.at),
        foundOutAt: new Date(event.foundOutAt),
        sealed,
      });
    return { id: message.id, threadId: message.threadId, userErrors: [] };
  });
  const row = outcome.id === null ? undefined : await retractionOf(deps.database, outcome.id);
  return { incident: row ? await incidentOf(row, context) : null, userErrors: outcome.userErrors };
}

/** The case of a message that was taken back; null where there is none, and to whoever may not have it. */
export async function messageIncident(
  _: unknown,
  { messageId }: { readonly messageId: string },
  context: CommunicationContext,
): Promise<IncidentView | null> {
  const message = await retractable(messageId, context).catch((error: unknown) => {
    if (isHubError(error) && error.code === 'NOT_FOUND') return undefined;
    throw error;
  });
  const row = message && (await retractionOf(context.deps.database, message.id));
  return row ? incidentOf(row, context) : null;
}

type IncidentView = Incident & Pick<RetractionRow, 'sealed'>;

async function incidentOf(row: RetractionRow, { deps }: CommunicationContext): Promise<IncidentView> {
  const openings = new Map((await openingsOf(deps.database, row)).map((one) => [one.personId, one]));
  return {
    ...row,
    concernsId: row.aboutChildId ?? row.childId,
    receivers: row.recipients.map(({ personId, role }) => {
      const { readAt = null, shownAt = null } = openings.get(personId) ?? {};
      const certainty = readAt ? 'READ' : shownAt ? 'SHOWN' : 'NOT_OPENED';
      return { personId, role, certainty, openedAt: readAt ?? shownAt };
    }),
  };
}

interface InDraftLanguage {
  readonly language: DraftLanguage;
}
export const MessageIncident = {
  pupil: ({ concernsId }: IncidentView) => ({ id: concernsId }),
  reportBy,
  receivers: ({ receivers, childId }: IncidentView) => receivers.map((one) => ({ ...one, childId })),
  text: async ({ sealed, childId }: IncidentView, _: unknown, { deps }: CommunicationContext) => {
    const kept = await deps.childVault.open(sealed, { child: childId, category: 'messages' });
    return (kept as { readonly text: string }).text;
  },
  draftReport: (incident: IncidentView, { language }: InDraftLanguage, { deps }: CommunicationContext) =>
    draftReport(incident, deps.controller, language),
  draftLetter: (incident: IncidentView, { language }: InDraftLanguage, { deps }: CommunicationContext) =>
    draftLetter(incident, deps.controller, language),
};
