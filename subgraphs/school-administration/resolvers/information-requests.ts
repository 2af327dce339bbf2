import { type CategoryId, categories } from '#contracts/categories.ts';
import { somethingWaits } from '#contracts/events/school-administration.ts';
import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { Language } from '#contracts/languages.ts';
import { loadInformationPolicy } from '#contracts/policy/information-policy.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { refuse, type UserError } from '../domain/user-error.ts';
import { mayBeGiven } from '../information/may-be-given.ts';
import { answerProblems, askProblems, refusalProblems } from '../information/request-problems.ts';
import {
  answerRequest,
  countWaiting,
  findRequest,
  type InformationRequestRow,
  insertRequest,
  listRequests,
  type NewAnswer,
  requestsOf,
} from '../information/requests.ts';
import { daysAfter } from '../naming/naming-problems.ts';
import { isUuid } from '../store/list-page.ts';
import { rightsEvents } from '../store/published-changes.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Arguments<Input> {
  readonly input: Input & { readonly idempotencyKey: string };
}
const dayMs = 86_400_000;

function personOf(context: Context): string {
  const personId = deciderOf(context);
  if (personId === null) throw new HubError('FORBIDDEN', 'Only a person can do this.');
  return personId;
}

/** A parent asks once. Every statement and every byte of the answer is the same, whoever has the national id. */
export async function askForInformation(
  _: unknown,
  { input }: Arguments<{ readonly nationalId: string; readonly question: string }>,
  context: Context,
) {
  const { access, deps, naming, information } = context;
  await access.require('ask-for-information');
  const personId = personOf(context);
  const { request } = loadInformationPolicy(deps.policyRoot, access.on);
  // The idempotency row keeps a digest of the request: of the keyed one, from which the number cannot be guessed.
  const keyed = { ...input, nationalId: naming.childKey(input.nationalId) };
  const answer = await recordOnce(context, keyed, async ({ tx }) => {
    const problems = askProblems(input, await countWaiting(tx, personId));
    if (problems.length > 0) return refused(...problems);
    const id = deps.newId();
    const askedAt = deps.now();
    const dueAt = new Date(askedAt.getTime() + request.answerWithinDays * dayMs);
    await insertRequest(tx, { ...input, id, personId, askedAt, dueAt, on: access.on });
    return recorded(id);
  });
  information.settleSoon();
  return { request: await requestOf(context, answer.id), userErrors: answer.userErrors };
}

const requestOf = async ({ database }: Context, id: string | null) =>
  id === null ? null : ((await findRequest(database, id)) ?? null);

type AnswerInput = { readonly requestId: string; readonly categories: readonly string[]; readonly answer: string };

export const answerInformationRequest = (_: unknown, { input }: Arguments<AnswerInput>, context: Context) =>
  settle(context, input, {
    state: 'GIVEN',
    categories: [...new Set(input.categories)],
    answer: input.answer.trim(),
    problems: (givable) => answerProblems(input, givable),
  });

type RefusalInput = { readonly requestId: string; readonly reason: string };

/** It may be refused where it may harm the child (barnelova § 47 (1)): with a reason, and the way to appeal. */
export const refuseInformationRequest = (_: unknown, { input }: Arguments<RefusalInput>, context: Context) =>
  settle(context, input, {
    state: 'REFUSED',
    categories: [],
    answer: input.reason.trim(),
    problems: (givable) => refusalProblems(input, givable),
  });

interface Settling extends Pick<NewAnswer, 'state' | 'categories' | 'answer'> {
  problems(givable: readonly string[]): readonly UserError[];
}

async function settle(
  context: Context,
  input: { readonly idempotencyKey: string; readonly requestId: string },
  { problems, ...given }: Settling,
) {
  const { access, deps } = context;
  const { id, childId, personId } = await answerable(context, input.requestId);
  const law = loadInformationPolicy(deps.policyRoot, access.on);
  const wrong = problems(await givableTo(context, { childId, personId }));
  if (wrong.length > 0) return { request: null, userErrors: wrong };
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const done = await answerRequest(tx, {
      ...given,
      id,
      answeredBy: personOf(context),
      answeredAt: deps.now(),
      validFrom: access.on,
      validTo: daysAfter(access.on, law.request.openDays - 1),
      appealBy: given.state === 'REFUSED' && law.appeal ? daysAfter(access.on, law.appeal.withinDays) : null,
    });
    if (!done) return refused(refuse('ANSWERED', 'The request is answered already.', 'requestId'));
    await emit([
      ...rightsEvents([childId]),
      newEvent(somethingWaits, { aboutId: id, kind: 'ANSWER' as const, toTell: [personId] }),
    ]);
    return recorded(id);
  });
  return { request: await requestOf(context, answer.id), userErrors: answer.userErrors };
}

/** A request that the viewer may answer; one that they may not know of is as one that is not there. */
async function answerable(context: Context, requestId: string) {
  const found = isUuid(requestId) ? await findRequest(context.database, requestId) : undefined;
  const missing = new HubError('NOT_FOUND', 'There is no such request, or you may not know of it.');
  if (!found?.childId) throw missing;
  const { childId } = found;
  await context.access.require('answer-information-request', childId).catch((error: unknown) => {
    throw isHubError(error) && error.code === 'NOT_FOUND' ? missing : error;
  });
  return { ...found, childId };
}

async function givableTo(
  { access, information, deps }: Context,
  { childId, personId }: { readonly childId: string; readonly personId: string },
) {
  const facts = await information.factsFor({ kind: 'person', personId }, [childId], access.on);
  return mayBeGiven(createPolicyBook(deps.policyRoot)(access.on), facts.get(childId) ?? []);
}

interface ListArguments extends PageArguments {
  readonly open?: boolean | null;
}

/** What is asked about children for whom the viewer answers. */
export async function informationRequests(_: unknown, args: ListArguments, context: Context) {
  const { access, database } = context;
  await access.require('list-information-requests');
  const page = readPage(args, 2);
  if (page.after && (Number.isNaN(Date.parse(page.after[0] ?? '')) || !isUuid(page.after[1] ?? '')))
    throw new HubError('BAD_INPUT', 'after is not a cursor of this list. Use pageInfo.endCursor from the page before.');
  const rows = await listRequests(database, page, { open: args.open ?? null, visibility: await access.visibility() });
  const answers = new Set<string>();
  for (const childId of new Set(rows.map((row) => row.childId ?? '')))
    if (await mayAnswer(context, childId)) answers.add(childId);
  const connection = connectionOf(rows, page.limit, ({ askedAt, id }) => [askedAt.toISOString(), id]);
  return { ...connection, edges: connection.edges.filter(({ node }) => answers.has(node.childId ?? '')) };
}

const mayAnswer = ({ access }: Context, childId: string): Promise<boolean> =>
  access.require('answer-information-request', childId).then(
    () => true,
    (error: unknown) => {
      if (isHubError(error) && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) return false;
      throw error;
    },
  );

export const myInformationRequests = (_: unknown, __: unknown, context: Context) =>
  requestsOf(context.database, personOf(context));

export const informationRequestResolvers = {
  pupil: ({ childId }: InformationRequestRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId ?? ''),
  async askedBy({ personId }: InformationRequestRow, _: unknown, { loaders }: Context) {
    const asker = await loaders.personName.load({ of: personId, ask: null });
    return asker[0] ? `${asker[0].givenName} ${asker[0].familyName}` : null;
  },
  mayBeGiven: async ({ childId, personId }: InformationRequestRow, _: unknown, context: Context) =>
    (await givableTo(context, { childId: childId ?? '', personId })).map((id) => ({ id })),
};

export const givableCategoryResolvers = {
  label: ({ id }: { readonly id: CategoryId }, { language }: { readonly language: 'NB' | 'NN' | 'SE' | 'EN' }) =>
    categories[id].label[language.toLowerCase() as Language],
};

const isAnswered = ({ state }: InformationRequestRow) => state === 'GIVEN' || state === 'REFUSED';

export const ownInformationRequestResolvers = {
  openUntil: ({ validTo }: InformationRequestRow) => validTo,
  /** Nothing is looked up for one that nobody has answered: what it costs says nothing of a child. */
  answer: (row: InformationRequestRow, _: unknown, { access }: Context) =>
    isAnswered(row) && row.validTo !== null && row.validTo >= access.on ? row : null,
  appeal({ state, answeredAt, appealBy }: InformationRequestRow, _: unknown, { deps, access }: Context) {
    const { appeal } = loadInformationPolicy(deps.policyRoot, access.on);
    if (!appeal || (state !== 'REFUSED' && state !== 'NOT_GIVEN') || answeredAt === null) return null;
    const by = appealBy ?? daysAfter(dateInNorway(answeredAt), appeal.withinDays);
    return { by, legalBasis: appeal.hjemmel };
  },
};

export const informationAnswerResolvers = {
  pupil: ({ childId }: InformationRequestRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId ?? ''),
  text: ({ answer }: InformationRequestRow) => answer,
};
