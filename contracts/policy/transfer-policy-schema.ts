import { z } from 'zod';
import { isIsoDate } from '#contracts/identifiers.ts';
import { transferableCategoryIds } from '../categories.ts';

/** The ways a child's data can go from one place to another; each has its own form of law. */
export const transferDirections = [
  'kindergarten-to-kindergarten',
  'kindergarten-to-school',
  'school-to-school',
  'lower-to-upper-secondary',
  'abroad',
] as const;
export type TransferDirection = (typeof transferDirections)[number];

/** What the law says of one category in one direction. */
export const transferRules = [
  'follows',
  'permission',
  'by-hand',
  'collected-anew',
  'documents-to-parents',
  'never',
  'not-applicable',
] as const;

/** Who makes the choice that the rule leaves open. A care order (opplæringslova § 24-4) comes before either kind of permission. */
export const transferDeciders = [
  'receiver-states-necessity',
  'pupil-from-15-else-all-holders',
  'all-holders',
  'named-person-at-sender',
  'receiver-collects',
  'sender-gives-documents',
  'no-one',
] as const;
export type TransferDecider = (typeof transferDeciders)[number];

/** When a variant of a row takes the row's place. */
export const transferVariantConditions = ['private-receiver', 'danger-to-life', 'summary-only'] as const;
export type TransferVariantCondition = (typeof transferVariantConditions)[number];

const isoDate = z.string().refine(isIsoDate, 'is not a date (write it as 2026-08-01)');
/** Plain words. Where nynorsk or North Sámi is not written, bokmål is shown; no North Sámi is, until one who knows its legal terms writes it. */
export const words = z.strictObject({
  nb: z.string().min(1),
  en: z.string().min(1),
  nn: z.string().min(1).optional(),
  se: z.string().min(1).optional(),
});

const permissionDeciders: readonly string[] = ['pupil-from-15-else-all-holders', 'all-holders'];
const ruleRow = z
  .strictObject({
    rule: z.enum(transferRules),
    /** A named person at the sender looks through it before it leaves. */
    and: z.literal('by-hand').optional(),
    hjemmel: z.string().regex(/§|art\.|kap\./, 'names no provision (§, art. or kap.)'),
    /** The provision where the school it speaks to is private: the receiver for a fetch, the sender for sharing. */
    hjemmelPrivate: z.string().regex(/§/, 'names no provision (§)').optional(),
    decider: z.enum(transferDeciders),
    /** The reasons of the direction that can carry a request for this category. */
    purposes: z.array(z.string()).min(1).optional(),
    thirdPartiesRemoved: z.boolean().default(false),
    asHistory: z.boolean().default(false),
    limits: z
      .strictObject({
        years: z.array(z.int().min(1).max(13)).min(1).optional(),
        content: z.enum(['totals', 'needed-parts', 'summary']).optional(),
      })
      .optional(),
    explanation: words,
  })
  .superRefine((row, context) => {
    const problem = (message: string) => context.addIssue({ code: 'custom', message });
    if ((row.rule === 'permission') !== permissionDeciders.includes(row.decider))
      problem(`rule "${row.rule}" does not go with decider "${row.decider}"`);
    if ((row.rule === 'by-hand') !== (row.decider === 'named-person-at-sender'))
      problem(`rule "${row.rule}" does not go with decider "${row.decider}"`);
    if (row.and && row.rule !== 'follows' && row.rule !== 'permission')
      problem(`"and: by-hand" does not go with rule "${row.rule}"`);
    if ((row.rule === 'follows' || row.rule === 'permission') && !row.purposes)
      problem(`rule "${row.rule}" needs the purposes that can be given as its reason`);
  });
export type TransferRuleRow = z.infer<typeof ruleRow>;

const categoryRow = ruleRow.safeExtend({
  variants: z.array(ruleRow.safeExtend({ when: z.enum(transferVariantConditions) })).default([]),
});
/** A row for every category that travels, and none besides: a missing or unknown one is an error of its own. */
const everyCategory = z.strictObject(Object.fromEntries(transferableCategoryIds.map((id) => [id, categoryRow])));

/** Where permission is asked although the child goes on at the same controller: nothing is sent, the record opens. */
const withinOneController = z.strictObject({
  hjemmel: z.string().regex(/§/, 'names no provision (§)'),
  /** The kind of unit that it opens to; and whether the permission is for one that is named, or for any of the kind. */
  opensTo: z.enum(['SCHOOL', 'KINDERGARTEN']),
  unit: z.enum(['named', 'any']),
  /** What the controller's own register holds of every child: nobody is asked about it. */
  registered: z.array(z.enum(transferableCategoryIds)),
});

/** One direction's file. */
export const directionFile = z
  .strictObject({
    direction: z.enum(transferDirections),
    form: z.enum(['fetch', 'hand-over-after-permission', 'documents']),
    title: words,
    purposes: z.record(z.string(), z.strictObject({ hjemmel: z.string().min(1), label: words })),
    within: withinOneController.optional(),
    categories: everyCategory,
  })
  .superRefine((file, context) => {
    for (const [id, row] of Object.entries(file.categories))
      for (const purpose of [row, ...row.variants].flatMap((part) => part.purposes ?? []))
        if (!file.purposes[purpose])
          context.addIssue({
            code: 'custom',
            path: ['categories', id, 'purposes'],
            message: `"${purpose}" is not among the direction's purposes`,
          });
  });
export type DirectionFile = z.infer<typeof directionFile>;

/** `set.yaml`: when a set of rules takes effect, and which state of the law was read. */
export const setFile = z.strictObject({
  validFrom: isoDate,
  lawAsOf: isoDate,
  statutes: z.record(z.string(), z.string()),
});
