import type { CategoryId } from '#contracts/categories.ts';
import {
  type DocumentStep,
  type DocumentWait,
  documentsWaitFor,
  mayGatherDocument,
  nextDocumentSteps,
} from './documents/next-steps.ts';
import {
  type HandOverStep,
  type HandOverWait,
  handOverWaitsFor,
  isOfferOpen,
  mayGather,
  nextHandOverSteps,
} from './hand-over/next-steps.ts';
import { categoriesAt, categoriesIn, isAnswered, isOver, type SendingState, startOf } from './state.ts';
import { toldOf } from './told.ts';

/** What the hub itself does next for a transfer that it sends; `at` when it is not to be done before a time. */
export type SendingStep =
  | { readonly step: 'match-child' }
  | { readonly step: 'decide'; readonly at?: string }
  | { readonly step: 'ask-permission'; readonly at?: string }
  | { readonly step: 'pass-deadline'; readonly at: string }
  | { readonly step: 'gather-parts' }
  | { readonly step: 'send-parts' }
  | { readonly step: 'tell-decision' }
  | { readonly step: 'close'; readonly at?: string }
  | HandOverStep
  | DocumentStep;

/** The steps that follow from a state. Taken twice, a step comes to nothing the second time; lost, it follows from the state again. */
export function nextSendingSteps(state: SendingState): readonly SendingStep[] {
  if (state.phase === 'requested') return [{ step: 'match-child' }];
  if (state.phase === 'matched') {
    const hold = (state.handOver ?? state.abroad)?.holdUntil;
    return [hold ? { step: 'decide', at: hold } : { step: 'decide' }];
  }
  if (state.phase === 'dismissed') return toldOf(state).isNews ? [{ step: 'tell-decision' }] : [];
  const steps: SendingStep[] = [...nextHandOverSteps(state), ...nextDocumentSteps(state)];
  if (state.phase !== 'decided') return steps;
  if (state.toDecide.length > 0) steps.push({ step: 'decide' });
  const waiting = categoriesIn(state).flatMap(([, category]) =>
    category.status === 'awaiting-permission' ? [category] : [],
  );
  if (waiting.some((category) => category.askedOf.length === 0)) steps.push({ step: 'ask-permission' });
  const earliest = (times: readonly (string | undefined)[]) => times.filter((time) => time !== undefined).sort()[0];
  const birthday = earliest(waiting.map((category) => category.pupilDecidesFrom));
  if (birthday) steps.push({ step: 'ask-permission', at: `${birthday}T00:00:00.000Z` });
  const deadline = earliest(waiting.map((category) => category.deadline));
  if (deadline) steps.push({ step: 'pass-deadline', at: deadline });
  const ready = categoriesAt(state, 'ready');
  const free = mayGather(state) && mayGatherDocument(state);
  if (free && ready.some((id) => !state.categories[id]?.partId)) steps.push({ step: 'gather-parts' });
  // Everything that is free goes in one batch; what waits for somebody goes in a later one.
  const isGathered = ready.length === 0 && categoriesAt(state, 'sealed').length > 0;
  if (isGathered && state.form !== 'documents') steps.push({ step: 'send-parts' });
  if (toldOf(state).isNews) steps.push({ step: 'tell-decision' });
  if (!isAnswered(state) || toldOf(state).isNews || isOfferOpen(state)) return steps;
  // Until the first day at the new school access stays where the child is, and more may be asked for. A hand-over moves nobody.
  steps.push(state.form === 'hand-over' ? { step: 'close' } : { step: 'close', at: startOf(state.startsOn) });
  return steps;
}

/** What a transfer waits for that the hub cannot do by itself, for the staff console; empty when it waits for nothing. */
export interface WaitsFor {
  readonly what:
    | 'a-person-to-match'
    | 'permission'
    | 'release-by-hand'
    | 'receipt'
    | 'a-person-after-rejection'
    | 'named-staff'
    | 'parts'
    | 'archive'
    | 'first-day'
    | HandOverWait['what']
    | DocumentWait['what'];
  readonly categories: readonly CategoryId[];
  /** Person ids who have not answered. */
  readonly of: readonly string[];
  readonly until?: string;
  /** In plain words, without personal data. */
  readonly why: string;
}

export function sendingWaitsFor(state: SendingState): readonly WaitsFor[] {
  const waits: WaitsFor[] = [];
  const add = (what: WaitsFor['what'], why: string, rest: Partial<WaitsFor> = {}) =>
    waits.push({ what, why, categories: [], of: [], ...rest });
  if (state.phase === 'unmatched') add('a-person-to-match', state.unmatchedWhy ?? 'No sure match was found');
  if (state.phase === 'barred')
    add('named-staff', 'Named staff handle this outside the hub (folkeregisterloven § 10-4)');
  if (state.phase === 'closed' && !state.journalpost) add('archive', 'The archive has not numbered the hand-over yet');
  for (const { what, why, ...rest } of [...handOverWaitsFor(state), ...documentsWaitFor(state)]) add(what, why, rest);
  if (isOver(state) || state.phase !== 'decided') return waits;
  if (isAnswered(state) && state.form === 'fetch')
    add('first-day', 'It is closed on the day that the child starts at the new school');
  const gathered = categoriesAt(state, 'ready').filter((id) => state.categories[id]?.partId);
  if (gathered.length > 0)
    add('parts', 'The system that holds it has not given its part yet', { categories: gathered });
  for (const [id, category] of categoriesIn(state)) {
    if (category.status === 'awaiting-permission') {
      const answered = category.answers.map((answer) => answer.by);
      const why =
        category.askedOf.length === 0 ? 'Nobody has been asked yet' : 'Not everybody who decides has answered';
      add('permission', why, {
        categories: [id],
        of: category.askedOf.filter((person) => !answered.includes(person)),
        ...(category.deadline ? { until: category.deadline } : {}),
      });
    }
    if (category.status === 'awaiting-release')
      add('release-by-hand', 'A named person must release it', { categories: [id] });
  }
  for (const batch of state.batches) {
    if (batch.receipt || batch.reopened) continue;
    const { categories } = batch;
    if (batch.rejected)
      add('a-person-after-rejection', `The receiver could not take it: ${batch.rejected}`, { categories });
    else add('receipt', 'The receiver has not confirmed that it has stored the parts', { categories });
  }
  return waits;
}
