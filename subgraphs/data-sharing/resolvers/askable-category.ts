import { dateInNorway } from '#kit/access/access.ts';
import { type Askable, mayBeAskedFor, type Words } from '../domain/receiving/may-be-asked-for.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import type { Process } from '../process/process.ts';
import { enumName } from './enum-name.ts';
import type { InLanguage } from './in-language.ts';
import { saidIn, transferDecisionResolvers } from './transfer-decision.ts';

/** What may be asked for of a move, by the policy of the day. */
export const askableOf = (childId: string, state: ReceivingState, process: Process) =>
  mayBeAskedFor(state, process.policyOn(dateInNorway(process.now()))).map((askable) => ({ ...askable, childId }));

export const askableCategoryResolvers = {
  label: transferDecisionResolvers.label,
  outcome: ({ outcome }: Askable) => enumName(outcome),
  explanation: ({ words }: Askable, { language }: InLanguage) => saidIn(words, language),
  reasons: ({ reasons, childId }: Askable & { readonly childId: string }) =>
    reasons.map((reason) => ({ ...reason, childId })),
};

export const askableReasonResolvers = {
  label: ({ words }: { readonly words: Words }, { language }: InLanguage) => saidIn(words, language),
};
