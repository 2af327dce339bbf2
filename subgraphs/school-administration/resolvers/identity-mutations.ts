import type { SchoolAdministrationContext } from '../context.ts';
import { identifyProblems } from '../domain/identity-recordings.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { holdersOf, tellOfClaim } from '../store/claimed-numbers.ts';
import { isUuid } from '../store/list-page.ts';
import { placementEvents, rightsEvents } from '../store/published-changes.ts';
import { closeCase } from '../store/register-cases.ts';
import {
  lastDecision,
  lockChild,
  noteDecision,
  removeMatch,
  setNumber,
  takeBackRegister,
} from '../store/write-identity.ts';
import { recorded, recorderOf, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Arguments<Input> {
  readonly input: Input & { readonly idempotencyKey: string; readonly childId: string; readonly reason: string };
}

const noChild = refuse('UNKNOWN', 'There is no such child here.', 'childId');
const decisionOf = ({ deps, ...context }: Context, input: { readonly childId: string; readonly reason: string }) => ({
  id: deps.newId(),
  childId: input.childId,
  guardianId: null,
  personId: null,
  numberBefore: null,
  reason: input.reason,
  decidedBy: recorderOf({ deps, ...context }),
  now: deps.now(),
});
const pupilOf = async (context: Context, answer: { readonly id: string | null }) =>
  answer.id === null ? null : context.loaders.pupil.load(answer.id);

/** A person says which number a child has, or that none is to be had now. Nothing is matched without. */
export async function identifyPupil(
  _: unknown,
  { input }: Arguments<{ readonly nationalId?: string | null }>,
  context: Context,
) {
  const { childId } = input;
  const nationalId = input.nationalId ?? null;
  const visibility = await context.access.visibility();
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const child = await lockChild(tx, childId);
    if (!child) return refused(noChild);
    const problems = identifyProblems(input, child, context.deps.controller);
    if (child.nationalId !== null && child.found !== false)
      problems.push(
        refuse('IDENTIFIED_ALREADY', 'The child has a number. Folkeregisteret tells of a new one.', 'childId'),
      );
    const others = nationalId === null ? [] : await holdersOf(tx, nationalId, visibility);
    const holders = others.filter(({ id }) => id !== childId);
    // One who may not be known of is as one who is not here.
    if (holders.some((holder) => holder.seen))
      problems.push(
        refuse('NATIONAL_ID_TAKEN', 'Somebody else here has this number. The two are not made one.', 'nationalId'),
      );
    if (problems.length > 0) return refused(...problems);
    const outcome = nationalId === null ? 'NO_MATCH' : 'MATCHED';
    await noteDecision(tx, { ...decisionOf(context, input), outcome, numberBefore: child.nationalId });
    if (nationalId !== null) {
      const hidden = holders.filter((holder) => holder.owns).map(({ id }) => id);
      await setNumber(tx, childId, nationalId, hidden.length > 0);
      await tellOfClaim(tx, nationalId, hidden, context.deps.now());
      // It also wakes the look-up in Folkeregisteret.
      await emit(await placementEvents(tx, [childId], context.access.on));
    }
    return recorded(childId);
  });
  return { pupil: await pupilOf(context, answer), userErrors: answer.userErrors };
}

/** The decision was wrong: the child stands in the queue again, without what another child's number had brought it. */
export async function undoPupilIdentification(_: unknown, { input }: Arguments<object>, context: Context) {
  const { childId, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const problems = reasonProblems(reason);
    if (!(await lockChild(tx, childId))) return refused(noChild);
    const last = await lastDecision(tx, childId, null);
    if (!last || last.outcome === 'UNDONE')
      problems.push(
        refuse('NOTHING_TO_UNDO', 'Nobody has decided who the child is, or it is undone already.', 'childId'),
      );
    if (problems.length > 0 || !last) return refused(...problems);
    await noteDecision(tx, { ...decisionOf(context, input), outcome: 'UNDONE' });
    if (last.outcome === 'MATCHED') {
      await setNumber(tx, childId, last.numberBefore);
      await takeBackRegister(tx, childId, reason, context.access.on);
      await emit([...(await placementEvents(tx, [childId], context.access.on)), ...rightsEvents([childId])]);
    }
    return recorded(childId);
  });
  return { pupil: await pupilOf(context, answer), userErrors: answer.userErrors };
}

/** The guardian stands in the queue again. */
export async function undoGuardianMatch(
  _: unknown,
  { input }: Arguments<{ readonly guardianId: string }>,
  context: Context,
) {
  const { childId, guardianId, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(reason);
    const last = isUuid(guardianId) ? await lastDecision(tx, childId, guardianId) : null;
    if (!last || last.outcome === 'UNDONE')
      problems.push(
        refuse('NOTHING_TO_UNDO', 'Nobody has decided who the guardian is, or it is undone already.', 'guardianId'),
      );
    if (problems.length > 0) return refused(...problems);
    await removeMatch(tx, guardianId);
    await noteDecision(tx, { ...decisionOf(context, input), guardianId, outcome: 'UNDONE' });
    return recorded(childId);
  });
  return { pupil: await pupilOf(context, answer), userErrors: answer.userErrors };
}

/** A person has dealt with what Folkeregisteret says of a child. */
export async function closeRegisterCase(
  _: unknown,
  { input }: Arguments<{ readonly caseId: string }>,
  context: Context,
) {
  const { childId, caseId: id, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(reason);
    if (problems.length > 0) return refused(...problems);
    const closing = { id, childId, reason, closedBy: recorderOf(context), now: context.deps.now() };
    if (!(await closeCase(tx, closing)))
      return refused(refuse('UNKNOWN', 'There is no such open case of the child.', 'caseId'));
    return recorded(childId);
  });
  return { pupil: await pupilOf(context, answer), userErrors: answer.userErrors };
}
