import { z } from 'zod';
import { isIsoDate, isOrganisationNumber } from '#contracts/identifiers.ts';
import { isCompetenceAimCode } from './competence-aim.ts';
import { inOrder, levels } from './level.ts';

/** Bokmål, nynorsk, South, Lule and North Sámi, Norwegian sign language, and others by their ISO 639-1 code. */
const language = z
  .string()
  .regex(/^(nb|nn|se|sma|smj|nsl|[a-z]{2})$/, 'is nb, nn, se, sma, smj, nsl (sign language) or an ISO 639-1 code');
const date = z.string().refine(isIsoDate, 'is a date that exists, as YYYY-MM-DD');
const text = z.string().trim().min(1, 'must not be empty').max(500, 'has at most 500 characters');
const link = z.url({ protocol: /^https?$/, error: 'is a web address (http or https)' }).max(500);

/** An edition of the resource in one language, since when, at what price. */
const edition = z.strictObject({
  language,
  availableFrom: date,
  /** Øre for a year and pupil; 0 is free. */
  price: z.int().min(0, 'is a whole number of øre, 0 or more'),
});

/** The agreement between the controller and the supplier as its processor (databehandleravtale, GDPR art. 28 (3)). */
const processingAgreement = z
  .strictObject({ reference: text, validFrom: date, validTo: date.optional() })
  .refine((agreement) => agreement.validTo === undefined || agreement.validTo >= agreement.validFrom, {
    message: 'ends before it begins',
    path: ['validTo'],
  });

/** An assessment that is done, not done, or found not to be needed, and the reason (DPIA: GDPR art. 35; ROS: art. 32). */
const assessment = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('DONE'), on: date, reference: text.optional() }),
  z.strictObject({ state: z.literal('NEEDED') }),
  z.strictObject({ state: z.literal('NOT_NEEDED'), reason: text }),
]);

/** Personal data that the supplier or its own suppliers process outside the EEA (GDPR chapter V). */
const outsideEea = z.strictObject({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'is a country code of two capital letters')).min(1),
  /** The basis for the transfer: an adequacy decision (art. 45), safeguards such as standard clauses (art. 46), or none. */
  basis: z.enum(['ADEQUACY', 'SAFEGUARDS', 'NONE']),
});

/** What a supplier and a controller know of a learning resource. */
export const resourceDescription = z.strictObject({
  title: text,
  supplier: z.strictObject({
    name: text,
    organisationNumber: z.string().refine(isOrganisationNumber, 'is an organisation number of nine digits').optional(),
  }),
  summary: z.string().trim().max(2000).default(''),
  link: link.optional(),
  /**
   * LEARNING_MATERIAL (læremiddel) is made for teaching, used regularly and covers essential parts of a curriculum;
   * RESOURCE is any other made for teaching; TOOL is a general tool, such as a word processor.
   */
  kind: z.enum(['LEARNING_MATERIAL', 'RESOURCE', 'TOOL']),
  /** Why the rule of parallel editions does not apply, if it does not. */
  parallelExemption: z.enum(['NORWEGIAN_SUBJECT', 'SMALL_COHORT', 'LITTLE_TEXT']).optional(),
  competenceAims: z
    .array(z.string().refine(isCompetenceAimCode, "is a code of Grep's competence aims, such as KM98"))
    .max(500)
    .default([])
    .transform((codes) => [...new Set(codes)]),
  levels: z
    .array(z.enum(levels))
    .min(1, 'names at least one level')
    .transform((some) => inOrder(some)),
  editions: z
    .array(edition)
    .min(1, 'names at least one edition')
    .refine((all) => new Set(all.map((each) => each.language)).size === all.length, 'names a language twice'),
  priceModel: z.enum(['FREE', 'PER_PUPIL', 'PER_SCHOOL', 'PER_CONTROLLER']),
  feideLogin: z.boolean(),
  processesPersonalData: z.boolean(),
  processingAgreement: processingAgreement.optional(),
  dpia: assessment.optional(),
  ros: assessment.optional(),
  /** The declaration of universal design (tilgjengelighetserklæring). */
  universalDesign: z.strictObject({ statement: link, checkedOn: date }).optional(),
  outsideEea: outsideEea.optional(),
  /** The supplier sells pupils' data on, or uses it for ends of its own. */
  resale: z.boolean(),
  /** NONE, or what artificial intelligence does: ASSISTING (the teacher or pupil asks it), ADAPTING (it steers the pupil's path). */
  ai: z.enum(['NONE', 'ASSISTING', 'ADAPTING']),
  /** Models are trained on what pupils write or do. */
  trainsOnPupilData: z.boolean().default(false),
  /** Made or adapted for pupils with particular needs (individuelt tilrettelagt opplæring, opplæringslova § 11-6). */
  speciallyAdapted: z.boolean().default(false),
  /** Published by Statped, the state's special-needs education service. */
  fromStatped: z.boolean().default(false),
});
export type ResourceDescription = z.infer<typeof resourceDescription>;
export type ResourceDescriptionInput = z.input<typeof resourceDescription>;

/** A field that is wrong, in words that say how to mend it. */
export interface DescriptionProblem {
  readonly field: string;
  readonly message: string;
}
export type ReadDescription =
  | { readonly description: ResourceDescription; readonly problems?: never }
  | { readonly problems: readonly DescriptionProblem[]; readonly description?: never };

/** Reads what somebody wrote about a resource; every wrong field is named at once. */
export function readResourceDescription(input: unknown): ReadDescription {
  const result = resourceDescription.safeParse(input);
  if (result.success) return { description: result.data };
  return {
    problems: result.error.issues.map((issue) => ({ field: issue.path.join('.') || '(all)', message: issue.message })),
  };
}

export const languagesOf = (description: ResourceDescription): readonly string[] =>
  description.editions.map((each) => each.language);
