import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { CommunicationContext } from '../context.ts';
import { type PermissionRequest as Request, waitsFor } from '../domain/permission-request.ts';
import type { Participant } from '../domain/telling.ts';
import type { AbsenceReportRow } from '../store/absence-reports.ts';
import { type MessageRow, type ThreadRow, takesPart, threadById } from '../store/threads.ts';

interface Entity {
  readonly id: string;
}
const placeIn = (at: Date, id: string): readonly string[] => [at.toISOString(), id];

export const Pupil = {
  threads: async ({ id }: Entity, args: PageArguments, { load }: CommunicationContext) => {
    const page = readPage(args);
    const rows = await load.threads.load({ of: id, ask: page });
    return connectionOf(rows, page.limit, (row) => placeIn(row.lastMessageAt, row.id));
  },
  absenceReports: async ({ id }: Entity, args: PageArguments, { load }: CommunicationContext) => {
    const page = readPage(args);
    const rows = await load.absenceReports.load({ of: id, ask: page });
    return connectionOf(rows, page.limit, (row) => placeIn(row.reportedAt, row.id));
  },
  permissionRequests: async ({ id }: Entity, _: unknown, { access, load, viewerId }: CommunicationContext) => {
    const requests = await load.permissionRequests.load(id);
    // That a child is to move tells something of the place: whoever is not asked sees it only when the move itself is theirs to see.
    const mayKnowOfMove = access.decide(id, 'school-change').allow;
    return requests.filter(({ deciders }) => mayKnowOfMove || deciders.some(({ personId }) => personId === viewerId));
  },
};

export const Thread = {
  __resolveReference: async ({ id }: Entity, context: CommunicationContext) => threadSeenBy(id, context),
  pupil: ({ childId }: ThreadRow) => ({ id: childId }),
  subject: ({ subject }: ThreadRow) => (subject === '' ? null : subject),
  unit: ({ unitId }: ThreadRow) => ({ id: unitId }),
  unread: ({ id }: ThreadRow, _: unknown, { load }: CommunicationContext) => load.unread.load(id),
  messages: async ({ id }: ThreadRow, args: PageArguments, { load }: CommunicationContext) => {
    const page = readPage(args, 1);
    const rows = await load.messages.load({ of: id, ask: page });
    return connectionOf(rows, page.limit, (row) => [String(row.position)]);
  },
};

/** A thread for one who takes part in it, and may still know of the child. */
export async function threadSeenBy(
  id: string,
  { access, deps, viewerId }: CommunicationContext,
): Promise<ThreadRow | null> {
  const thread = await threadById(deps.database, id);
  // Asked of a thread that does not exist as well: the same statements, whichever it is.
  const isParty = await takesPart(deps.database, id, viewerId);
  if (!thread || !isParty) return null;
  await access.prime([thread.childId]);
  return access.mayKnow(thread.childId) ? thread : null;
}

const correspondent = (childId: string) => (person: Participant) => ({ ...person, childId });

export const Message = {
  text: ({ text, retractedAt }: MessageRow) => (retractedAt ? null : text),
  author: ({ childId, authorId, authorRole }: MessageRow) => ({ childId, personId: authorId, role: authorRole }),
  recipients: ({ childId, authorId, recipients }: MessageRow, _: unknown, { viewerId }: CommunicationContext) =>
    recipients.filter(({ personId }) => authorId === viewerId || personId === viewerId).map(correspondent(childId)),
  read: ({ authorId, readBy }: MessageRow, _: unknown, { viewerId }: CommunicationContext) =>
    authorId === viewerId || readBy.includes(viewerId),
  readBy: ({ authorId, readBy }: MessageRow, _: unknown, { viewerId }: CommunicationContext) =>
    authorId === viewerId ? readBy.length : null,
};

export const ThreadParticipant = {
  employee: ({ personId, role }: Participant) => (role === 'STAFF' ? { id: personId } : null),
};

export const AbsenceReport = {
  pupil: ({ childId }: AbsenceReportRow) => ({ id: childId }),
  from: ({ absence }: AbsenceReportRow) => absence.from,
  to: ({ absence }: AbsenceReportRow) => absence.to,
  fromTime: ({ absence }: AbsenceReportRow) => absence.hours?.from,
  toTime: ({ absence }: AbsenceReportRow) => absence.hours?.to,
  reason: ({ absence }: AbsenceReportRow) => absence.reason,
  note: ({ absence }: AbsenceReportRow) => absence.note,
  reportedBy: ({ reportedBy }: AbsenceReportRow) => reportedBy.role,
};

export const PermissionRequest = {
  waitsForYou: (request: Request, _: unknown, { viewerId }: CommunicationContext) => waitsFor(request, viewerId),
  yourAnswer: ({ answers }: Request, _: unknown, { viewerId }: CommunicationContext) =>
    answers
      .filter(({ personId }) => personId === viewerId)
      .toSorted((a, b) => a.answeredAt.localeCompare(b.answeredAt))
      .at(-1)?.answer,
  answersMissing: ({ deciders, answers }: Request) => {
    const answered = new Set(answers.map(({ personId }) => personId));
    return deciders.filter(({ personId }) => !answered.has(personId)).length;
  },
};
