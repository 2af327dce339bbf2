import { z } from 'zod';
import { defineEvent, type EventType } from '#kit/events/envelope.ts';

const exampleTransfer = '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55';
const examplePart = '3b4c5d6e-7f8a-4b9c-8d0e-1f2a3b4c5d77';

const sealedSchema = z.object({
  transferId: z.uuid(),
  partId: z.uuid(),
  category: z.string(),
  /** Null: this controller holds nothing in the category. */
  sealed: z.string().nullable(),
  /** SHA-256 over the part's canonical JSON, salt included; base64url. */
  contentHash: z.string().nullable(),
});
const storedSchema = z.object({
  transferId: z.uuid(),
  partId: z.uuid(),
  category: z.string(),
  /** Null when it was refused. */
  contentHash: z.string().nullable(),
  /** Why it could not be opened or kept; null when it was. */
  refusal: z.string().nullable(),
});

export type PartSealed = z.infer<typeof sealedSchema>;
export type PartStored = z.infer<typeof storedSchema>;

/** The two answers of a subgraph that holds categories; each such subgraph publishes them on its own topic. */
export function partEvents(publisher: string): {
  sealed: EventType<string, PartSealed>;
  stored: EventType<string, PartStored>;
} {
  return {
    sealed: defineEvent({
      type: 'part-sealed.v1',
      publisher,
      summary: 'A subgraph has sealed its part of a transfer, or holds nothing in the category.',
      schema: sealedSchema,
      example: {
        transferId: exampleTransfer,
        partId: examplePart,
        category: 'enrolment',
        sealed: 'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyJ9…',
        contentHash: 'q1w2e3r4t5y6u7i8o9p0aAsSdDfFgGhHjJkKlLzZxXc',
      },
    }),
    stored: defineEvent({
      type: 'part-stored.v1',
      publisher,
      summary: 'A subgraph has opened and kept a part that came, or refused it and says why.',
      schema: storedSchema,
      example: {
        transferId: exampleTransfer,
        partId: examplePart,
        category: 'enrolment',
        contentHash: 'q1w2e3r4t5y6u7i8o9p0aAsSdDfFgGhHjJkKlLzZxXc',
        refusal: null,
      },
    }),
  };
}

/** The subgraphs that hold transferable data. */
export const schoolAdministrationParts = partEvents('school-administration');
export const partPublishers = [schoolAdministrationParts] as const;
