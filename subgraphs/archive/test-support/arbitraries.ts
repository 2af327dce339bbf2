import fc from 'fast-check';
import type { DocumentDraft } from '../domain/archive-document.ts';
import { type Code, correspondentRoles, documentTypes, journalEntryTypes, variants } from '../domain/code-lists.ts';
import type { Correspondent } from '../domain/correspondent.ts';
import type { JournalDraft } from '../domain/journal-entry.ts';
import type { PupilRecordDraft } from '../domain/pupil-record.ts';

const words = <Word extends string>(table: Readonly<Record<Word, Code>>) =>
  fc.constantFrom(...(Object.keys(table) as Word[]));

/** Text nobody should send and somebody will: markup, control characters, lone surrogates, Sámi letters, right-to-left, emoji. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        ']]>',
        '<!--',
        '&amp;',
        '&#0;',
        '<mappe>',
        '"\'',
        '\u0000',
        '\u000B',
        '\uD800',
        '\uFFFE',
        '\r\n',
        '\t',
        '\u0085',
        '\u2028',
        '\u202Eשלום',
        'čŋŧžáš',
        'a\u030A',
        '👩‍👧',
        '<?xml?>',
        '%s{x}',
        "'; drop table",
        ' ',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

export const sayingText = hostileText.map((text) => `Vedtak${text}`);

const isoInstant = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const isoDay = isoInstant.map((instant) => instant.slice(0, 10));

export const recordDraft: fc.Arbitrary<PupilRecordDraft> = fc.record({
  childId: fc.uuid(),
  unit: sayingText,
  responsible: sayingText,
  openedBy: sayingText,
  pupilName: hostileText,
});

const correspondent: fc.Arbitrary<Correspondent> = fc.record(
  {
    role: words(correspondentRoles),
    name: sayingText,
    isPerson: fc.boolean(),
    screened: fc.boolean(),
    organisationNumber: fc.constantFrom('974760673', 'U1234'),
    unit: hostileText,
    theirReference: hostileText,
  },
  { requiredKeys: ['role', 'name', 'isPerson', 'screened'] },
);

const documentDraft: fc.Arbitrary<DocumentDraft> = fc.record({
  title: sayingText,
  type: words(documentTypes),
  variant: words(variants),
  format: fc.constantFrom('PDF/A', 'JSON', 'XML'),
  mimeType: fc.constantFrom('application/pdf', 'application/json'),
  fileName: fc.tuple(sayingText, fc.constantFrom('.pdf', '.JSON', '', '.')).map((parts) => parts.join('')),
  content: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});

export const journalDraft: fc.Arbitrary<JournalDraft> = fc.record(
  {
    sourceKey: fc.uuid(),
    title: sayingText,
    publicTitle: hostileText,
    type: words(journalEntryTypes),
    createdBy: sayingText,
    documentDate: isoDay,
    receivedAt: isoInstant,
    sentAt: isoInstant,
    screening: fc.record(
      { restriction: sayingText, legalBasis: sayingText, until: isoDay },
      { requiredKeys: ['restriction', 'legalBasis'] },
    ),
    correspondents: fc.array(correspondent, { maxLength: 3 }),
    documents: fc.array(documentDraft, { minLength: 1, maxLength: 3 }),
  },
  {
    requiredKeys: [
      'sourceKey',
      'title',
      'publicTitle',
      'type',
      'createdBy',
      'documentDate',
      'correspondents',
      'documents',
    ],
  },
);

export const instant = fc.date({ min: new Date('2018-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
