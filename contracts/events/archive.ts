import { z } from 'zod';
import { defineEvent } from '#kit/events/envelope.ts';

/** The archive of record has an entry: from now on what it documents may be relied on, and nothing of it is lost. */
export const entryJournalled = defineEvent({
  type: 'entry-journalled.v1',
  publisher: 'archive',
  summary: 'The archive of record has taken a journal entry and given it its numbers.',
  schema: z.object({
    childId: z.uuid(),
    entryId: z.uuid(),
    /** What gave rise to it, such as `data-sharing/<transfer>/sender`. */
    sourceKey: z.string(),
    kind: z.string(),
    /** The transfer that the entry documents, where it documents one. */
    transferId: z.uuid().nullable(),
    /** Case number and number in the case: 2026/17-3. */
    registrationId: z.string(),
  }),
  example: {
    childId: '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11',
    entryId: '6f5e4d3c-2b1a-4c0d-9e8f-7a6b5c4d3e99',
    sourceKey: 'data-sharing/7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55/sender',
    kind: 'handover',
    transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55',
    registrationId: '2026/17-3',
  },
});
