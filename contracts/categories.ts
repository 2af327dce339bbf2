import type { InLanguages } from './languages.ts';
import { ownCategories } from './own-categories.ts';
import { travellingCategories } from './travelling-categories.ts';

/**
 * The one list of categories of personal data.
 *
 * Every field of every subgraph is classified with one of these ids. The access policy, the transfer matrix, the record of
 * processing activities (GDPR art. 30) and the export to the child (art. 15) are all made from it. How long each is kept is dated data: `policy/<date>/retention.yaml`.
 */
export interface Category {
  /** A name a parent understands. */
  readonly label: InLanguages;
  /** The statute that lets a municipality hold it. */
  readonly legalBasis: string;
  /** Data Privacy Vocabulary term of that basis. */
  readonly dpv: 'LegalObligation' | 'PublicTask' | 'OfficialAuthorityOfController' | 'Consent';
  /** GDPR art. 9: needs a basis of its own and the high assurance level. */
  readonly special: boolean;
  /** The subgraphs that hold it. */
  readonly heldBy: readonly SubgraphName[];
  /** Travels between schools: has a row in the transfer matrix. */
  readonly transferable: boolean;
}

export const subgraphNames = [
  'school-administration',
  'feide',
  'learning-resources',
  'parent-communication',
  'archive',
  'data-sharing',
] as const;
export type SubgraphName = (typeof subgraphNames)[number];

const categoryTable = { ...travellingCategories, ...ownCategories } as const satisfies Record<string, Category>;

export type CategoryId = keyof typeof categoryTable;
export const categories: Readonly<Record<CategoryId, Category>> = categoryTable;
export const categoryIds = Object.keys(categoryTable) as readonly CategoryId[];
export const isCategoryId = (id: string): id is CategoryId => Object.hasOwn(categoryTable, id);
/** The categories that the transfer matrix must decide in every direction. */
export const transferableCategoryIds = categoryIds.filter((id) => categories[id].transferable);
