import { z } from 'zod';
import { defineMessage } from './message.ts';

/** A batch of parts. Each is sealed to the receiver by the subgraph that holds it; this is their manifest. */
export const transferParts = defineMessage(
  'transfer-parts.v1',
  z.strictObject({
    transferId: z.uuid(),
    batch: z.int().min(1),
    parts: z
      .array(
        z.strictObject({
          partId: z.uuid(),
          category: z.string().min(1),
          rule: z.string(),
          hjemmel: z.string(),
          asHistory: z.boolean(),
          /** A sealed message in compact form. */
          sealed: z.string().min(1),
          contentHash: z.string().min(1),
        }),
      )
      .min(1),
  }),
  {
    transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55',
    batch: 1,
    parts: [
      {
        partId: '3b4c5d6e-7f8a-4b9c-8d0e-1f2a3b4c5d77',
        category: 'enrolment',
        rule: '2026-08-01/school-to-school/enrolment',
        hjemmel: 'opplæringslova § 25-1 (2)',
        asHistory: false,
        sealed: 'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyJ9…',
        contentHash: 'sha-256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    ],
  },
);
