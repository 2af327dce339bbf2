import { z } from 'zod';
import { defineMessage } from './message.ts';

/** The sender tells where each category stands: what will come, what waits, what is withheld, with the rule and its citation. */
export const transferDecision = defineMessage(
  'transfer-decision.v1',
  z.strictObject({
    transferId: z.uuid(),
    /** 1 for the first, one more each time something changed; an older one says nothing new. */
    revision: z.int().min(1),
    /** The request that has been decided: what is final is final of that one. */
    round: z.int().min(1),
    policyVersion: z.string().min(1),
    /** Nothing more will come than the batches that have been sent. */
    final: z.boolean(),
    /** How many batches of parts have been sent. */
    batches: z.int().min(0),
    decisions: z.array(
      z.strictObject({
        category: z.string().min(1),
        status: z.enum([
          'coming',
          'waiting',
          'sent',
          'nothing-held',
          'withheld',
          'collected-anew',
          'documents-to-parents',
        ]),
        rule: z.string(),
        hjemmel: z.string(),
        /** Kept as history that does not bind (an individual decision of another controller). */
        asHistory: z.boolean(),
      }),
    ),
  }),
  {
    transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55',
    revision: 1,
    round: 1,
    policyVersion: '2026-08-01',
    final: false,
    batches: 0,
    decisions: [
      {
        category: 'enrolment',
        status: 'coming',
        rule: '2026-08-01/school-to-school/enrolment',
        hjemmel: 'opplæringslova § 25-1 (2)',
        asHistory: false,
      },
      {
        category: 'health',
        status: 'waiting',
        rule: '2026-08-01/school-to-school/health',
        hjemmel: 'opplæringslova § 25-1 (4)',
        asHistory: false,
      },
    ],
  },
);
