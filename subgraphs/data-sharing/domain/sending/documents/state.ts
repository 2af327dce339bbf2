import type { CategoryId } from '#contracts/categories.ts';

/** The languages in which a document is written. */
export const documentLanguages = ['nb', 'nn', 'se', 'en'] as const;
export type DocumentLanguage = (typeof documentLanguages)[number];

/** The one document that the family of a child who moves abroad brings. */
export interface MadeDocument {
  /** SHA-256 over its text in UTF-8, hexadecimal. */
  readonly checksum: string;
  /** Bytes. */
  readonly size: number;
  readonly madeAt: string;
  readonly categories: readonly CategoryId[];
}

/** What is known of a move abroad, which only this controller takes part in. */
export interface MoveAbroad {
  /** Our unit that the child is at when it is recorded. */
  readonly fromUnit: string | null;
  /** ISO date: the child's last day here. */
  readonly lastDay: string;
  readonly language: DocumentLanguage;
  readonly holdUntil: string;
  readonly replaces?: string;
  readonly document?: MadeDocument;
  /** How many times the document has been got. */
  readonly given: number;
}
