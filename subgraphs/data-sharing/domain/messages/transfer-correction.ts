import { z } from 'zod';
import { defineMessage } from './message.ts';

/**
 * Something that the receiver got was wrong and has been corrected (GDPR art. 19). It says the category and what is right; a person at
 * the receiver reads it and corrects its own record.
 */
export const transferCorrection = defineMessage(
  'transfer-correction.v1',
  z.strictObject({
    transferId: z.uuid(),
    category: z.string().min(1),
    /** What was wrong, and what is right now, in the words of the staff who corrected it. */
    wrong: z.string().min(1).max(2_000),
    right: z.string().min(1).max(2_000),
  }),
  {
    transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55',
    category: 'health',
    wrong: 'Allergic to fish',
    right: 'Allergic to nuts',
  },
);
