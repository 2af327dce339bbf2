import type { ArchiveContext } from '../context.ts';
import { mayDispose, retentionRuleFor } from '../domain/retention.ts';
import type { KeptEntry } from '../store/entry-rows.ts';
import { enumName } from './enum-name.ts';
import { isUuid } from './uuid.ts';

/** An entry that a reference names: null when its child may not be known of, as the guard does for entries in lists. */
async function knownEntry(context: ArchiveContext, systemId: string): Promise<KeptEntry | null> {
  const kept = await context.loaders.entry.load(systemId);
  if (!kept) return null;
  await context.access.prime([kept.childId]);
  return context.access.mayKnow(kept.childId) ? kept : null;
}

export const queryResolvers = {
  // An id that is none is answered as one that does not exist.
  journalEntry: (_: unknown, { id }: { readonly id: string }, context: ArchiveContext) =>
    isUuid(id) ? context.loaders.entry.load(id) : null,
};

export const journalEntryResolvers = {
  __resolveReference: ({ id }: { readonly id: string }, context: ArchiveContext) =>
    isUuid(id) ? knownEntry(context, id) : null,
  id: ({ entry }: KeptEntry) => entry.systemId,
  pupilRecord: ({ childId }: KeptEntry, _: unknown, context: ArchiveContext) => context.loaders.recordOf.load(childId),
  kind: ({ kind }: KeptEntry) => enumName(kind),
  registrationId: ({ entry }: KeptEntry) => entry.registrationId ?? null,
  journalNumber: ({ entry }: KeptEntry) => (entry.number ? `${entry.number.year}/${entry.number.sequence}` : null),
  type: ({ entry }: KeptEntry) => enumName(entry.type),
  status: ({ entry }: KeptEntry) => enumName(entry.status),
  title: ({ entry }: KeptEntry) => entry.title,
  publicTitle: ({ entry }: KeptEntry) => entry.publicTitle,
  journalDate: ({ entry }: KeptEntry) => entry.journalDate,
  documentDate: ({ entry }: KeptEntry) => entry.documentDate,
  receivedAt: ({ entry }: KeptEntry) => entry.receivedAt ?? null,
  sentAt: ({ entry }: KeptEntry) => entry.sentAt ?? null,
  screening: ({ entry }: KeptEntry) => entry.screening ?? null,
  correspondents: ({ entry, childId }: KeptEntry) =>
    entry.correspondents.map((one) => ({ ...one, role: enumName(one.role), childId })),
  documents: ({ entry, childId }: KeptEntry) => entry.documents.map((document) => ({ document, childId })),
  provenance: ({ provenance, childId }: KeptEntry) => (provenance ? { ...provenance, childId } : null),
  disposal: async ({ entry, kind, childId }: KeptEntry, _: unknown, context: ArchiveContext) => {
    const record = await context.loaders.recordOf.load(childId);
    if (!record) return null;
    const answer = mayDispose(entry, record, retentionRuleFor(kind, context.work.retention), context.access.on);
    return answer.allowed
      ? { allowed: true, dueFrom: answer.dueSince, authority: answer.authority.citation }
      : { allowed: false, obstacle: enumName(answer.reason), dueFrom: answer.dueFrom ?? null };
  },
  waitingBecause: ({ entry }: KeptEntry, _: unknown, context: ArchiveContext) =>
    context.loaders.waitingReason.load(entry.systemId),
};
