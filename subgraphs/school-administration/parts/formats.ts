import { z } from 'zod';
import type { CategoryId } from '#contracts/categories.ts';

/** The versioned formats of the parts of a transfer: what one controller's school-administration gives another's. */
const date = z.iso.date();
const period = { validFrom: date.nullable(), validTo: date.nullable() };
const shortText = z.string().max(500);

const person = z.strictObject({
  givenName: shortText,
  familyName: shortText,
  birthDate: date.nullable(),
  nationalId: z.string().max(11).nullable(),
});

/** What the sender itself had received in the category, passed on with where it came from. */
const earlier = z.array(
  z.strictObject({ senderNumber: shortText, senderName: shortText, receivedAt: z.iso.datetime(), content: z.json() }),
);

const enrolment = z.strictObject({
  enrolments: z.array(
    z.strictObject({
      unit: shortText,
      organisationNumber: shortText.nullable(),
      kind: z.enum(['SCHOOL', 'KINDERGARTEN', 'SFO', 'OWNER']),
      level: z.int().nullable(),
      ...period,
    }),
  ),
  completedSubjects: z.array(
    z.strictObject({ subjectCode: shortText, subject: shortText, level: z.int().nullable(), completedOn: date }),
  ),
  earlier,
});

const totals = z.strictObject({
  totals: z.array(
    z.strictObject({ schoolYear: z.int(), term: z.enum(['AUTUMN', 'SPRING']), days: z.number(), hours: z.number() }),
  ),
  earlier,
});

const reasons = z.strictObject({
  absences: z.array(
    z.strictObject({
      startsOn: date,
      endsOn: date,
      days: z.number(),
      hours: z.number(),
      documented: z.boolean(),
      reason: z.string(),
    }),
  ),
});

const assessments = z.strictObject({
  assessments: z.array(
    z.strictObject({
      subjectCode: shortText,
      subject: shortText,
      mark: shortText.nullable(),
      feedback: z.string().nullable(),
      level: z.int().nullable(),
      term: shortText,
      assessedOn: date,
    }),
  ),
  earlier,
});

const records = z.strictObject({
  records: z.array(
    z.strictObject({
      kind: shortText,
      title: shortText,
      text: z.string(),
      legalBasis: shortText.nullable(),
      validFrom: date,
      validTo: date.nullable(),
    }),
  ),
  earlier,
});

const guardians = z.strictObject({
  guardians: z.array(
    z.strictObject({
      givenName: shortText,
      familyName: shortText,
      relation: shortText,
      phone: shortText.nullable(),
      email: shortText.nullable(),
    }),
  ),
});

/**
 * The categories that this subgraph gives and takes. Those that no rule lets travel from here (exemption because of belief, the
 * pupil's own work) have no format: they could not be sent by mistake.
 */
export const partFormats = {
  identity: person,
  'guardians-contact': guardians,
  enrolment,
  'attendance-certificate': totals,
  'attendance-totals': totals,
  'attendance-reasons': reasons,
  'final-assessment': assessments,
  'half-year-marks-year-10': assessments,
  'ongoing-assessment': assessments,
  'written-language-form': z.strictObject({ form: z.enum(['nb', 'nn']) }),
  'language-mapping': records,
  'individual-decisions': records,
  'development-observations': records,
  'expert-assessment-plans': records,
  health: records,
  'school-environment': records,
  'imposed-school-change': records,
} as const satisfies Partial<Record<CategoryId, z.ZodType>>;

export type PartCategory = keyof typeof partFormats;
export type PartContent = { [Category in PartCategory]: z.infer<(typeof partFormats)[Category]> };
export const isPartCategory = (category: string): category is PartCategory => Object.hasOwn(partFormats, category);

/** The name and version of a category's format, as it stands inside the seal. */
export const formatOf = (category: PartCategory): string => `school-administration/${category}.v1`;
