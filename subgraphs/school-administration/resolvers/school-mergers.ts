import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { type MergerInput, mergerProblems } from '../domain/school-merger.ts';
import { refuse } from '../domain/user-error.ts';
import { isUuid } from '../store/list-page.ts';
import {
  cancelMergerRow,
  findMerger,
  insertMerger,
  listMergers,
  lockMergingUnits,
  type MergerRow,
} from '../store/school-mergers.ts';
import { recorded, recorderOf, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface RecordArguments {
  readonly input: MergerInput & { readonly idempotencyKey: string; readonly leaderIds?: readonly string[] | null };
}

export async function schoolMergers(_: unknown, __: unknown, context: Context): Promise<readonly MergerRow[]> {
  await context.access.require('merge-schools');
  return listMergers(context.database);
}

/** Records that schools become one under a new organisation number. It takes effect on its day, and can be cancelled until then. */
export async function recordSchoolMerger(_: unknown, { input }: RecordArguments, context: Context) {
  await context.access.require('merge-schools');
  const { deps, access } = context;
  const leaderIds = input.leaderIds ?? [];
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const found = await lockMergingUnits(tx, input.unitIds.filter(isUuid));
    const problems = mergerProblems(input, found, access.on);
    if (!leaderIds.every(isUuid)) problems.push(refuse('UNKNOWN_PERSON', 'There is no such person here.', 'leaderIds'));
    if (problems.length > 0) return refused(...problems);
    const id = deps.newId();
    await insertMerger(tx, { ...input, id, leaderIds, decidedBy: recorderOf(context), now: deps.now() });
    return recorded(id);
  });
  return payloadOf(context, answer);
}

export async function cancelSchoolMerger(
  _: unknown,
  {
    input,
  }: { readonly input: { readonly idempotencyKey: string; readonly mergerId: string; readonly reason: string } },
  context: Context,
) {
  await context.access.require('merge-schools');
  const { mergerId, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(reason);
    if (problems.length > 0) return refused(...problems);
    const cancelled =
      isUuid(mergerId) && (await cancelMergerRow(tx, { id: mergerId, reason, now: context.deps.now() }));
    return cancelled
      ? recorded(mergerId)
      : refused(refuse('NOT_RECORDED', 'There is no such merger that has not taken effect.', 'mergerId'));
  });
  return payloadOf(context, answer);
}

async function payloadOf({ database }: Context, { id, userErrors }: Awaited<ReturnType<typeof recordOnce>>) {
  if (id === null) return { merger: null, userErrors };
  const merger = await findMerger(database, id);
  if (!merger) throw new HubError('NOT_FOUND', 'The merger is not recorded any more.');
  return { merger, userErrors: [] };
}

export const schoolMergerResolvers = {
  from: ({ unitIds }: MergerRow, _: unknown, { loaders }: Context) => loaders.unit.loadMany([...unitIds]),
  into: ({ intoUnitId }: MergerRow, _: unknown, { loaders }: Context) =>
    intoUnitId === null ? null : loaders.unit.load(intoUnitId),
};
