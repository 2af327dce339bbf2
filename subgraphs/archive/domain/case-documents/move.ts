import type { CaseDocumentKind } from '../case-document-kind.ts';
import type { JournalDraft } from '../journal-entry.ts';
import { osloDate } from '../oslo-time.ts';
import type { Provenance } from '../provenance.ts';
import { screeningFor } from '../screening.ts';
import { internalSender, type OwnSide } from './own-side.ts';
import { categoryLabel } from './permission-answer.ts';
import { type Line, moment, plainTextDocument } from './plain-text.ts';

/** A move as it stood when it was closed: what was decided of each category, by which rule, and what the receiver vouched for. */
export interface ClosedMove {
  readonly transferId: string;
  readonly side: 'SENDER' | 'RECEIVER' | 'WITHIN';
  readonly counterpart: { readonly organisationNumber: string; readonly name: string };
  readonly decisions: readonly {
    readonly category: string;
    readonly outcome: string;
    readonly rule: string;
    readonly legalBasis: string;
  }[];
  /** HAND_OVER: after permission, and the child may still be here. */
  readonly form?: 'FETCH' | 'HAND_OVER' | undefined;
  /** Abroad, with documents that the family brings. */
  readonly abroad?: boolean | undefined;
  /** SHA-256 over the signed receipts; null when nothing was sent. */
  readonly receiptHash: string | null;
  readonly closedAt: string;
}

export interface MoveEntry {
  readonly kind: CaseDocumentKind;
  readonly draft: JournalDraft;
  readonly provenance?: Provenance;
  readonly closesRecord: boolean;
}

const forms = {
  SENDER: { kind: 'handover', title: 'Overføring av opplysninger ved skolebytte', other: 'Mottaker' },
  RECEIVER: { kind: 'received-copy', title: 'Opplysninger mottatt ved skolebytte', other: 'Avsender' },
  WITHIN: { kind: 'internal-move', title: 'Skolebytte innen kommunen', other: 'Behandlingsansvarlig' },
} as const;

/** After permission, from a kindergarten or at a change of school: barnehageloven §§ 2 a, 47 a; opplæringslova § 25-1 (4). */
const handOverTitles: Partial<Record<ClosedMove['side'], string>> = {
  SENDER: 'Opplysninger utlevert etter tillatelse',
  RECEIVER: 'Opplysninger mottatt etter tillatelse',
  WITHIN: 'Opplysninger fra barnehagen delt med skolen etter tillatelse',
};

/**
 * The journal entry of a closed move. At the sender it documents every decision and the receipt, and closes the record; the duty to
 * archive stays there (arkivlova 2025 § 10). At the receiver it is what the record of its own begins with, with provenance.
 */
export function moveEntry(move: ClosedMove, sourceKey: string, addressIsGraded: boolean, own: OwnSide): MoveEntry {
  const abroad = move.abroad === true;
  const { kind, title: usual } = forms[move.side];
  const other = abroad ? forms.WITHIN.other : forms[move.side].other;
  const handedOver = move.form === 'HAND_OVER';
  const title = abroad ? 'Flytting til utlandet' : (handedOver && handOverTitles[move.side]) || usual;
  const sent = move.receiptHash !== null;
  const date = osloDate(new Date(move.closedAt));
  const counterpart = {
    role: move.side === 'SENDER' ? ('receiver' as const) : ('sender' as const),
    name: move.counterpart.name,
    organisationNumber: move.counterpart.organisationNumber,
    isPerson: false,
    screened: true,
  };
  const type = move.side === 'WITHIN' || !sent ? 'internal-note' : move.side === 'SENDER' ? 'outgoing' : 'incoming';
  return {
    kind,
    closesRecord: move.side === 'SENDER' && !handedOver,
    ...(move.side === 'RECEIVER' && move.receiptHash !== null
      ? { provenance: provenanceOf(move, move.receiptHash) }
      : {}),
    draft: {
      sourceKey,
      title,
      publicTitle: handedOver ? 'Overgang' : abroad ? 'Flytting' : 'Skolebytte',
      type,
      createdBy: own.journalledBy,
      documentDate: date,
      ...(type === 'outgoing' ? { sentAt: move.closedAt } : {}),
      ...(type === 'incoming' ? { receivedAt: move.closedAt } : {}),
      screening: screeningFor(addressIsGraded ? 'graded-address' : 'personal', date),
      correspondents:
        type === 'internal-note'
          ? [internalSender(own)]
          : type === 'outgoing'
            ? [internalSender(own), counterpart]
            : [counterpart],
      documents: [
        plainTextDocument(title, 'report', abroad ? 'flytting.txt' : 'skolebytte.txt', moveLines(move, other)),
      ],
    },
  };
}

const provenanceOf = (move: ClosedMove, receiptHash: string): Provenance => ({
  controller: move.counterpart.organisationNumber,
  transferId: move.transferId,
  receivedAt: move.closedAt,
  receiptHash,
});

/** The outcomes that data-sharing tells of, in words; one it learns later stands as it is. */
const outcomes: Readonly<Record<string, string>> = {
  received: 'overført, og mottakeren har kvittert',
  kept: 'mottatt og tatt vare på',
  sent: 'sendt',
  empty: 'ikke noe å overføre',
  'nothing-held': 'ikke noe å overføre',
  withheld: 'ikke overført',
  'collected-anew': 'hentes på nytt av mottakeren',
  'documents-to-parents': 'gitt som dokumenter til foreldrene',
};

export const moveLines = (move: ClosedMove, other: string): Line[] => [
  ['Overføring', move.transferId],
  [other, `${move.counterpart.name} (org.nr. ${move.counterpart.organisationNumber})`],
  ['Avsluttet', moment(move.closedAt)],
  ['Kvittering, SHA-256', move.receiptHash ?? 'ingen, for ingenting ble sendt'],
  '',
  'Avgjørelser',
  ...move.decisions.map(
    ({ category, outcome, rule, legalBasis }) =>
      `- ${categoryLabel(category)}: ${outcomes[outcome] ?? outcome}. Regel: ${rule}. Hjemmel: ${legalBasis}.`,
  ),
];
