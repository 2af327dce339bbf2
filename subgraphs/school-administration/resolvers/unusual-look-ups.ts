import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { isUuid, readListPage } from '../store/list-page.ts';
import {
  childrenLookedAt,
  listUnusual,
  type Responsible,
  reviewUnusual,
  type UnusualRow,
  unusualById,
} from '../unusual/unusual-look-ups.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;

const responsible = (context: Context): Responsible => {
  const personId = deciderOf(context);
  if (personId === null) throw new HubError('FORBIDDEN', 'Only a person can do this.');
  return { personId, on: context.access.on, appointments: context.appointments };
};

export async function unusualLookUps(
  _: unknown,
  args: PageArguments & { readonly awaiting: boolean },
  context: Context,
) {
  await context.access.require('list-unusual-look-ups');
  const page = readListPage(args, 2);
  const rows = await listUnusual(context.database, page, responsible(context), args.awaiting);
  return connectionOf(rows, page.limit, (row) => [row.day, row.id]);
}

interface ReviewInput {
  readonly idempotencyKey: string;
  readonly lookUpId: string;
  readonly finding: string;
}

/** The responsible has found out what it was, and says so. What others follow up is as what is not there. */
export async function reviewUnusualLookUp(_: unknown, { input }: { readonly input: ReviewInput }, context: Context) {
  await context.access.require('review-unusual-look-up');
  const who = responsible(context);
  const { lookUpId: id, finding } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(finding, 'finding');
    if (problems.length > 0) return refused(...problems);
    return isUuid(id) && (await reviewUnusual(tx, { id, finding, now: context.deps.now() }, who))
      ? recorded(id)
      : refused(refuse('UNKNOWN', 'There is no such look-up that you follow up.', 'lookUpId'));
  });
  const lookUp = answer.id === null ? null : await unusualById(context.database, answer.id);
  return { lookUp, userErrors: answer.userErrors };
}

export const unusualLookUpResolvers = {
  employee: ({ personId }: UnusualRow, _: unknown, { loaders }: Context) => loaders.employee.load(personId),
  reviewedBy: ({ reviewedBy }: UnusualRow, _: unknown, { loaders }: Context) =>
    reviewedBy === null ? null : loaders.employee.load(reviewedBy),
  async pupils(row: UnusualRow, _: unknown, context: Context) {
    const ids = await childrenLookedAt(context.database, row, responsible(context));
    const pupils = await context.loaders.pupil.loadMany([...ids]);
    return pupils.filter((pupil) => pupil !== null && !(pupil instanceof Error));
  },
};
