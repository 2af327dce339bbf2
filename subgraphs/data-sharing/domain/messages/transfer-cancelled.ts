import { z } from 'zod';
import { defineMessage } from './message.ts';

/** Either side has cancelled the move, or the child never started: nothing more is to be sent, and nothing is to be deleted. */
export const transferCancelledMessage = defineMessage(
  'transfer-cancelled.v1',
  z.strictObject({ transferId: z.uuid(), kind: z.enum(['cancelled', 'never-started']) }),
  { transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55', kind: 'cancelled' },
);
