import type { CategoryId } from '#contracts/categories.ts';
import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { AddressGrading } from '../../actor.ts';
import type { OfferAnswer } from '../../offer.ts';

/** What only a hand-over knows: it is the one that holds the child's data who begins. */
export type HandOverCommand =
  | {
      readonly type: 'PrepareHandOver';
      readonly transferId: string;
      readonly childId: string;
      readonly grading: AddressGrading;
      readonly peer: string;
      /** The child starts at another unit of this controller: nothing is sent, but the new unit's staff see only what is permitted. */
      readonly within: boolean;
      readonly peerName: string;
      readonly direction: TransferDirection;
      /** Our unit that the child is at. */
      readonly fromUnit: string | null;
      /** The organisation number of the unit where the child will start, when it is known. */
      readonly unit: string | null;
      /** Of a unit of this controller: whether there is one of the kind that the direction goes to. */
      readonly unitKnown?: boolean;
      /** ISO date. */
      readonly startsOn: string;
      readonly policy: TransferPolicy;
      /** Fewer than all that may be handed over after permission, where staff have chosen. */
      readonly categories?: readonly CategoryId[];
      /** ISO time until which nobody is asked, so that a mistake can be mended. */
      readonly holdUntil: string;
      /** ISO time after which silence withholds; without it the controller's own number of days. */
      readonly answerBy?: string;
      readonly replaces?: string;
    }
  | { readonly type: 'RemindPermission' }
  /** By staff, beside the reminders that come by themselves. */
  | { readonly type: 'RemindNow' }
  | { readonly type: 'WithholdUnidentified' }
  | { readonly type: 'ShareWithin' }
  | { readonly type: 'SendOffer'; readonly messageId: string }
  | { readonly type: 'RecordOfferAnswer'; readonly answer: OfferAnswer }
  | { readonly type: 'TellCancelled'; readonly messageId: string };

export type HandOverCommandOf<Type extends HandOverCommand['type']> = Extract<HandOverCommand, { readonly type: Type }>;
