import { randomUUID } from 'node:crypto';
import { somethingWaits } from '#contracts/events/school-administration.ts';
import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { daysAfter } from '../naming/naming-problems.ts';
import { exemptionProblems, type OpeningInput, openingProblems } from '../openings/opening-problems.ts';
import {
  exemptOpeningRow,
  findNamedChild,
  findOpening,
  insertOpening,
  leadersOf,
  listOpenings,
  type OpeningRow,
  openingById,
  reviewOpeningRow,
} from '../openings/openings.ts';
import type { ExemptionLetter } from '../openings/tables.ts';
import { sharedCategories } from '../sharing/share-problems.ts';
import { readListPage } from '../store/list-page.ts';
import { rightsEvents } from '../store/published-changes.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Arguments<Input> {
  readonly input: Input & { readonly idempotencyKey: string };
}
interface OfOpening {
  readonly childId: string;
  readonly openingId: string;
}

/** An opening lasts so long from today, the day itself among them. */
const lastDayOf = ({ access, opening }: Context): string => daysAfter(access.on, opening.days - 1);

/** Told before anything is opened, so that whoever opens knows for how long. It is the controller's own setting, and of nobody. */
export const recordOpeningEnds = (_: unknown, __: unknown, context: Context): string => lastDayOf(context);

/** The person who asks: a system opens nothing, and reviews nothing. */
const personOf = (context: Context): string => {
  const personId = deciderOf(context);
  if (personId === null) throw new HubError('FORBIDDEN', 'Only a person can do this.');
  return personId;
};

/**
 * Opens categories of a child's record for a while. A child who may not be opened is answered as one that does not exist, by the same
 * statements: whether there is one with a graded address is not learnt by trying.
 */
export async function openRecord(_: unknown, { input }: Arguments<OpeningInput>, context: Context) {
  const { access, database, deps, opening: limits } = context;
  const personId = personOf(context);
  const problems = openingProblems(input);
  if (problems.length > 0) return { openingId: null, childId: null, validTo: null, userErrors: problems };
  const childId =
    (input.child ? await findNamedChild(database, input.child, access.on) : input.childId) ?? randomUUID();
  await access.requireOfAnyone('open-record', childId);
  const [validFrom, validTo] = [access.on, lastDayOf(context)];
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const id = deps.newId();
    const now = deps.now();
    const reviewBy = daysAfter(validFrom, limits.reviewDays);
    const categories = sharedCategories(input.categories);
    await insertOpening(tx, {
      id,
      childId,
      personId,
      categories,
      reason: input.reason,
      now,
      validFrom,
      validTo,
      reviewBy,
    });
    const toTell = (await leadersOf(tx, childId, validFrom)).filter((one) => one !== personId);
    await emit([
      ...rightsEvents([childId]),
      ...(toTell.length > 0 ? [newEvent(somethingWaits, { aboutId: id, kind: 'TASK' as const, toTell })] : []),
    ]);
    return recorded(id);
  });
  return { openingId: answer.id, childId, validTo, userErrors: answer.userErrors };
}

/** A leader has looked at an opening, and says what was found. Nobody looks at one's own. */
export async function reviewOpening(
  _: unknown,
  { input }: Arguments<OfOpening & { readonly finding: string }>,
  context: Context,
) {
  const reviewedBy = personOf(context);
  return changeOpening(context, input, reasonProblems(input.finding, 'finding'), (tx) =>
    reviewOpeningRow(tx, { id: input.openingId, reviewedBy, finding: input.finding, now: context.deps.now() }),
  );
}

/** A named leader keeps an opening from the family until a day (personopplysningsloven § 16): the list, and the access log of those days. */
export async function exemptOpening(
  _: unknown,
  {
    input,
  }: Arguments<OfOpening & { readonly letter: ExemptionLetter; readonly reason: string; readonly until: string }>,
  context: Context,
) {
  const decidedBy = personOf(context);
  const { openingId: id, letter, reason, until } = input;
  return changeOpening(context, input, exemptionProblems(input, context.access.on), (tx) =>
    exemptOpeningRow(tx, { id, letter, reason, decidedBy, until }),
  );
}

type Tx = Parameters<typeof reviewOpeningRow>[0];
async function changeOpening(
  context: Context,
  input: OfOpening & { readonly idempotencyKey: string },
  problems: ReturnType<typeof reasonProblems>,
  change: (tx: Tx) => Promise<void>,
) {
  if (problems.length > 0) return { opening: null, userErrors: problems };
  const { openingId: id, childId } = input;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const opening = await findOpening(tx, id, childId);
    if (!opening) return refused(refuse('UNKNOWN', 'There is no such opening of this child.', 'openingId'));
    if (opening.personId === personOf(context))
      return refused(refuse('OWN_OPENING', 'Another leader decides on what you opened yourself.', 'openingId'));
    await change(tx);
    return recorded(id);
  });
  const opening = answer.id === null ? null : await openingById(context.database, answer.id);
  return { opening, userErrors: answer.userErrors };
}

export async function recordOpenings(
  _: unknown,
  args: PageArguments & { readonly awaiting: boolean },
  context: Context,
) {
  await context.access.require('list-openings');
  const page = readListPage(args, 2);
  const visibility = await context.access.visibility();
  const ask = { visibility, viewerId: personOf(context), awaiting: args.awaiting };
  const rows = await listOpenings(context.database, page, ask);
  return connectionOf(rows, page.limit, (row) => [row.validFrom, row.id]);
}

const employee = (id: string | null, { loaders }: Context) => (id === null ? null : loaders.employee.load(id));
export const recordOpeningResolvers = {
  pupil: ({ childId }: OpeningRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId),
  employee: ({ personId }: OpeningRow, _: unknown, context: Context) => employee(personId, context),
  reviewedBy: ({ reviewedBy }: OpeningRow, _: unknown, context: Context) => employee(reviewedBy, context),
  exemptBy: ({ exemptBy }: OpeningRow, _: unknown, context: Context) => employee(exemptBy, context),
};
