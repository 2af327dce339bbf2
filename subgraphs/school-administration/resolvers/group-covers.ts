import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { type CoverRow, coverById, insertCover, runsUnitOf, withdrawCover } from '../covers/covers.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { daysAfter } from '../naming/naming-problems.ts';
import { isUuid } from '../store/list-page.ts';
import type { NewPerson } from '../store/write-rights.ts';
import { findNamedPerson } from './named-person.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
/** A cover is for a day that is near: who comes in three months is not known. */
const farthestDays = 31;

interface CoverInput {
  readonly idempotencyKey: string;
  readonly groupId: string;
  readonly day: string;
  readonly kind: CoverRow['kind'];
  readonly reason: string;
  readonly personId?: string | null;
  readonly person?: NewPerson | null;
}

/** The leader or the secretary of the group's own unit, or nobody. */
async function requireOfficeOf(groupId: string, context: Context): Promise<string> {
  const { access, database } = context;
  await access.require('cover-group');
  const decidedBy = deciderOf(context);
  if (decidedBy === null || !isUuid(groupId) || !(await runsUnitOf(database, decidedBy, groupId, access.on)))
    throw new HubError('FORBIDDEN', 'Who covers a group is decided by the leader or the secretary of its own unit.');
  return decidedBy;
}

/** Somebody covers a group on one day: on that day they see what it needs of its children, and nothing before or after. */
export async function coverGroup(_: unknown, { input }: { readonly input: CoverInput }, context: Context) {
  const { access, deps } = context;
  const decidedBy = await requireOfficeOf(input.groupId, context);
  const visibility = await access.visibility();
  const problems = reasonProblems(input.reason);
  if (Number(input.personId != null) + Number(input.person != null) !== 1)
    problems.push(refuse('ONE_PERSON_NEEDED', 'Say who covers: by an id or by a name, one of them.', 'person'));
  if (input.day < access.on) problems.push(refuse('IN_THE_PAST', 'The day is past.', 'day'));
  if (input.day > daysAfter(access.on, farthestDays))
    problems.push(refuse('TOO_FAR', `At most ${farthestDays} days from now.`, 'day'));
  if (problems.length > 0) return { cover: null, userErrors: problems };
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const now = deps.now();
    const { personId, problem } = await findNamedPerson(tx, input, { newId: deps.newId(), visibility, now });
    if (problem) return refused(problem);
    if (personId === null || personId === decidedBy)
      return refused(refuse('NOT_ONESELF', 'Somebody else covers: your own post opens what it opens.', 'personId'));
    const id = deps.newId();
    const { groupId, day, kind, reason } = input;
    await insertCover(tx, { id, groupId, personId, day, kind, reason, decidedBy, now });
    return recorded(id);
  });
  return {
    cover: answer.id === null ? null : await coverById(context.database, answer.id),
    userErrors: answer.userErrors,
  };
}

interface WithdrawInput {
  readonly idempotencyKey: string;
  readonly coverId: string;
  readonly reason: string;
}

export async function withdrawGroupCover(_: unknown, { input }: { readonly input: WithdrawInput }, context: Context) {
  const { coverId: id, reason } = input;
  const found = isUuid(id) ? await coverById(context.database, id) : null;
  const by = await requireOfficeOf(found?.groupId ?? '', context);
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(reason);
    if (problems.length > 0) return refused(...problems);
    return (await withdrawCover(tx, { id, by, reason, now: context.deps.now() }))
      ? recorded(id)
      : refused(refuse('UNKNOWN', 'There is no such cover that still holds.', 'coverId'));
  });
  return { cover: answer.id === null ? null : found, userErrors: answer.userErrors };
}

export const groupCoverResolvers = {
  group: ({ groupId }: CoverRow, _: unknown, { loaders }: Context) => loaders.group.load(groupId),
};
