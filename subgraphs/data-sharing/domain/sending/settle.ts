import { categoriesIn, isFinal, type SendingCategory, type SendingState } from './state.ts';

/** Where a category stands when what is in its way has been weighed again. */
export function settle(category: SendingCategory): SendingCategory {
  if (isFinal(category) || category.status === 'sent') return category;
  const { decision } = category;
  if (decision.outcome === 'withheld') return { ...category, status: 'withheld' };
  if (decision.outcome === 'needs-permission' && !category.permitted)
    return { ...category, status: 'awaiting-permission' };
  if (decision.byHand && !category.released) return { ...category, status: 'awaiting-release' };
  if (decision.onceFree !== 'sent' && decision.onceFree !== 'made-into-document')
    return { ...category, status: decision.onceFree === 'nothing' ? 'withheld' : decision.onceFree };
  return category.status === 'sealed' ? category : { ...category, status: 'ready' };
}

/** A grading that comes in the middle of a transfer puts a person in the way of everything that has not left. */
export function withGrading(state: SendingState): SendingState {
  if (state.grading !== 'fortrolig') return state;
  const categories = Object.fromEntries(
    categoriesIn(state).map(([id, category]) => {
      if (isFinal(category) || category.status === 'sent') return [id, category];
      const status = category.status === 'sealed' ? 'ready' : category.status;
      const decision = { ...category.decision, byHand: true, reason: 'address-graded' as const };
      // A release from before the grading was given on other facts.
      // What was asked for or sealed before is stale: it is sealed anew when a person has released it.
      const { partId: _, ...rest } = category;
      return [id, settle({ ...rest, status, decision, released: false })];
    }),
  );
  return { ...state, categories };
}
