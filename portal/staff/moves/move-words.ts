import type { MoveInBoardFragment } from '../../graph/types.generated.ts';

type Move = MoveInBoardFragment;
type Wait = NonNullable<Move['waitsFor']>[number];

/** What somebody here must see to: the hub does nothing more before it is done. */
const forUs: ReadonlySet<string> = new Set([
  'a-person-to-match',
  'release-by-hand',
  'a-person-after-rejection',
  'named-staff',
  'somebody-to-ask',
  'release-of-the-request',
  'release-of-the-answer',
  'mended-parts',
  'somebody-to-get-it',
]);

/** So many days before silence withholds, whoever has not answered is worth a call. */
const callWithinDays = 3;
/** What has failed so often is no passing fault. */
const failedTooOften = 5;

/** Whether somebody here must do something about a wait. */
export function needsUs({ what, until }: Wait, now: number): boolean {
  if (what === 'permission' && until) return Date.parse(until) - now < callWithinDays * 86_400_000;
  return what !== null && forUs.has(what);
}

export const isFailing = ({ problems }: Pick<Move, 'problems'>): boolean =>
  (problems ?? []).some(({ attempts }) => (attempts ?? 0) >= failedTooOften);

/** Since when a move has waited for what it has waited for the longest; null when it waits for nothing. */
export const waitingSince = ({ waitsFor }: Pick<Move, 'waitsFor'>): string | null =>
  (waitsFor ?? []).flatMap(({ since }) => since ?? []).toSorted()[0] ?? null;

export interface Board {
  /** Those that stand still until somebody here does something, the longest waiting first. */
  readonly stuck: readonly Move[];
  /** The others, by where they stand. */
  readonly others: ReadonlyMap<string, readonly Move[]>;
}

/** @param now Milliseconds since 1970. */
export function boardOf(moves: readonly Move[], now: number): Board {
  const isStuck = (move: Move) => isFailing(move) || (move.waitsFor ?? []).some((wait) => needsUs(wait, now));
  const byWait = (one: Move, other: Move) =>
    (waitingSince(one) ?? '9').localeCompare(waitingSince(other) ?? '9') || one.id.localeCompare(other.id);
  const stuck = moves.filter(isStuck).toSorted(byWait);
  const rest = moves.filter((move) => !isStuck(move)).toSorted(byWait);
  return { stuck, others: Map.groupBy(rest, ({ phase }) => phase ?? 'DECIDED') };
}
