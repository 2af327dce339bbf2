import { sql } from 'kysely';
import { categories } from '#contracts/categories.ts';
import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { DataSharingContext } from '../context.ts';
import { type Correction, findCorrection, recordAsked } from '../corrections/store.ts';
import { receiversOf } from '../corrections/tell-receivers.ts';
import { queueMessage } from '../store/act.ts';
import { refusal, userErrorOf } from './change-transfer.ts';
import { isUuid } from './transfer-view.ts';

type Context = DataSharingContext;

interface RequestInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly category: string;
  readonly wrong: string;
  readonly right: string;
}
interface AnswerInput {
  readonly idempotencyKey: string;
  readonly correctionId: string;
  readonly outcome: 'CORRECTED' | 'REFUSED';
  readonly answer: string;
  readonly correctedFrom?: string | null;
  readonly correctedTo?: string | null;
}
interface Payload {
  readonly correction: Correction | null;
  readonly userErrors: ReadonlyArray<ReturnType<typeof userErrorOf>>;
}

function readText(text: string | null | undefined, most: number): string {
  const trimmed = (text ?? '').trim();
  if (trimmed.length === 0 || trimmed.length > most)
    throw refusal('TEXT_LENGTH', `Write something, and at most ${most} characters.`);
  return trimmed;
}

/** One of the home asks for something to be corrected (GDPR art. 16). Nothing is said of whether anything of the category is held. */
export function requestCorrection(
  _: unknown,
  { input }: { readonly input: RequestInput },
  context: Context,
): Promise<Payload> {
  const { process, access } = context;
  const { viewer } = access;
  if (viewer.kind !== 'person') throw new HubError('FORBIDDEN', 'Only a person can do this.');
  return answerWith(context, 'requestCorrection', input, async () => {
    const { childId, category } = input;
    if (!Object.hasOwn(categories, category)) throw refusal('UNKNOWN_CATEGORY', 'There is no such category');
    const [wrong, right] = [readText(input.wrong, 2_000), readText(input.right, 2_000)];
    const id = process.newId();
    const askedAt = process.now().toISOString();
    return async ({ tx }) => {
      await recordAsked(tx, { id, childId, askedBy: viewer.personId, category, wrong, right, askedAt });
      return id;
    };
  });
}

/**
 * Whoever answers for the school says that the record is corrected, or refuses with the reason. In the same transaction a message to each
 * controller that got the category waits to be sent (GDPR art. 19): it carries what staff wrote for it, never the family's words.
 */
export async function answerCorrection(
  _: unknown,
  { input }: { readonly input: AnswerInput },
  context: Context,
): Promise<Payload> {
  const { process, access } = context;
  const found = isUuid(input.correctionId) ? await findCorrection(process.database, input.correctionId) : undefined;
  const missing = new HubError('NOT_FOUND', 'There is no such request, or you may not know of it.');
  if (!found) throw missing;
  await access.require('answer-correction', found.childId).catch((error: unknown) => {
    throw isHubError(error) && error.code === 'NOT_FOUND' ? missing : error;
  });
  return answerWith(context, 'answerCorrection', input, async () => {
    const answer = readText(input.answer, 4_000);
    const corrected = input.outcome === 'CORRECTED';
    const said = corrected
      ? { wrong: readText(input.correctedFrom, 2_000), right: readText(input.correctedTo, 2_000) }
      : null;
    const { viewer } = access;
    if (viewer.kind === 'person' && viewer.personId === found.askedBy)
      throw refusal('OWN_REQUEST', 'You have asked for this yourself: somebody else answers it');
    const told = said ? await receiversOf(process, found, said) : [];
    const at = process.now().toISOString();
    const receivers = JSON.stringify(told.map(({ receiver }) => receiver));
    return async ({ tx }) => {
      const { rows } = await sql`update data_sharing.correction set outcome = ${input.outcome}, answer = ${answer},
        corrected_to = ${said?.right ?? null}, answered_by = ${viewerKey(viewer)}, answered_at = ${at},
        receivers = ${receivers}::jsonb
      where id = ${found.id} and answered_at is null returning id`.execute(tx);
      if (rows.length === 0) throw refusal('ANSWERED', 'The request is answered already');
      for (const { transferId, message } of told)
        if (message && !(await isBarred(tx, transferId))) await queueMessage(tx, transferId, message, at);
      return found.id;
    };
  });
}

type Unit = Parameters<Parameters<Context['process']['transact']>[0]>[0];

/** Barred since the message was written: nothing goes, and the answer says that staff tell it. The lock holds until the message waits. */
async function isBarred(tx: Unit['tx'], transferId: string): Promise<boolean> {
  const { rows } = await sql<{ phase: string }>`select phase from data_sharing.transfer where id = ${transferId}
    for update`.execute(tx);
  return rows[0]?.phase === 'barred';
}

/** What is read and sealed first, outside the transaction, and what is then done in it. */
type Prepare = () => Promise<(unit: Unit) => Promise<string>>;

async function answerWith(
  { process, access }: Context,
  mutation: string,
  input: RequestInput | AnswerInput,
  prepare: Prepare,
): Promise<Payload> {
  const viewer = viewerKey(access.viewer);
  const options = { subgraph: 'data-sharing', viewer, key: input.idempotencyKey, request: { mutation, input } };
  try {
    const work = await prepare();
    const id = await process.transact((unit) => once(unit, options, () => work(unit)));
    process.wake();
    return { correction: (await findCorrection(process.database, id)) ?? null, userErrors: [] };
  } catch (error) {
    return { correction: null, userErrors: [userErrorOf(error)] };
  }
}
