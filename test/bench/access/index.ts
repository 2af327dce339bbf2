import type { BenchLine } from '../bench-line.ts';
import type { Prepared } from '../main.ts';
import { benchDecisions } from './decisions.ts';
import { benchFacts } from './facts.ts';
import { benchPage } from './page.ts';

/**
 * What it costs that nothing is shown without a reason, and that every look is on record: a decision that was taken before, the facts
 * of a page of children, and both together in a page of the portal (the last with `DATABASE_URL`, as in the whole-hub benchmark).
 */
export async function benchAccess(prepared: Prepared): Promise<BenchLine[]> {
  return [await benchDecisions(), await benchFacts(prepared), ...(await benchPage(prepared))];
}
