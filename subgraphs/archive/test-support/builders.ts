import { randomUUID } from 'node:crypto';
import { type JournalDraft, type JournalEntry, registerEntry } from '../domain/journal-entry.ts';
import { openPupilRecord, type PupilRecord } from '../domain/pupil-record.ts';

export const august = new Date('2026-08-17T06:00:00.000Z');

export const aRecord = (changes: Partial<PupilRecord> = {}): PupilRecord => ({
  ...openPupilRecord(
    { childId: 'child-1', unit: 'Brumunddal skole', responsible: 'Rektor', openedBy: 'Oppvekst hub' },
    { id: randomUUID(), now: august },
  ),
  ...changes,
});

export const aDraft = (changes: Partial<JournalDraft> = {}): JournalDraft => ({
  sourceKey: 'event-1',
  title: 'Vedtak om individuelt tilrettelagd opplæring',
  publicTitle: 'Vedtak',
  type: 'outgoing',
  createdBy: 'Oppvekst hub',
  documentDate: '2026-08-14',
  sentAt: '2026-08-14T10:00:00.000Z',
  correspondents: [
    { role: 'internal-sender', name: 'Rektor', isPerson: false, screened: false, unit: 'Brumunddal skole' },
    { role: 'receiver', name: 'Foresatte', isPerson: false, screened: true },
  ],
  documents: [
    {
      title: 'Vedtak',
      type: 'decision',
      variant: 'archive',
      format: 'JSON',
      mimeType: 'application/json',
      fileName: 'vedtak.json',
      content: new TextEncoder().encode('{"decision":"granted"}'),
    },
  ],
  ...changes,
});

export const anEntry = (record = aRecord(), changes: Partial<JournalDraft> = {}): JournalEntry =>
  registerEntry(record, aDraft(changes), { newId: randomUUID, now: august });
