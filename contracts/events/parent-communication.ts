import { z } from 'zod';
import { defineEvent } from '#kit/events/envelope.ts';

const publisher = 'parent-communication';
const exampleChild = '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11';
const exampleSealed = 'eyJhbGciOiJkaXIi…';

/** A message that has a place in the pupil's record: the archive journals it as it arises (innebygd arkivering). */
export const caseMessageSent = defineEvent({
  type: 'case-message-sent.v1',
  publisher,
  summary: 'A message between home and school that is a case document was sent, and is to be journalled.',
  schema: z.object({
    childId: z.uuid(),
    /** Journalled once. */
    messageId: z.uuid(),
    threadId: z.uuid(),
    /** OUTGOING: from the school to the family. INCOMING: from the family. INTERNAL: between staff. */
    direction: z.enum(['OUTGOING', 'INCOMING', 'INTERNAL']),
    sentAt: z.iso.datetime(),
    /** JWE of `{ title, text, sentAt }` under the child's key for the category. */
    sealed: z.string(),
    category: z.literal('messages'),
  }),
  example: {
    childId: exampleChild,
    messageId: '3c2b1a09-8f7e-4d6c-9b5a-4e3d2c1b0a88',
    threadId: '4d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a99',
    direction: 'INCOMING',
    sentAt: '2026-11-22T12:00:00.000Z',
    sealed: exampleSealed,
    category: 'messages',
  },
});

export const absenceReportChanged = defineEvent({
  type: 'absence-report-changed.v1',
  publisher,
  summary:
    'A guardian or staff reported an absence, corrected the report or took it back; the whole report as it is now.',
  schema: z.object({
    childId: z.uuid(),
    reportId: z.uuid(),
    state: z.enum(['REPORTED', 'RETRACTED']),
    /** JWE of `{ from, to, hours, reason, note }` under the child's key for the category. */
    sealed: z.string(),
    category: z.literal('attendance-reasons'),
  }),
  example: {
    childId: exampleChild,
    reportId: '5e4d3c2b-1a0f-4e9d-8c7b-6a5d4e3f2b11',
    state: 'REPORTED',
    sealed: exampleSealed,
    category: 'attendance-reasons',
  },
});

export const threadClosed = defineEvent({
  type: 'thread-closed.v1',
  publisher,
  summary: 'A thread about a child was closed; nothing more is written in it.',
  schema: z.object({
    childId: z.uuid(),
    threadId: z.uuid(),
    reason: z.enum(['MOVED', 'ENDED', 'NOBODY_AT_HOME']),
  }),
  example: { childId: exampleChild, threadId: '4d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a99', reason: 'MOVED' },
});
