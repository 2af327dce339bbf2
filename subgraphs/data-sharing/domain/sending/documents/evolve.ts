import { categoriesIn, type SendingState } from '../state.ts';
import type { DocumentEvent } from './events.ts';
import type { MoveAbroad } from './state.ts';

/** The day after a day; both ISO dates. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The state after an event that only a move abroad knows; facts only, no choices. */
export function evolveDocuments(state: SendingState, event: DocumentEvent & { readonly at: string }): SendingState {
  switch (event.type) {
    case 'MoveAbroadRecorded': {
      const { transferId, childId, self: peer, selfName: peerName } = event;
      const { fromUnit, lastDay, language, holdUntil, replaces } = event;
      const abroad: MoveAbroad = {
        fromUnit,
        lastDay,
        language,
        holdUntil,
        ...(replaces ? { replaces } : {}),
        given: 0,
      };
      const known = { transferId, childId, peer, peerName, abroad, startsOn: dayAfter(lastDay) };
      return { ...state, ...known, phase: 'matched', form: 'documents', direction: 'abroad', round: 1 };
    }
    case 'DocumentMade': {
      const { categories: made, checksum, size, at: madeAt } = event;
      const categories = Object.fromEntries(
        categoriesIn(state).map(([id, category]) => [
          id,
          made.includes(id) ? { ...category, status: 'documents-to-parents' as const } : category,
        ]),
      );
      return withAbroad({ ...state, categories }, { document: { checksum, size, madeAt, categories: made } });
    }
    case 'DocumentGiven':
      return withAbroad(state, { given: (state.abroad?.given ?? 0) + 1 });
    case 'GivenNotRecalled':
      return state;
  }
}

const withAbroad = (state: SendingState, known: Partial<MoveAbroad>): SendingState =>
  state.abroad ? { ...state, abroad: { ...state.abroad, ...known } } : state;
