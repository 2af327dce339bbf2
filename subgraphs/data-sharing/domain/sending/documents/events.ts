import type { CategoryId } from '#contracts/categories.ts';
import type { DocumentLanguage } from './state.ts';

/** What can happen to a move abroad beside what happens to every transfer. */
export type DocumentEvent =
  | {
      readonly type: 'MoveAbroadRecorded';
      readonly transferId: string;
      readonly childId: string;
      /** This controller: the parts of the document are sealed to nobody else. */
      readonly self: string;
      readonly selfName: string;
      readonly fromUnit: string | null;
      readonly lastDay: string;
      readonly language: DocumentLanguage;
      readonly reason: string;
      readonly holdUntil: string;
      readonly replaces?: string;
    }
  | {
      readonly type: 'DocumentMade';
      readonly categories: readonly CategoryId[];
      readonly checksum: string;
      readonly size: number;
    }
  /** By whom it was got; the actor is another where staff gave it. */
  | { readonly type: 'DocumentGiven'; readonly by: string; readonly checksum: string }
  /** Cancelled after the document was given: what the family has it keeps. */
  | { readonly type: 'GivenNotRecalled'; readonly given: number };
export type DocumentEventOf<Type extends DocumentEvent['type']> = Extract<DocumentEvent, { readonly type: Type }>;
