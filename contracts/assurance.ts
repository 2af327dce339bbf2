import { type CategoryId, categories, categoryIds } from './categories.ts';

/**
 * How sure an electronic id makes the hub of who somebody is, lowest first: the levels of eIDAS (regulation (EU) 910/2014 art. 8), as
 * ID-porten tells them in the claim `acr`.
 */
export const assuranceLevels = ['low', 'substantial', 'high'] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];
export const isAssuranceLevel = (text: string): text is AssuranceLevel =>
  (assuranceLevels as readonly string[]).includes(text);

/** The controller's risk assessment (GDPR art. 32): which level a person must have signed in with. */
export interface AssuranceRules {
  /** To see any personal data. */
  readonly default: AssuranceLevel;
  /** To see a category of GDPR art. 9. */
  readonly special: AssuranceLevel;
  /** To change anything. */
  readonly deeds: AssuranceLevel;
  /** Categories that the controller has assessed one by one. */
  readonly categories: Readonly<Partial<Record<CategoryId, AssuranceLevel | undefined>>>;
}

/** What holds where the controller has not assessed anything else. */
export const carefulAssurance: AssuranceRules = {
  default: 'substantial',
  special: 'high',
  deeds: 'substantial',
  categories: {},
};

export const assuranceBasis = ['GDPR art. 32'] as const;

/** Whether a level is at least another; a person whose level is not known reaches none but the lowest. */
export const reachesLevel = (level: AssuranceLevel | null, needed: AssuranceLevel): boolean =>
  assuranceLevels.indexOf(level ?? 'low') >= assuranceLevels.indexOf(needed);

export const levelNeededFor = (category: CategoryId, rules: AssuranceRules): AssuranceLevel =>
  rules.categories[category] ?? (categories[category].special ? rules.special : rules.default);

/** The categories that are out of a level's reach, each with the level that it needs. */
export function categoriesAbove(
  level: AssuranceLevel | null,
  rules: AssuranceRules,
): ReadonlyMap<CategoryId, AssuranceLevel> {
  const needs = categoryIds.map((category) => [category, levelNeededFor(category, rules)] as const);
  return new Map(needs.filter(([, needed]) => !reachesLevel(level, needed)));
}
