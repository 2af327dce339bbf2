import { viewerKey } from '#kit/access/viewer.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import {
  askForRetry,
  type DeadLetterGroup,
  type DeadLetterKind,
  groupDeadLetters,
  setAside,
} from '#kit/events/dead-letter-work.ts';
import { once } from '#kit/events/idempotency.ts';
import { readEventHealth } from '#kit/events/sign-of-life.ts';
import type { DataSharingContext } from '../context.ts';
import { readPeerHealth } from '../store/peer-health.ts';
import type { DataSharingTables } from '../store/tables.ts';

type Context = DataSharingContext;
type Keyed = DeadLetterKind & { readonly idempotencyKey: string };
interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[];
}
interface Answer {
  readonly count: number;
  readonly userErrors: readonly Refusal[];
}

/** An operator sees numbers, and nothing of anybody. */
const forOperators = ({ access }: Context) => access.require('operate-hub');
const longestReason = 2_000;

export const operationQueries = {
  async deadLetters(_: unknown, __: unknown, context: Context): Promise<readonly DeadLetterGroup[]> {
    await forOperators(context);
    return groupDeadLetters(context.process.database);
  },
  async hubHealth(_: unknown, __: unknown, context: Context) {
    await forOperators(context);
    const { database, peers } = context.process;
    const [events, heard] = await Promise.all([readEventHealth(database), readPeerHealth(database)]);
    return {
      ...events,
      peers: peers.map(({ organisationNumber, name }) => ({
        ...{
          organisationNumber,
          name,
          waiting: 0,
          failing: 0,
          waitingSince: null,
          deliveredAt: null,
          receivedAt: null,
        },
        ...heard.get(organisationNumber),
      })),
    };
  },
};

export async function retryDeadLetters(_: unknown, { input }: { readonly input: Keyed }, context: Context) {
  await forOperators(context);
  return changeOnce(context, input, async (tx) => foundOrNot(await askForRetry(tx, input)));
}

export async function setDeadLettersAside(
  _: unknown,
  { input }: { readonly input: Keyed & { readonly reason: string } },
  context: Context,
) {
  await forOperators(context);
  const reason = input.reason.trim();
  if (reason === '' || reason.length > longestReason)
    return refusal('REASON', `Say why, in at most ${longestReason} characters.`, 'reason');
  const by = viewerKey(context.access.viewer);
  return changeOnce(context, input, async (tx) => foundOrNot(await setAside(tx, input, { by, reason })));
}

const refusal = (code: string, message: string, ...field: string[]): Answer => ({
  count: 0,
  userErrors: [{ code, message, field: ['input', ...field] }],
});
const foundOrNot = (count: number): Answer =>
  count === 0 ? refusal('NOT_WAITING', 'No such dead letters wait any more.') : { count, userErrors: [] };

function changeOnce(
  { access, process }: Context,
  input: Keyed,
  work: (tx: DatabaseTransaction<DataSharingTables>) => Promise<Answer>,
): Promise<Answer> {
  return process.transact((unit) =>
    once(
      unit,
      { subgraph: 'data-sharing', viewer: viewerKey(access.viewer), key: input.idempotencyKey, request: input },
      () => work(unit.tx),
    ),
  );
}
