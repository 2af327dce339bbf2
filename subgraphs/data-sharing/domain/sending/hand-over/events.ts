import type { CategoryId } from '#contracts/categories.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { CategoryRequest } from '../../decide-category.ts';
import type { OfferAnswer } from '../../offer.ts';

/** What can happen to a hand-over beside what happens to every transfer. */
export type HandOverEvent =
  | {
      readonly type: 'HandOverPrepared';
      readonly transferId: string;
      readonly childId: string;
      readonly peer: string;
      readonly within: boolean;
      readonly peerName: string;
      readonly direction: TransferDirection;
      /** Our unit that the child is at. */
      readonly fromUnit: string | null;
      readonly unit: string | null;
      readonly startsOn: string;
      /** What will be asked permission for, and the purpose that the policy gives for it. */
      readonly requests: readonly CategoryRequest[];
      readonly holdUntil: string;
      readonly answerBy?: string;
      readonly replaces?: string;
    }
  | {
      readonly type: 'PermissionReminded';
      readonly categories: readonly CategoryId[];
      /** Those who had not answered. */
      readonly of: readonly string[];
      readonly deadline: string;
      /** Staff chose to; the reminders that come by themselves come all the same. */
      readonly byStaff?: true;
    }
  | { readonly type: 'SharedWithin'; readonly categories: readonly CategoryId[] }
  | { readonly type: 'OfferSent'; readonly messageId: string }
  | { readonly type: 'OfferAccepted' }
  | { readonly type: 'OfferDeclined'; readonly why: Exclude<OfferAnswer, 'accepted'> }
  | { readonly type: 'CancellationTold'; readonly messageId: string };
export type HandOverEventOf<Type extends HandOverEvent['type']> = Extract<HandOverEvent, { readonly type: Type }>;
