import { describe, expect, it } from 'vitest';
import { type DocumentDraft, sha256 } from '../archive-document.ts';
import { caseMessageEntry } from './case-message.ts';
import { documentAbroadEntry } from './document-abroad.ts';
import { type ClosedMove, moveEntry } from './move.ts';
import { neverStartedEntry } from './never-started.ts';
import { type PermissionAnswer, permissionEntry } from './permission-answer.ts';
import { recordedDocument, recordedDocumentEntry } from './recorded-document.ts';

const own = { controller: 'Ringsaker kommune', journalledBy: 'Oppvekst hub' };
const textOf = (documents: readonly DocumentDraft[]) => new TextDecoder().decode(documents[0]?.content);

const move: ClosedMove = {
  transferId: 'transfer-1',
  side: 'SENDER',
  counterpart: { organisationNumber: '974760673', name: 'Sarpsborg kommune' },
  decisions: [
    {
      category: 'enrolment',
      outcome: 'received',
      rule: 'school-to-school/enrolment',
      legalBasis: 'opplæringslova § 25-1 (2)',
    },
    {
      category: 'concern-report',
      outcome: 'withheld',
      rule: 'school-to-school/concern-report',
      legalBasis: 'opplæringslova § 24-3',
    },
  ],
  receiptHash: 'abc',
  closedAt: '2026-11-22T23:30:00.000Z',
};

describe('a child who never started', () => {
  const never = { ...move, reason: 'Flyttet tilbake før første dag', at: '2026-11-24T10:00:00.000Z' };

  it('is a note at the sender, whose record goes on, with why and what had been handed over', () => {
    const entry = neverStartedEntry(never, 'never-1', false, own);
    expect(entry).toMatchObject({ kind: 'handover', closesRecord: false, draft: { type: 'internal-note' } });
    const text = textOf(entry.draft.documents);
    expect(text).toContain('Grunn: Flyttet tilbake før første dag');
    expect(text).toContain('Kvittering, SHA-256: abc');
  });

  it('closes the record at the receiver', () => {
    const entry = neverStartedEntry({ ...never, side: 'RECEIVER' }, 'never-1', false, own);
    expect(entry).toMatchObject({ kind: 'received-copy', closesRecord: true });
    expect(entry.draft.receivedAt).toBeUndefined();
  });
});

describe('a move that is closed', () => {
  it('is an outgoing document at the sender with every decision and the receipt, and closes the record', () => {
    const entry = moveEntry(move, 'move-1', false, own);
    expect(entry).toMatchObject({ kind: 'handover', closesRecord: true });
    expect(entry.provenance).toBeUndefined();
    expect(entry.draft).toMatchObject({ type: 'outgoing', documentDate: '2026-11-23', sentAt: move.closedAt });
    expect(textOf(entry.draft.documents)).toBe(`Overføring av opplysninger ved skolebytte

Overføring: transfer-1
Mottaker: Sarpsborg kommune (org.nr. 974760673)
Avsluttet: 2026-11-23 00:30:00 (norsk tid)
Kvittering, SHA-256: abc

Avgjørelser
- Skolegang: år, skoler og gjennomførte fag: overført, og mottakeren har kvittert. Regel: school-to-school/enrolment. Hjemmel: opplæringslova § 25-1 (2).
- Bekymringsmelding: ikke overført. Regel: school-to-school/concern-report. Hjemmel: opplæringslova § 24-3.
`);
  });

  it('is an incoming document at the receiver with where it came from, and leaves the record open', () => {
    const entry = moveEntry({ ...move, side: 'RECEIVER' }, 'move-1', false, own);
    expect(entry).toMatchObject({
      kind: 'received-copy',
      closesRecord: false,
      provenance: { controller: '974760673', transferId: 'transfer-1', receivedAt: move.closedAt, receiptHash: 'abc' },
      draft: { type: 'incoming', receivedAt: move.closedAt },
    });
    expect(entry.draft.correspondents).toEqual([
      { role: 'sender', name: 'Sarpsborg kommune', organisationNumber: '974760673', isPerson: false, screened: true },
    ]);
  });

  it('is a note when nothing was sent or it was within one controller', () => {
    expect(moveEntry({ ...move, receiptHash: null }, 'move-1', false, own).draft).toMatchObject({
      type: 'internal-note',
    });
    const within = moveEntry({ ...move, side: 'WITHIN' }, 'move-1', false, own);
    expect(within).toMatchObject({ kind: 'internal-move', closesRecord: false, draft: { type: 'internal-note' } });
    expect(within.draft.correspondents).toEqual([expect.objectContaining({ role: 'internal-sender' })]);
  });

  it('says the place in no title, and names the graded address in the screening', () => {
    const { draft } = moveEntry(move, 'move-1', true, own);
    expect(`${draft.title} ${draft.publicTitle}`).not.toContain('Sarpsborg');
    expect(draft.screening?.legalBasis).toContain('folkeregisterloven § 10-4');
    expect(draft.correspondents.find((one) => one.role === 'receiver')?.screened).toBe(true);
  });
});

describe('a permission answered', () => {
  const answer: PermissionAnswer = {
    transferId: 'transfer-1',
    category: 'health',
    personId: 'person-1',
    answer: 'REFUSED',
    answeredAt: '2026-11-22T12:00:00.000Z',
  };

  it('is an incoming document that says what was answered of what', () => {
    const draft = permissionEntry(answer, 'event-1', own);
    expect(draft).toMatchObject({ sourceKey: 'event-1', type: 'incoming', receivedAt: answer.answeredAt });
    expect(textOf(draft.documents)).toContain(
      'Opplysninger: Helse og allergi\nSvar: Ikke tillatt\nTidspunkt: 2026-11-22 13:00:00',
    );
  });

  it('is a note when the deadline passed in silence', () => {
    const draft = permissionEntry({ ...answer, answer: 'SILENT', personId: null }, 'event-1', own);
    expect(draft.type).toBe('internal-note');
    expect(draft.receivedAt).toBeUndefined();
    expect(textOf(draft.documents)).not.toContain('Svart av');
  });
});

describe('a message that is a case document', () => {
  const message = { title: 'Søknad om permisjon', text: 'Vi ber om fri.', sentAt: '2026-11-22T23:30:00.000Z' };

  it('is incoming, outgoing or internal as it was sent, on its Norwegian date', () => {
    const drafts = (['INCOMING', 'OUTGOING', 'INTERNAL'] as const).map((one) =>
      caseMessageEntry(message, one, 'message-1', own),
    );
    expect(drafts.map(({ type }) => type)).toEqual(['incoming', 'outgoing', 'internal-note']);
    expect(drafts.map(({ receivedAt, sentAt }) => [receivedAt, sentAt])).toEqual([
      [message.sentAt, undefined],
      [undefined, message.sentAt],
      [undefined, undefined],
    ]);
    expect(new Set(drafts.map(({ documentDate }) => documentDate))).toEqual(new Set(['2026-11-23']));
  });

  it('says nothing of its content in the public title', () => {
    expect(caseMessageEntry(message, 'INCOMING', 'message-1', own).publicTitle).toBe('Melding mellom hjem og skole');
  });
});

describe('a recorded case document', () => {
  const document = {
    title: 'Vedtak om individuelt tilrettelagd opplæring',
    text: 'Eleven får …',
    decidedOn: '2026-11-20',
    legalBasis: 'opplæringslova § 11-7',
  };
  const recorded = { sourceKey: 'record-1', at: '2026-11-22T12:00:00.000Z' };

  it('goes out to those it concerns when it is a decision', () => {
    const { kind, draft } = recordedDocumentEntry(document, { ...recorded, kind: 'INDIVIDUAL_DECISION' }, own);
    expect(kind).toBe('individual-decision');
    expect(draft).toMatchObject({
      sourceKey: 'record-1',
      type: 'outgoing',
      publicTitle: 'Enkeltvedtak',
      documentDate: '2026-11-20',
    });
    expect(textOf(draft.documents)).toBe(
      'Vedtak om individuelt tilrettelagd opplæring\n\nDato: 2026-11-20\nHjemmel: opplæringslova § 11-7\n\nEleven får …\n',
    );
  });

  it('is an internal note when it is a plan or a school-environment case', () => {
    for (const kind of ['PLAN', 'SCHOOL_ENVIRONMENT'] as const)
      expect(recordedDocumentEntry({ ...document, legalBasis: null }, { ...recorded, kind }, own).draft.type).toBe(
        'internal-note',
      );
  });

  it('is refused when what was sealed is something else', () => {
    expect(recordedDocument.safeParse({ title: 'x', text: 'y', decidedOn: '2026-02-30' }).success).toBe(false);
    expect(recordedDocument.safeParse(document).success).toBe(true);
  });
});

describe('a move abroad', () => {
  it('is a note of every decision under its own name, and closes the record', () => {
    const entry = moveEntry({ ...move, abroad: true, receiptHash: null }, 'move-1', false, own);
    expect(entry).toMatchObject({ kind: 'handover', closesRecord: true });
    expect(entry.draft).toMatchObject({
      title: 'Flytting til utlandet',
      publicTitle: 'Flytting',
      type: 'internal-note',
    });
    expect(textOf(entry.draft.documents)).toContain('Behandlingsansvarlig: ');
  });

  it('leaves the family’s document as an outgoing entry, byte for byte', () => {
    const text = '<!doctype html>\n<p>Åse</p>\n';
    const checksum = sha256(new TextEncoder().encode(text));
    const { kind, draft } = documentAbroadEntry({ text, checksum, madeAt: move.closedAt }, 'document-1', true, own);
    expect(kind).toBe('handover');
    expect(draft).toMatchObject({ type: 'outgoing', sentAt: move.closedAt, publicTitle: 'Dokumentasjon' });
    expect(draft.screening?.legalBasis).toContain('folkeregisterloven');
    expect(draft.documents).toMatchObject([{ format: 'HTML', mimeType: 'text/html; charset=utf-8' }]);
    expect(textOf(draft.documents)).toBe(text);
  });

  it('is not journalled with another document than the one that was made', () => {
    const made = { text: '<p>Åse</p>', checksum: sha256(new TextEncoder().encode('<p>Bo</p>')), madeAt: move.closedAt };
    expect(() => documentAbroadEntry(made, 'document-1', false, own)).toThrow('its checksum is another');
  });
});
