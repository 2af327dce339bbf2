import { z } from 'zod';
import { transferDirections } from '#contracts/policy/transfer-policy-schema.ts';
import { defineEvent } from '#kit/events/envelope.ts';

const publisher = 'data-sharing';
const exampleTransfer = '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55';
const exampleChild = '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11';
const examplePerson = '2a3b4c5d-6e7f-4a8b-9c0d-e1f2a3b4c566';

export const transferParty = z.object({ organisationNumber: z.string(), name: z.string() });
export const transferSide = z.enum(['SENDER', 'RECEIVER', 'WITHIN']);

export const permissionAsked = defineEvent({
  type: 'permission-asked.v1',
  publisher,
  summary: 'Those who decide for a child are asked to permit that categories follow it to another school.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    categories: z.array(z.string()).min(1),
    /** The persons asked, with their capacity. */
    deciders: z.array(z.object({ personId: z.uuid(), capacity: z.string() })).min(1),
    /** ISO instant after which silence withholds. */
    dueAt: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    categories: ['health'],
    deciders: [{ personId: examplePerson, capacity: 'parental-responsibility' }],
    dueAt: '2026-12-06T12:00:00.000Z',
  },
});

export const permissionReminded = defineEvent({
  type: 'permission-reminded.v1',
  publisher,
  summary:
    'Those who have not answered whether categories may follow a child are to be reminded before the time is up.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    categories: z.array(z.string()).min(1),
    /** Those who have not answered. */
    personIds: z.array(z.uuid()).min(1),
    dueAt: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    categories: ['health'],
    personIds: [examplePerson],
    dueAt: '2026-12-06T12:00:00.000Z',
  },
});

export const sharedWithin = defineEvent({
  type: 'shared-within.v1',
  publisher,
  summary:
    "What a kindergarten recorded is permitted to be seen by the staff of the child's school or next kindergarten, of the same controller.",
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    categories: z.array(z.string()).min(1),
    /** From a kindergarten to a school where it is not said. */
    direction: z.enum(transferDirections).optional(),
    /** The organisation number of the unit that it is permitted for; null: any of the kind. */
    unit: z.string().nullable().optional(),
    /** ISO date: what was recorded from then on is not what was permitted. */
    startsOn: z.iso.date().optional(),
    legalBasis: z.string(),
    sharedAt: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    categories: ['development-observations'],
    direction: 'kindergarten-to-school',
    unit: null,
    startsOn: '2027-08-16',
    legalBasis: 'barnehageloven § 2 a',
    sharedAt: '2027-06-01T12:00:00.000Z',
  },
});

export const permissionAnswered = defineEvent({
  type: 'permission-answered.v1',
  publisher,
  summary: 'One of those asked has permitted or refused a category, withdrawn, or let the time pass.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    category: z.string(),
    /** Null when the deadline passed for all who had not answered. */
    personId: z.uuid().nullable(),
    answer: z.enum(['PERMITTED', 'REFUSED', 'WITHDRAWN', 'SILENT']),
    answeredAt: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    category: 'health',
    personId: examplePerson,
    answer: 'PERMITTED',
    answeredAt: '2026-11-22T12:00:00.000Z',
  },
});

export const partsRequested = defineEvent({
  type: 'parts-requested.v1',
  publisher,
  summary: 'Each subgraph that holds one of the categories is to seal its part to the receiver.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    parts: z.array(z.object({ partId: z.uuid(), category: z.string(), rule: z.string() })).min(1),
    /** The receiving controller: whose key seals the parts. */
    receiver: z.string(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    parts: [{ partId: '3b4c5d6e-7f8a-4b9c-8d0e-1f2a3b4c5d77', category: 'enrolment', rule: 'follows' }],
    receiver: '312345684',
  },
});

export const partDelivered = defineEvent({
  type: 'part-delivered.v1',
  publisher,
  summary:
    'A sealed part has come from another controller, to be opened and kept by the subgraph that holds its category.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    partId: z.uuid(),
    category: z.string(),
    sender: transferParty,
    /** Why it came: the rule and its citation. */
    rule: z.string(),
    legalBasis: z.string(),
    /** Kept as history that does not bind (another controller's individual decision). */
    asHistory: z.boolean(),
    sealed: z.string(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    partId: '3b4c5d6e-7f8a-4b9c-8d0e-1f2a3b4c5d77',
    category: 'enrolment',
    sender: { organisationNumber: '312345676', name: 'Ringsaker kommune' },
    rule: 'follows',
    legalBasis: 'opplæringslova § 25-1 (2)',
    asHistory: false,
    sealed: 'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyJ9…',
  },
});

export const transferClosed = defineEvent({
  type: 'transfer-closed.v1',
  publisher,
  summary: 'A transfer is closed: access moves, memberships are to change, the archive journals it.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    side: transferSide,
    /** How many times it has been closed by now: more may be asked for afterwards. Absent, it is the first. */
    closing: z.int().min(1).optional(),
    counterpart: transferParty,
    /** This controller's unit that the child left or joined, when it is known. */
    unitId: z.uuid().nullable(),
    decisions: z.array(
      z.object({ category: z.string(), outcome: z.string(), rule: z.string(), legalBasis: z.string() }),
    ),
    /** SHA-256 of the receipt's content, base64url; null when nothing was sent. */
    receiptHash: z.string().nullable(),
    /** The first day at the new school; absent where it is not known. */
    startsOn: z.iso.date().optional(),
    /**
     * HAND_OVER: data was handed over after permission, perhaps long before the child leaves; where the child is follows from its
     * enrolments alone. Absent or FETCH: the child has moved.
     */
    form: z.enum(['FETCH', 'HAND_OVER']).optional(),
    /** True: the child has moved abroad, and the family has got documents; the counterpart is this controller itself. */
    abroad: z.boolean().optional(),
    closedAt: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    side: 'SENDER',
    counterpart: { organisationNumber: '312345684', name: 'Sarpsborg kommune' },
    unitId: null,
    decisions: [
      {
        category: 'enrolment',
        outcome: 'FOLLOWED',
        rule: 'school-to-school/enrolment',
        legalBasis: 'opplæringslova § 25-1 (2)',
      },
    ],
    receiptHash: 'q1w2e3r4t5y6u7i8o9p0aAsSdDfFgGhHjJkKlLzZxXc',
    closedAt: '2026-11-22T12:00:00.000Z',
  },
});

export const transferDocumentMade = defineEvent({
  type: 'transfer-document-made.v1',
  publisher,
  summary:
    'The document that the family of a child who moves abroad brings is made: the archive keeps and journals it.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    /** The document's text (HTML), sealed under the child's key for `transfer-documents`. */
    sealed: z.string(),
    /** SHA-256 over the text in UTF-8, hexadecimal. */
    checksum: z.string(),
    language: z.enum(['nb', 'nn', 'se', 'en']),
    categories: z.array(z.string()).min(1),
    /** Every provision that a category in it rests on. */
    legalBasis: z.string(),
    madeAt: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    sealed: 'eyJhbGciOiJkaXIi…',
    checksum: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    language: 'en',
    categories: ['identity', 'enrolment'],
    legalBasis: 'opplæringslova § 10-8; barnelova § 47',
    madeAt: '2026-11-24T12:00:00.000Z',
  },
});

/** It says who may get the document when it was made; whether they still may is asked again before they are told. */
export const transferDocumentReady = defineEvent({
  type: 'transfer-document-ready.v1',
  publisher,
  summary: 'The document of a move abroad can be collected; those who may get it are to be told that a document waits.',
  schema: z.object({ transferId: z.uuid(), childId: z.uuid(), toTell: z.array(z.uuid()).min(1) }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    toTell: ['2a3b4c5d-6e7f-4a8b-9c0d-e1f2a3b4c566'],
  },
});

export const childNeverStarted = defineEvent({
  type: 'child-never-started.v1',
  publisher,
  summary:
    'Data was handed over, and the child never started: the sender goes on, the receiver closes or disposes of its copy.',
  schema: z.object({
    transferId: z.uuid(),
    childId: z.uuid(),
    side: transferSide,
    counterpart: transferParty,
    reason: z.string(),
    decisions: z.array(
      z.object({ category: z.string(), outcome: z.string(), rule: z.string(), legalBasis: z.string() }),
    ),
    receiptHash: z.string().nullable(),
    at: z.iso.datetime(),
  }),
  example: {
    transferId: exampleTransfer,
    childId: exampleChild,
    side: 'RECEIVER',
    counterpart: { organisationNumber: '312345676', name: 'Ringsaker kommune' },
    reason: 'The family moved back before the first day',
    decisions: [
      {
        category: 'enrolment',
        outcome: 'sent',
        rule: '2026-08-01/school-to-school/enrolment',
        legalBasis: 'opplæringslova § 25-1 (2)',
      },
    ],
    receiptHash: 'q1w2e3r4t5y6u7i8o9p0aAsSdDfFgGhHjJkKlLzZxXc',
    at: '2026-11-24T12:00:00.000Z',
  },
});

export const transferCancelled = defineEvent({
  type: 'transfer-cancelled.v1',
  publisher,
  summary: 'A transfer was cancelled before it closed; open permission requests end.',
  schema: z.object({ transferId: z.uuid(), childId: z.uuid(), side: transferSide, reason: z.string() }),
  example: { transferId: exampleTransfer, childId: exampleChild, side: 'RECEIVER', reason: 'Registered by mistake' },
});
