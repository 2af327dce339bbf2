/** Where a received copy came from: which controller, when, and by which transfer and decision. A copy does not bind: it is history. */
export interface Provenance {
  /** The sender's organisation number. */
  readonly controller: string;
  readonly transferId: string;
  /** ISO instant of the receipt. */
  readonly receivedAt: string;
  /** SHA-256 over the receipts by which this controller vouched for what it got. */
  readonly receiptHash: string;
}
