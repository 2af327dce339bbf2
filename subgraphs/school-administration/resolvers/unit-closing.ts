import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import {
  type BetweenSchoolsRow,
  betweenSchoolsOf,
  listBetweenSchools,
  settleDepartures,
} from '../store/between-schools.ts';
import { cancelClosingRows, closeUnitRows, lockClosingUnit } from '../store/close-unit.ts';
import { isUuid, readListPage } from '../store/list-page.ts';
import { placementEvents } from '../store/published-changes.ts';
import { forCaseWorkers } from './queue-queries.ts';
import { recorded, recorderOf, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;

const closingProblems = {
  UNKNOWN: refuse('UNKNOWN_UNIT', 'There is no such school, kindergarten or SFO here.', 'unitId'),
  ENDED: refuse('ENDED_ALREADY', 'It is closed by then already.', 'unitId'),
  MERGES: refuse('MERGES', 'A merger of it is recorded: its pupils have a school. Cancel that first.', 'unitId'),
} as const;

interface CloseArguments {
  readonly input: {
    readonly idempotencyKey: string;
    readonly unitId: string;
    readonly lastDay: string;
    readonly reason: string;
  };
}

/** A school or kindergarten closes and nothing follows it: where each child goes is for a person, and until then it is listed. */
export async function closeUnit(_: unknown, { input }: CloseArguments, context: Context) {
  await context.access.require('merge-schools');
  const { unitId, lastDay, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const problems = reasonProblems(reason);
    const state = isUuid(unitId) ? await lockClosingUnit(tx, unitId, lastDay) : 'UNKNOWN';
    if (state !== 'OPEN') problems.push(closingProblems[state]);
    if (problems.length > 0) return refused(...problems);
    const id = context.deps.newId();
    const children = await closeUnitRows(tx, { id, unitId, lastDay, ...decision(context, reason) });
    // A day that comes is told of by the calendar.
    if (lastDay < dateInNorway(context.deps.now())) await emit(await placementEvents(tx, children, context.access.on));
    return recorded(unitId);
  });
  return closingPayload(context, answer);
}

const decision = (context: Context, reason: string) => ({
  reason,
  decidedBy: recorderOf(context),
  now: context.deps.now(),
});

interface CancelClosingArguments {
  readonly input: { readonly idempotencyKey: string; readonly unitId: string; readonly reason: string };
}

/** It does not close after all: until the last day is over nothing has changed for anybody, and there is nothing to tell. */
export async function cancelUnitClosing(_: unknown, { input }: CancelClosingArguments, context: Context) {
  await context.access.require('merge-schools');
  const { unitId, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(reason);
    if (problems.length > 0) return refused(...problems);
    const on = dateInNorway(context.deps.now());
    const cancelled = isUuid(unitId) && (await cancelClosingRows(tx, { unitId, on, ...decision(context, reason) }));
    return cancelled
      ? recorded(unitId)
      : refused(refuse('NOT_CLOSING', 'No closing of it is recorded whose last day is not over.', 'unitId'));
  });
  return closingPayload(context, answer);
}

const closingPayload = async ({ loaders }: Context, { id, userErrors }: Awaited<ReturnType<typeof recordOnce>>) => ({
  school: id === null ? null : await loaders.unit.load(id),
  userErrors,
});

export async function pupilsBetweenSchools(_: unknown, args: PageArguments, context: Context) {
  await forCaseWorkers(context);
  const page = readListPage(args, 2);
  const visibility = await context.access.visibility();
  const rows = await listBetweenSchools(context.database, page, { visibility, on: context.access.on });
  return connectionOf(rows, page.limit, (row) => [row.leftOn, row.childId]);
}

interface SettleArguments {
  readonly input: { readonly idempotencyKey: string; readonly childId: string; readonly reason: string };
}

/** Somebody has found out where a child went, or that it needs no school here. */
export async function settleDeparture(_: unknown, { input }: SettleArguments, context: Context) {
  const { childId, reason } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(reason);
    const [left] = await betweenSchoolsOf(tx, [childId], context.access.on);
    if (!left) problems.push(refuse('NOT_BETWEEN_SCHOOLS', 'The child has a school, or has been settled.', 'childId'));
    if (problems.length > 0 || !left) return refused(...problems);
    const why = { reason, decidedBy: recorderOf(context), now: context.deps.now() };
    await settleDepartures(tx, [{ childId, leftOn: left.leftOn }], why);
    return recorded(childId);
  });
  return {
    pupil: answer.id === null ? null : await context.loaders.pupil.load(answer.id),
    userErrors: answer.userErrors,
  };
}

export const betweenSchoolsResolvers = {
  pupil: ({ childId }: BetweenSchoolsRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId),
  lastSchool: ({ lastUnitId }: BetweenSchoolsRow, _: unknown, { loaders }: Context) => loaders.unit.load(lastUnitId),
  nextSchool: ({ nextUnitId }: BetweenSchoolsRow, _: unknown, { loaders }: Context) =>
    nextUnitId === null ? null : loaders.unit.load(nextUnitId),
};
