import { dateInNorway } from '#kit/access/access.ts';
import type { DataSharingContext } from '../context.ts';
import type { StoredEvent } from '../store/list-transfers.ts';
import { askableOf } from './askable-category.ts';
import { enumName } from './enum-name.ts';
import { madeDocumentOf } from './give-document.ts';
import { type DecisionView, decisionsOf } from './transfer-decision.ts';
import { isUuid, type TransferView, viewOf } from './transfer-view.ts';

type Context = DataSharingContext;
/** Of a strictly graded child the hub tells no story, to anybody: named staff act outside it. */
const isUntold = ({ state }: TransferView): boolean => state.grading === 'strengt-fortrolig';
const aboutChild = <Item extends object>(view: TransferView, items: readonly Item[]) =>
  items.map((item) => ({ ...item, childId: view.childId }));

export const transferResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
    const view = isUuid(id) ? viewOf(await context.loaders.transfer.load(id)) : null;
    if (!view) return null;
    await context.access.prime([view.childId]);
    return context.access.mayKnow(view.childId) ? view : null;
  },
  pupil: ({ childId }: TransferView) => ({ id: childId }),
  phase: ({ row }: TransferView) => enumName(row.phase),
  open: ({ row }: TransferView) => row.open,
  direction: (view: TransferView) => {
    const direction = view.side === 'SENDER' ? view.state.direction : view.state.move?.direction;
    return direction ? enumName(direction) : null;
  },
  counterpart: (view: TransferView) => {
    if (isUntold(view)) return null;
    const name = view.side === 'SENDER' ? view.state.peerName : view.state.move?.peerName;
    return { organisationNumber: view.row.peer, name };
  },
  startsOn: (view: TransferView) =>
    isUntold(view)
      ? null
      : ((view.side === 'RECEIVER' ? view.state.move?.startsOn : view.state.handOver?.startsOn) ?? null),
  recordedAt: ({ row }: TransferView) => new Date(row.createdAt),
  updatedAt: ({ row }: TransferView) => new Date(row.updatedAt),
  policyVersion: ({ state }: TransferView) => state.policyVersion ?? null,
  mayAskFor: (view: TransferView, _: unknown, { process }: Context) =>
    view.side === 'RECEIVER' && !isUntold(view) ? askableOf(view.childId, view.state, process) : [],
  requests: (view: TransferView) => aboutChild(view, view.state.requests),
  decisions: (view: TransferView, _: unknown, { process }: Context): DecisionView[] =>
    decisionsOf(view, () => process.policyOn(dateInNorway(process.now()))),
  waitsFor: (view: TransferView) => aboutChild(view, view.row.waitsFor),
  problems: async (view: TransferView, _: unknown, { loaders }: Context) =>
    aboutChild(view, await loaders.problems.load(view.id)),
  timeline: async (view: TransferView, _: unknown, { loaders }: Context) =>
    isUntold(view) ? [] : aboutChild(view, await loaders.events.load(view.id)),
  batches: (view: TransferView) =>
    view.state.batches.map((batch) => ({
      childId: view.childId,
      number: batch.batch,
      categories: 'categories' in batch ? batch.categories : Object.keys(batch.parts),
      contentHash: batch.contentHash,
      receipt: batch.receipt ?? null,
      rejected: ('rejected' in batch ? batch.rejected : 'why' in batch ? batch.why : undefined) ?? null,
    })),
  journalEntry: (view: TransferView) => (view.side === 'SENDER' ? (view.state.journalpost ?? null) : null),
  form: (view: TransferView) => {
    const form = view.side === 'SENDER' ? view.state.form : (view.state.move?.form ?? 'fetch');
    return enumName(form);
  },
  lastDay: (view: TransferView) =>
    isUntold(view) || view.side === 'RECEIVER' ? null : (view.state.abroad?.lastDay ?? null),
  document: (view: TransferView) => (isUntold(view) ? null : madeDocumentOf(view)),
  replacedBy: ({ state }: TransferView) => state.replacedBy ?? null,
};

interface WaitView {
  readonly categories?: readonly string[];
  readonly of?: readonly string[];
  readonly until?: string;
  readonly since?: string;
}

export const transferWaitResolvers = {
  categories: (wait: WaitView) => wait.categories ?? [],
  persons: (wait: WaitView) => wait.of ?? [],
  until: (wait: WaitView) => (wait.until ? new Date(wait.until) : null),
  since: (wait: WaitView) => (wait.since ? new Date(wait.since) : null),
};

const answerNames: Readonly<Record<string, string>> = { permits: 'PERMITS', refuses: 'REFUSES' };
const textOf = (body: StoredEvent['body'], field: string): string | null => {
  const value = body[field];
  return typeof value === 'string' ? value : null;
};

export const transferEventResolvers = {
  at: ({ at }: StoredEvent) => new Date(at),
  category: ({ body }: StoredEvent) => (typeof body.category === 'string' ? body.category : null),
  citation: ({ body }: StoredEvent) => body.legalBasis,
  actorKind: ({ body }: StoredEvent) => enumName(body.actor.kind),
  actorRole: ({ body }: StoredEvent) => body.actor.role ?? null,
  actor: ({ body }: StoredEvent) => body.actor.id,
  reason: ({ body }: StoredEvent) => textOf(body, 'reason'),
  answer: ({ body }: StoredEvent) => answerNames[textOf(body, 'answer') ?? ''] ?? null,
  channel: ({ body }: StoredEvent) => {
    const channel = textOf(body, 'channel');
    return channel ? enumName(channel) : null;
  },
  answeredBy: ({ body }: StoredEvent) => textOf(body, 'by'),
  answeredOn: ({ body }: StoredEvent) => textOf(body, 'answeredOn'),
  interpreter: ({ body }: StoredEvent) => textOf(body, 'interpreter'),
  note: ({ body }: StoredEvent) => textOf(body, 'note'),
};

export const transferProblemResolvers = {
  triedAgainAt: ({ triedAgainAt }: { readonly triedAgainAt: string }) => new Date(triedAgainAt),
};
