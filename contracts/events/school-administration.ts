import { z } from 'zod';
import { defineEvent } from '#kit/events/envelope.ts';

const publisher = 'school-administration';
const exampleChild = '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11';
const exampleUnit = '5a1d8f0e-2a4c-4b53-8f0e-7d1f6a0b9c22';
const exampleGroup = '9c7e2b1a-3d4f-4a5b-8c6d-1e2f3a4b5c33';
export const gradingSchema = z.enum(['UNGRADED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL']);

export const pupilPlacementChanged = defineEvent({
  type: 'pupil-placement-changed.v1',
  publisher,
  summary: "A child's schools, groups or address grading changed; the whole current state.",
  schema: z.object({
    childId: z.uuid(),
    unitIds: z.array(z.uuid()),
    groupIds: z.array(z.uuid()),
    level: z.number().int().min(0).max(13).nullable(),
    grading: gradingSchema,
    /** False when the child attends no unit of this controller any more. */
    active: z.boolean(),
  }),
  example: {
    childId: exampleChild,
    unitIds: [exampleUnit],
    groupIds: [exampleGroup],
    level: 7,
    grading: 'UNGRADED',
    active: true,
  },
});

export const unitChanged = defineEvent({
  type: 'unit-changed.v1',
  publisher,
  summary: 'A school, kindergarten or SFO was added or changed.',
  schema: z.object({
    unitId: z.uuid(),
    organisationNumber: z.string().nullable(),
    kind: z.enum(['SCHOOL', 'KINDERGARTEN', 'SFO', 'OWNER']),
    name: z.string(),
  }),
  example: { unitId: exampleUnit, organisationNumber: '312345676', kind: 'SCHOOL', name: 'Brumunddal skole' },
});

export const groupChanged = defineEvent({
  type: 'group-changed.v1',
  publisher,
  summary: 'A class or teaching group was added, changed or ended.',
  schema: z.object({
    groupId: z.uuid(),
    unitId: z.uuid(),
    kind: z.string(),
    name: z.string(),
    grepCode: z.string().nullable(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
  }),
  example: {
    groupId: exampleGroup,
    unitId: exampleUnit,
    kind: 'BASIC',
    name: '7A',
    grepCode: null,
    validFrom: '2026-08-01',
    validTo: '2027-07-31',
  },
});

export const pupilArrived = defineEvent({
  type: 'pupil-arrived.v1',
  publisher,
  summary: 'A child that this controller had not enrolled before starts at one of its units: perhaps a move.',
  schema: z.object({
    childId: z.uuid(),
    unitId: z.uuid(),
    startDate: z.iso.date(),
    /** Where Folkeregisteret says the child lived before, by municipality number; null when it does not say. */
    previousMunicipality: z.string().nullable(),
  }),
  example: { childId: exampleChild, unitId: exampleUnit, startDate: '2026-11-23', previousMunicipality: '3411' },
});

export const enrolmentEnded = defineEvent({
  type: 'enrolment-ended.v1',
  publisher,
  summary: "A child's enrolment at a unit ended.",
  schema: z.object({ childId: z.uuid(), unitId: z.uuid(), endDate: z.iso.date() }),
  example: { childId: exampleChild, unitId: exampleUnit, endDate: '2026-11-22' },
});

export const schoolMerged = defineEvent({
  type: 'school-merged.v1',
  publisher,
  summary:
    "A child's school has become another under a new organisation number: no move; it comes before the new placement.",
  schema: z.object({
    mergerId: z.uuid(),
    childId: z.uuid(),
    fromUnitId: z.uuid(),
    toUnitId: z.uuid(),
    on: z.iso.date(),
  }),
  example: {
    mergerId: '7b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c55',
    childId: exampleChild,
    fromUnitId: exampleUnit,
    toUnitId: '6b2e9f1f-3b5d-4c64-9f1f-8e2f7b1c0d66',
    on: '2027-08-01',
  },
});

export const rightsChanged = defineEvent({
  type: 'rights-changed.v1',
  publisher,
  summary: 'Who has which right towards a child changed; open threads and sessions are to be checked again.',
  schema: z.object({ childId: z.uuid() }),
  example: { childId: exampleChild },
});

/** A document that the archive journals as it arises; its text travels sealed under the child's key. */
export const caseDocumentRecorded = defineEvent({
  type: 'case-document-recorded.v1',
  publisher,
  summary: 'An individual decision or another case document was recorded, and is to be journalled.',
  schema: z.object({
    childId: z.uuid(),
    /** The record's id in school-administration: journalled once. */
    recordId: z.uuid(),
    kind: z.enum(['INDIVIDUAL_DECISION', 'PLAN', 'SCHOOL_ENVIRONMENT']),
    /** JWE of `{ title, text, decidedOn, legalBasis }` under the child's key for the category. */
    sealed: z.string(),
    category: z.string(),
  }),
  example: {
    childId: exampleChild,
    recordId: '1f2e3d4c-5b6a-4789-9abc-def012345644',
    kind: 'INDIVIDUAL_DECISION',
    sealed: 'eyJhbGciOiJkaXIi…',
    category: 'individual-decisions',
  },
});

/** Says nothing of a child, and not what it is: whoever is told signs in to see. */
export const somethingWaits = defineEvent({
  type: 'something-waits.v1',
  publisher,
  summary: 'A task or an answer waits for persons; they are to be told that it does.',
  schema: z.object({
    /** What waits: told once to each person. */
    aboutId: z.uuid(),
    kind: z.enum(['TASK', 'ANSWER']),
    toTell: z.array(z.uuid()).min(1),
  }),
  example: {
    aboutId: '3c2b1a09-8f7e-4d6c-9b5a-4433221100ff',
    kind: 'TASK',
    toTell: ['2a3b4c5d-6e7f-4a8b-9c0d-e1f2a3b4c566'],
  },
});

/** Says nothing of a child: whether there is one here is not known to those who are told. */
export const staffNamed = defineEvent({
  type: 'staff-named.v1',
  publisher,
  summary: 'A member of staff was named for the case of a child with a graded address; those concerned are to be told.',
  schema: z.object({
    namingId: z.uuid(),
    /** The one named, and the others who are appointed to name. */
    toTell: z.array(z.uuid()).min(1),
  }),
  example: {
    namingId: '6f5e4d3c-2b1a-4098-8776-655443322111',
    toTell: ['2a3b4c5d-6e7f-4a8b-9c0d-e1f2a3b4c566'],
  },
});
