import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { ArchiveContext } from '../context.ts';
import { internalSender } from '../domain/case-documents/own-side.ts';
import { plainTextDocument } from '../domain/case-documents/plain-text.ts';
import { type JournalEntryType, journalEntryTypes } from '../domain/code-lists.ts';
import type { JournalDraft } from '../domain/journal-entry.ts';
import { journalledEvent } from '../events.ts';
import { journalAll } from '../store/journalling.ts';
import { enumName } from './enum-name.ts';

export interface JournaliseDocumentInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly title: string;
  readonly publicTitle: string;
  readonly type: string;
  readonly documentDate: string;
  readonly correspondent?: { readonly name: string; readonly organisationNumber?: string | null } | null;
  readonly text: string;
}

/** Journals a document by hand, once per idempotency key. */
export async function journaliseDocument(
  _: unknown,
  { input }: { readonly input: JournaliseDocumentInput },
  context: ArchiveContext,
) {
  const { access, work } = context;
  return refusals(async () => {
    const viewer = viewerKey(access.viewer);
    const draft = draftOf(input, viewer, context);
    const items = await work.named([{ childId: input.childId, kind: 'document', draft }]);
    const request = { deed: 'journalise-document', ...input };
    const entryId = await work.transact((unit) =>
      once(unit, { subgraph: 'archive', viewer, key: input.idempotencyKey, request }, async () => {
        const entries = await journalAll(unit.tx, items, work.journalling(access.now));
        await unit.emit(entries.flatMap(journalledEvent));
        const [entry] = entries;
        if (!entry) throw new HubError('CONFLICT', 'This document is journalled already.');
        return entry.entry.systemId;
      }),
    );
    return context.loaders.entry.clear(entryId).load(entryId);
  });
}

function draftOf(input: JournaliseDocumentInput, viewer: string, { access, work }: ArchiveContext): JournalDraft {
  const words = Object.keys(journalEntryTypes) as JournalEntryType[];
  const type = words.find((word) => enumName(word) === input.type) ?? 'internal-note';
  const { correspondent } = input;
  if ((type === 'incoming' || type === 'outgoing') && !correspondent)
    throw new HubError(
      'BAD_INPUT',
      'Say who sent or received the document (correspondent): it is incoming or outgoing.',
    );
  const other = correspondent && {
    role: type === 'incoming' ? ('sender' as const) : ('receiver' as const),
    name: correspondent.name,
    ...(correspondent.organisationNumber ? { organisationNumber: correspondent.organisationNumber } : {}),
    isPerson: !correspondent.organisationNumber,
    screened: true,
  };
  const at = access.now.toISOString();
  return {
    sourceKey: `archive/${viewer}/${input.idempotencyKey}`,
    title: input.title,
    publicTitle: input.publicTitle,
    type,
    createdBy: viewer,
    documentDate: input.documentDate,
    ...(type === 'incoming' ? { receivedAt: at } : {}),
    ...(type === 'outgoing' ? { sentAt: at } : {}),
    correspondents: [...(type === 'incoming' ? [] : [internalSender(work.own)]), ...(other ? [other] : [])],
    documents: [plainTextDocument(input.title, 'correspondence', 'dokument.txt', [input.text])],
  };
}

/** The domain's refusals as user errors; what the caller may not do, and what is not deliberate, goes on as an error. */
export async function refusals<Entry>(work: () => Promise<Entry>) {
  try {
    return { journalEntry: await work(), userErrors: [] };
  } catch (error) {
    if (!isHubError(error) || (error.code !== 'BAD_INPUT' && error.code !== 'CONFLICT' && error.code !== 'NOT_FOUND'))
      throw error;
    return { journalEntry: null, userErrors: [{ code: error.code, message: error.message }] };
  }
}
