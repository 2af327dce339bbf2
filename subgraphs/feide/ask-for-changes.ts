import type { DatabaseTransaction } from '#kit/database/database.ts';
import { decideChanges, type Movement } from './domain/decide-changes.ts';
import {
  addChanges,
  type ChildStanding,
  finishFollowUps,
  openFollowUps,
  standingsOf,
  withdrawChanges,
} from './store/changes.ts';
import type { FeideTables } from './store/tables.ts';

type Tx = DatabaseTransaction<FeideTables>;

export interface Asking {
  readonly now: Date;
  /** Today in Norway, ISO. */
  readonly on: string;
  newId(): string;
}

const batch = 100;

/**
 * Asks for the changes that a batch of closed transfers calls for. A child who came waits until Feide shows an account and a school to
 * join. Gives where the next batch begins, or null when this was the last.
 */
export async function askForFollowUps(tx: Tx, asking: Asking, after: string | null): Promise<string | null> {
  const followUps = await openFollowUps(tx, after, batch);
  if (followUps.length === 0) return null;
  const childIds = [...new Set(followUps.map(({ childId }) => childId))];
  const standings = new Map((await standingsOf(tx, childIds, asking.on)).map((one) => [one.childId, one]));
  const done: string[] = [];
  // By time within the batch: a child's second move builds on its first, and is taken in the next round.
  for (const { transferId, childId, movement } of followUps.toSorted(
    (one, other) => one.closedAt.getTime() - other.closedAt.getTime(),
  )) {
    const standing = standings.get(childId);
    if (!standing || !isReady(standing, movement)) continue;
    standings.delete(childId);
    done.push(transferId);
    await askFor(tx, standing, movement, transferId, asking);
  }
  await finishFollowUps(tx, done, asking.now);
  return followUps.length === batch ? (followUps.at(-1)?.transferId ?? null) : null;
}

const isReady = ({ feideId, wanted }: ChildStanding, movement: Movement) =>
  movement === 'LEFT' || (feideId !== null && wanted.some(({ type }) => type === 'SCHOOL'));

export type AskedForChild = { readonly kind: 'asked'; readonly count: number } | { readonly kind: 'no-account' };

/** Asks for what makes one child's memberships fit its placement now. */
export async function askForChild(tx: Tx, childId: string, asking: Asking): Promise<AskedForChild> {
  const [standing] = await standingsOf(tx, [childId], asking.on);
  if (!standing || standing.feideId === null) return { kind: 'no-account' };
  return { kind: 'asked', count: await askFor(tx, standing, 'WITHIN', null, asking) };
}

async function askFor(
  tx: Tx,
  standing: ChildStanding,
  movement: Movement,
  transferId: string | null,
  asking: Asking,
): Promise<number> {
  const { feideId } = standing;
  if (feideId === null) return 0;
  const { ask, withdraw } = decideChanges({ ...standing, movement });
  await withdrawChanges(tx, withdraw, asking.now);
  await addChanges(
    tx,
    ask.map((change) => ({ ...change, id: asking.newId(), feideId, transferId })),
    asking.now,
  );
  return ask.length;
}
