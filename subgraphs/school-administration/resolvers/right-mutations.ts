import { staffNamed } from '#contracts/events/school-administration.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import {
  addressProtectionProblems,
  type Ending,
  endingProblems,
  matchProblems,
  type RightInput,
  rightProblems,
} from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { findAppointed } from '../store/case-namings.ts';
import { headsOf } from '../store/employees.ts';
import { forgetPlaces } from '../store/forget-places.ts';
import { isUuid } from '../store/list-page.ts';
import { placementEvents, rightsEvents } from '../store/published-changes.ts';
import { findRight, guardiansOf } from '../store/rights.ts';
import { noteDecision } from '../store/write-identity.ts';
import {
  endRecorded,
  findRecorded,
  insertMark,
  insertRight,
  isGuardianOf,
  type NewPerson,
  personExists,
  writeMatch,
} from '../store/write-rights.ts';
import { findNamedPerson, unknownPerson } from './named-person.ts';
import { deciderOf, recorded, recorderOf, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Arguments<Input> {
  readonly input: Input & { readonly idempotencyKey: string; readonly childId: string };
}

export async function recordRight(
  _: unknown,
  { input }: Arguments<RightInput & { readonly person?: NewPerson | null }>,
  context: Context,
) {
  const problems = rightProblems(input);
  if (problems.length > 0) return { right: null, userErrors: problems };
  const visibility = await context.access.visibility();
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const { personId, problem } = await findNamedPerson(tx, input, {
      newId: context.deps.newId(),
      visibility,
      now: context.deps.now(),
    });
    if (problem) return refused(problem);
    const id = context.deps.newId();
    const { childId, kind, reason, validFrom } = input;
    const decision = { id, childId, reason, decidedBy: deciderOf(context), validFrom, validTo: input.validTo ?? null };
    await insertRight(tx, { ...decision, personId, kind, now: context.deps.now() });
    await emit([
      ...rightsEvents([childId]),
      ...(kind === 'NAMED_FOR_CASE' && personId !== null
        ? await namingTold(context, tx, { id, childId, personId })
        : []),
    ]);
    return recorded(id);
  });
  return { right: await rightOf(context, answer.id), userErrors: answer.userErrors };
}

/**
 * A naming for a case is told to the one named and to those responsible: whom the controller has appointed, and the heads of the child's
 * school. That it is told depends on no grading, and what is told says neither child nor school.
 */
async function namingTold(
  { naming, access }: Context,
  tx: Parameters<typeof findAppointed>[0],
  named: { readonly id: string; readonly childId: string; readonly personId: string },
) {
  const decidedBy = access.viewer.kind === 'person' ? access.viewer.personId : '';
  const appointed = await findAppointed(tx, naming.appointed);
  const heads = await headsOf(tx, named.childId, access.on);
  const responsible = [...appointed, ...heads].filter((personId) => personId !== decidedBy);
  return [newEvent(staffNamed, { namingId: named.id, toTell: [...new Set([named.personId, ...responsible])] })];
}

const rightOf = (context: Context, id: string | null) => (id === null ? null : findRight(context.database, id));

export async function endRight(
  _: unknown,
  { input }: Arguments<Ending & { readonly rightId: string }>,
  context: Context,
) {
  const { rightId, childId } = input;
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const right = isUuid(rightId) ? await findRecorded(tx, 'right', rightId, childId) : null;
    const problems = endingProblems(input, right, 'rightId');
    if (problems.length > 0) return refused(...problems);
    await endRecorded(tx, 'right', rightId, input);
    await emit(rightsEvents([childId]));
    return recorded(rightId);
  });
  return { right: await rightOf(context, answer.id), userErrors: answer.userErrors };
}

type ProtectionArguments = Arguments<{ readonly grading: string; readonly reason: string; readonly validFrom: string }>;

export async function recordAddressProtection(_: unknown, { input }: ProtectionArguments, context: Context) {
  const { childId, grading, reason, validFrom } = input;
  const problems = addressProtectionProblems(input);
  const answer =
    problems.length > 0
      ? refused(...problems)
      : await recordOnce(context, input, async ({ tx, emit }) => {
          const id = context.deps.newId();
          const mark = { id, childId, grading, reason, validFrom, validTo: null, now: context.deps.now() };
          await insertMark(tx, { ...mark, decidedBy: deciderOf(context) });
          await forgetPlaces(tx, [childId]);
          await emit([...(await placementEvents(tx, [childId], context.access.on)), ...rightsEvents([childId])]);
          return recorded(id);
        });
  return { markId: answer.id, userErrors: answer.userErrors };
}

export async function endAddressProtection(
  _: unknown,
  { input }: Arguments<Ending & { readonly markId: string }>,
  context: Context,
) {
  const { markId, childId } = input;
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const mark = isUuid(markId) ? await findRecorded(tx, 'addressProtection', markId, childId) : null;
    const problems = endingProblems(input, mark, 'markId');
    if (problems.length > 0) return refused(...problems);
    await endRecorded(tx, 'addressProtection', markId, input);
    await emit([...(await placementEvents(tx, [childId], context.access.on)), ...rightsEvents([childId])]);
    return recorded(markId);
  });
  return { markId: answer.id, userErrors: answer.userErrors };
}

interface MatchInput {
  readonly guardianId: string;
  readonly personId?: string | null;
  readonly reason: string;
}

/** Somebody says who a roster's guardian is. It joins contact details to a registered person; rights come from elsewhere. */
export async function matchGuardian(_: unknown, { input }: Arguments<MatchInput>, context: Context) {
  const { guardianId, childId, reason } = input;
  const personId = input.personId ?? null;
  const problems = matchProblems(input);
  if (!isUuid(guardianId)) problems.push(refuse('UNKNOWN', 'There is no such guardian of the child.', 'guardianId'));
  if (personId !== null && !isUuid(personId)) problems.push(unknownPerson);
  if (problems.length > 0) return { guardian: null, userErrors: problems };
  const answer = await recordOnce(context, input, async ({ tx }) => {
    if (!(await isGuardianOf(tx, guardianId, childId)))
      return refused(refuse('UNKNOWN', 'There is no such guardian of the child.', 'guardianId'));
    if (personId !== null && !(await personExists(tx, personId))) return refused(unknownPerson);
    if (personId === guardianId || personId === childId)
      return refused(
        refuse(
          'NOT_A_REGISTERED_PERSON',
          'Name the registered person, not the child or the roster’s own row.',
          'personId',
        ),
      );
    const decision = { reason, decidedBy: recorderOf(context), now: context.deps.now() };
    await writeMatch(tx, { guardianId, personId, ...decision });
    const outcome = personId === null ? 'NO_MATCH' : 'MATCHED';
    await noteDecision(tx, {
      ...decision,
      id: context.deps.newId(),
      childId,
      guardianId,
      outcome,
      personId,
      numberBefore: null,
    });
    return recorded(guardianId);
  });
  if (answer.id === null) return { guardian: null, userErrors: answer.userErrors };
  const guardians = await guardiansOf(context.database, [childId], context.access.on);
  const guardian = guardians.find((one) => one.id === answer.id);
  if (!guardian) throw new HubError('NOT_FOUND', 'The guardian is not listed for the child any more.');
  return { guardian, userErrors: [] };
}
