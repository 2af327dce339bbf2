import { type ClosedMove, type MoveEntry, moveEntry, moveLines } from './move.ts';
import { internalSender, type OwnSide } from './own-side.ts';
import { plainTextDocument } from './plain-text.ts';

export type NeverStarted = Omit<ClosedMove, 'closedAt' | 'form'> & { readonly reason: string; readonly at: string };

const titles = {
  SENDER: 'Eleven begynte ikke hos mottakeren: elevmappen går videre',
  RECEIVER: 'Eleven begynte ikke: mottatte opplysninger er lukket',
  WITHIN: 'Skolebytte innen kommunen ble ikke gjennomført',
} as const;

/**
 * That a child never started after the hand-over. At the sender the record goes on; at the receiver it is closed, and what had come is
 * closed or disposed of by authority (arkivlova 2025 § 13).
 */
export function neverStartedEntry(
  { reason, at, ...move }: NeverStarted,
  sourceKey: string,
  addressIsGraded: boolean,
  own: OwnSide,
): MoveEntry {
  const closed = { ...move, closedAt: at };
  const { kind, draft } = moveEntry(closed, sourceKey, addressIsGraded, own);
  const title = titles[move.side];
  const { sentAt: _, receivedAt: __, ...rest } = draft;
  const lines = [['Grunn', reason] as const, ...moveLines(closed, 'Motpart')];
  return {
    kind,
    closesRecord: move.side === 'RECEIVER',
    draft: {
      ...rest,
      title,
      type: 'internal-note',
      correspondents: [internalSender(own)],
      documents: [plainTextDocument(title, 'report', 'begynte-ikke.txt', lines)],
    },
  };
}
