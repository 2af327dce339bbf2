import { sql } from 'kysely';
import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import { readEntries } from '../access-log/entries.ts';
import { type AccessQuestion, findQuestion, listQuestions } from '../access-log/questions.ts';
import { entryInWords } from '../access-log/words.ts';
import type { DataSharingContext } from '../context.ts';
import { refusal, userErrorOf } from './change-transfer.ts';
import { type InLanguage, languageOf } from './in-language.ts';
import { may } from './may.ts';
import { isUuid } from './transfer-view.ts';

type Context = DataSharingContext;

interface AskInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly entryId: string;
  readonly question: string;
}
interface AnswerInput {
  readonly idempotencyKey: string;
  readonly questionId: string;
  readonly answer: string;
}
interface Payload {
  readonly question: AccessQuestion | null;
  readonly userErrors: ReadonlyArray<ReturnType<typeof userErrorOf>>;
}

const personOf = ({ access: { viewer } }: Context): string => {
  if (viewer.kind !== 'person') throw new HubError('FORBIDDEN', 'Only a person can do this.');
  return viewer.personId;
};

function readText(text: string, most: number): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > most)
    throw refusal('TEXT_LENGTH', `Write something, and at most ${most} characters.`);
  return trimmed;
}

/** One who sees who has looked asks about an entry. The entry is kept with the question, as it was. */
export async function askAboutAccess(
  _: unknown,
  { input }: { readonly input: AskInput },
  context: Context,
): Promise<Payload> {
  const askedBy = personOf(context);
  const { process, access } = context;
  const filter = { month: null, category: null, id: input.entryId, reader: viewerKey(access.viewer) };
  const [entry] = isUuid(input.entryId)
    ? await readEntries(process, [input.childId], filter, { limit: 1, after: undefined })
    : [];
  return answerWith(context, 'askAboutAccess', input, async (tx) => {
    const question = readText(input.question, 2_000);
    if (!entry) throw refusal('NOT_FOUND', 'There is no such entry on the access log');
    const id = process.newId();
    await sql`insert into data_sharing.access_question (id, child_id, asked_by, look_up, question, asked_at)
      values (${id}, ${input.childId}, ${askedBy}, ${JSON.stringify(entry.lookUp)}::jsonb, ${question},
        ${process.now().toISOString()})`.execute(tx);
    return id;
  });
}

/** The school's responsible answers. Nobody answers for what they have looked at themselves. */
export async function answerAccessQuestion(
  _: unknown,
  { input }: { readonly input: AnswerInput },
  context: Context,
): Promise<Payload> {
  const { process, access } = context;
  const found = isUuid(input.questionId) ? await findQuestion(process.database, input.questionId) : undefined;
  const missing = new HubError('NOT_FOUND', 'There is no such question, or you may not know of it.');
  if (!found) throw missing;
  await access.require('answer-access-question', found.childId).catch((error: unknown) => {
    throw isHubError(error) && error.code === 'NOT_FOUND' ? missing : error;
  });
  return answerWith(context, 'answerAccessQuestion', input, async (tx) => {
    const answer = readText(input.answer, 4_000);
    const by = viewerKey(access.viewer);
    if (found.lookUp.viewer === by)
      throw refusal('OWN_LOOK_UP', 'The question is about what you have looked at: somebody else answers it');
    const { rows } = await sql`update data_sharing.access_question set answer = ${answer}, answered_by = ${by},
        answered_at = ${process.now().toISOString()}
      where id = ${found.id} and answered_at is null returning id`.execute(tx);
    if (rows.length === 0) throw refusal('ANSWERED', 'The question is answered already');
    return found.id;
  });
}

type Unit = Parameters<Parameters<Context['process']['transact']>[0]>[0];

async function answerWith(
  { process, access }: Context,
  mutation: string,
  input: AskInput | AnswerInput,
  work: (tx: Unit['tx']) => Promise<string>,
): Promise<Payload> {
  const viewer = viewerKey(access.viewer);
  const options = { subgraph: 'data-sharing', viewer, key: input.idempotencyKey, request: { mutation, input } };
  try {
    const id = await process.transact((unit) => once(unit, options, () => work(unit.tx)));
    return { question: (await findQuestion(process.database, id)) ?? null, userErrors: [] };
  } catch (error) {
    return { question: null, userErrors: [userErrorOf(error)] };
  }
}

interface ListArguments extends PageArguments {
  readonly open?: boolean | null;
}

/** Those of the home see what they have asked themselves; those who answer for a child see all that is asked of it. */
export async function accessQuestions(_: unknown, args: ListArguments, context: Context) {
  const { access, process } = context;
  const page = readPage(args);
  const visibility = await access.visibility();
  const me = personOf(context);
  const employee = await may(access, 'list-access-questions');
  const filter = { open: args.open ?? null, askedBy: employee ? null : me };
  const rows = await listQuestions(process.database, filter, visibility, page);
  await access.prime([...new Set(rows.map(({ childId }) => childId))]);
  const connection = connectionOf(rows, page.limit, ({ askedAt, id }) => [new Date(askedAt).toISOString(), id]);
  // A teacher may know of the child and not of what its family asks; a parent who works here sees their own as a parent.
  const answersFor = new Set<string>();
  if (employee)
    for (const { childId } of rows) if (await may(access, 'answer-access-question', childId)) answersFor.add(childId);
  const edges = connection.edges.filter(({ node }) => node.askedBy === me || answersFor.has(node.childId));
  return { ...connection, edges };
}

export const accessQuestionResolvers = {
  pupil: ({ childId }: AccessQuestion) => ({ id: childId }),
  day: ({ lookUp }: AccessQuestion) => lookUp.day,
  askedAt: ({ askedAt }: AccessQuestion) => new Date(askedAt),
  answeredAt: ({ answeredAt }: AccessQuestion) => (answeredAt === null ? null : new Date(answeredAt)),
  entry: async ({ lookUp }: AccessQuestion, { language }: InLanguage, { loaders }: Context) =>
    entryInWords(await loaders.lookUpEntry.load(lookUp), languageOf(language)),
};
