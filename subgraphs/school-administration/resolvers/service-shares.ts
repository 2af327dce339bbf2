import type { SchoolAdministrationContext } from '../context.ts';
import { type Ending, reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { type ShareInput, sharedCategories, shareProblems } from '../sharing/share-problems.ts';
import { endShare, insertShare } from '../sharing/shares.ts';
import { isUuid } from '../store/list-page.ts';
import { rightsEvents } from '../store/published-changes.ts';
import type { NewPerson } from '../store/write-rights.ts';
import { findNamedPerson } from './named-person.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Arguments<Input> {
  readonly input: Input & { readonly idempotencyKey: string; readonly childId: string };
}

/** The school shares what is necessary of a child with somebody of another service (opplæringslova § 24-1). */
export async function shareWithService(
  _: unknown,
  { input }: Arguments<ShareInput & { readonly person?: NewPerson | null }>,
  context: Context,
) {
  const problems = shareProblems(input);
  const decidedBy = deciderOf(context);
  if (problems.length > 0 || decidedBy === null) return { share: null, userErrors: problems };
  const visibility = await context.access.visibility();
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const { personId, problem } = await findNamedPerson(tx, input, {
      newId: context.deps.newId(),
      visibility,
      now: context.deps.now(),
    });
    if (problem) return refused(problem);
    if (personId === null || personId === decidedBy)
      return refused(refuse('NOT_ONESELF', 'What is shared is shared with somebody else.', 'personId'));
    const id = context.deps.newId();
    const { childId, service, reason, validFrom, validTo } = input;
    const share = {
      id,
      childId,
      personId,
      service,
      reason,
      validFrom,
      validTo,
      categories: sharedCategories(input.categories),
    };
    await insertShare(tx, { ...share, decidedBy, now: context.deps.now() });
    await emit(rightsEvents([childId]));
    return recorded(id);
  });
  return { share: await shareOf(context, input.childId, answer.id), userErrors: answer.userErrors };
}

export async function endServiceShare(
  _: unknown,
  { input }: Arguments<Ending & { readonly shareId: string }>,
  context: Context,
) {
  const { shareId: id, childId, lastDay, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const problems = reasonProblems(reason);
    if (problems.length > 0) return refused(...problems);
    if (!isUuid(id) || !(await endShare(tx, { id, childId, lastDay, reason })))
      return refused(refuse('UNKNOWN', 'There is no such sharing of this child that lasts so long.', 'shareId'));
    await emit(rightsEvents([childId]));
    return recorded(id);
  });
  return { share: await shareOf(context, childId, answer.id), userErrors: answer.userErrors };
}

async function shareOf({ loaders }: Context, childId: string, id: string | null) {
  if (id === null) return null;
  const shares = await loaders.shares.load({ of: childId, ask: null });
  return shares.find((share) => share.id === id) ?? null;
}
