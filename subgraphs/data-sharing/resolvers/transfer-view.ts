import type { ReceivingState } from '../domain/receiving/state.ts';
import type { SendingState } from '../domain/sending/state.ts';
import type { TransferRow } from '../store/find-transfer.ts';

/** A transfer as the graph resolves it: with the child that it is about. */
export type TransferView = { readonly childId: string; readonly id: string; readonly row: TransferRow } & (
  | { readonly side: 'SENDER'; readonly state: SendingState }
  | { readonly side: 'RECEIVER'; readonly state: ReceivingState }
);

/** Null where no child is known yet: there is nobody whom it could be shown to be about. */
export function viewOf(row: TransferRow | null | undefined): TransferView | null {
  if (!row?.childId) return null;
  const { id, childId } = row;
  return row.side === 'SENDER'
    ? { id, childId, row, side: 'SENDER', state: row.state as SendingState }
    : { id, childId, row, side: 'RECEIVER', state: row.state as ReceivingState };
}

export const viewsOf = (rows: readonly TransferRow[]): TransferView[] =>
  rows.flatMap((row) => {
    const view = viewOf(row);
    return view ? [view] : [];
  });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Whether a text can be an id at all: one that cannot is answered as one that does not exist. */
export const isUuid = (text: string): boolean => uuid.test(text);
