import { z } from 'zod';
import { isIsoDate } from '#contracts/identifiers.ts';
import { transferDirections } from '#contracts/policy/transfer-policy-schema.ts';
import { defineMessage, party } from './message.ts';

/** By which a child is found at another controller: for matching only. */
export const childToMatch = z.strictObject({
  nationalId: z
    .string()
    .regex(/^\d{11}$/)
    .nullable(),
  givenName: z.string().min(1),
  familyName: z.string().min(1),
  birthDate: z.string().refine(isIsoDate, 'is not a date').nullable(),
});

/** The receiving controller asks for categories, and says for each why it is necessary (opplæringslova § 25-1 (2)–(4)). */
export const transferRequest = defineMessage(
  'transfer-request.v1',
  z.strictObject({
    transferId: z.uuid(),
    /** 1 for the first request of a transfer, one more for each that asks for more: each names only what it is new in. */
    round: z.int().min(1),
    direction: z.enum(transferDirections),
    receiver: party,
    privateReceiver: z.boolean(),
    startsOn: z.string().refine(isIsoDate, 'is not a date'),
    /** By which the sender finds the child. It is for matching only, and is not kept when the child is found. */
    child: childToMatch,
    requests: z
      .array(
        z.strictObject({
          category: z.string().min(1),
          purpose: z.string().min(1),
          words: z.string().max(2_000).optional(),
        }),
      )
      .min(1),
  }),
  {
    transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55',
    round: 1,
    direction: 'school-to-school',
    receiver: { organisationNumber: '312000016', name: 'Sarpsborg kommune' },
    privateReceiver: false,
    startsOn: '2026-12-01',
    child: { nationalId: '17841690079', givenName: 'Nora', familyName: 'Haugen', birthDate: '2016-04-17' },
    requests: [
      { category: 'enrolment', purpose: 'right-to-education' },
      { category: 'health', purpose: 'adapt-the-teaching', words: 'Allergies, for the kitchen and for school trips' },
    ],
  },
);
