import type { CategoryId } from '#contracts/categories.ts';
import type { AddressGrading } from '../../actor.ts';
import type { PermissionFacts } from '../../who-permits.ts';
import type { DocumentLanguage } from './state.ts';

/** What only a move abroad knows. */
export type DocumentCommand =
  | {
      readonly type: 'RecordMoveAbroad';
      readonly transferId: string;
      readonly childId: string;
      readonly grading: AddressGrading;
      /** This controller's organisation number and name. */
      readonly self: string;
      readonly selfName: string;
      readonly fromUnit: string | null;
      /** ISO date: the child's last day here. */
      readonly lastDay: string;
      readonly language: DocumentLanguage;
      readonly reason: string;
      /** ISO time until which nothing is done, so that a mistake can be mended. */
      readonly holdUntil: string;
      readonly replaces?: string;
    }
  | {
      readonly type: 'MakeDocument';
      readonly categories: readonly CategoryId[];
      readonly checksum: string;
      /** Bytes. */
      readonly size: number;
    }
  | {
      readonly type: 'GiveDocument';
      /** Who gets it. */
      readonly by: string;
      readonly facts: PermissionFacts;
      /** ISO date in Norway. */
      readonly on: string;
    };
export type DocumentCommandOf<Type extends DocumentCommand['type']> = Extract<DocumentCommand, { readonly type: Type }>;
