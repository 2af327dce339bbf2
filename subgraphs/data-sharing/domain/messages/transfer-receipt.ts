import { z } from 'zod';
import { defineMessage } from './message.ts';

/** The receiver has stored a batch and vouches for it, or could not and says why; a rejected batch gets no receipt. */
export const transferReceipt = defineMessage(
  'transfer-receipt.v1',
  z.discriminatedUnion('result', [
    z.strictObject({
      result: z.literal('stored'),
      transferId: z.uuid(),
      batch: z.int().min(1),
      /** A JWS over the hash of the batch, which the sender keeps (`kit/events/sealing/receipts.ts`). */
      receipt: z.string().min(1),
    }),
    z.strictObject({
      result: z.literal('rejected'),
      transferId: z.uuid(),
      batch: z.int().min(1),
      why: z.string().min(1).max(500),
    }),
  ]),
  { result: 'stored', transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55', batch: 1, receipt: 'eyJhbGciOiJFZERTQSJ9…' },
);
