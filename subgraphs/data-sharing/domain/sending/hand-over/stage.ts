import { categoriesAt, type SendingState } from '../state.ts';
import { isOfferOpen } from './next-steps.ts';

/** Where a hand-over stands, in the words in which it is listed and counted. */
export const handOverStages = [
  'held',
  'waiting-for-permission',
  'waiting-for-release',
  'waiting-for-receiver',
  'under-way',
  'closed',
  'cancelled',
  'outside-the-hub',
] as const;
export type HandOverStage = (typeof handOverStages)[number];

/** Null for a transfer that this controller has not begun. The first that is waited for names the stage: the parents come first. */
export function stageOf(state: SendingState): HandOverStage | null {
  if (!state.handOver) return null;
  if (state.phase === 'matched') return 'held';
  if (state.phase === 'barred') return 'outside-the-hub';
  if (state.phase === 'closed') return 'closed';
  if (state.phase !== 'decided') return 'cancelled';
  if (categoriesAt(state, 'awaiting-permission').length > 0) return 'waiting-for-permission';
  if (categoriesAt(state, 'awaiting-release').length > 0) return 'waiting-for-release';
  return isOfferOpen(state) ? 'waiting-for-receiver' : 'under-way';
}
