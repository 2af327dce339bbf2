import type { MoveQuery } from '../../graph/types.generated.ts';

export type Move = NonNullable<MoveQuery['transfer']>;
export type MoveDecision = NonNullable<Move['decisions']>[number];
export type MoveEvent = NonNullable<Move['timeline']>[number];
export type PermissionRequest = NonNullable<NonNullable<MoveQuery['pupil']>['permissionRequests']>[number];

/** A category that was decided, with what its holders were asked about it. */
export interface Part {
  readonly decision: MoveDecision;
  readonly request?: PermissionRequest;
}

/** The categories of a move, in the order that a family reads them. */
export interface MoveParts {
  /** The reader is asked, and has not answered. */
  readonly toAnswer: readonly Part[];
  /** Needed a permission; the reader has answered, or another decides. */
  readonly byPermission: readonly Part[];
  readonly byLaw: readonly Part[];
  readonly withheld: readonly Part[];
  /** Withheld for the reason alone that nobody asked for it. */
  readonly notAskedFor: readonly Part[];
  readonly otherWays: readonly Part[];
}

export function partsOf({ id, decisions, requests: wanted }: Move, requests: readonly PermissionRequest[]): MoveParts {
  const own = new Map(
    requests.filter(({ transferId }) => transferId === id).map((request) => [request.category, request]),
  );
  const parts = (decisions ?? [])
    .map((decision): Part => {
      const request = own.get(decision.category);
      return request ? { decision, request } : { decision };
    })
    .toSorted((a, b) => (a.decision.label ?? '').localeCompare(b.decision.label ?? '', 'nb'));
  const isAsked = ({ request }: Part) => request?.waitsForYou === true;
  const askedFor = new Set((wanted ?? []).map(({ category }) => category));
  const isNotAskedFor = ({ decision }: Part) => askedFor.size > 0 && !askedFor.has(decision.category);
  const of = (...outcomes: string[]) =>
    parts.filter((part) => !isAsked(part) && outcomes.includes(part.decision.outcome ?? ''));
  return {
    toAnswer: parts.filter(isAsked),
    byPermission: of('NEEDS_PERMISSION'),
    byLaw: of('FOLLOWS', 'BY_HAND'),
    withheld: of('WITHHELD').filter((part) => !isNotAskedFor(part)),
    notAskedFor: of('WITHHELD').filter(isNotAskedFor),
    otherWays: of('COLLECTED_ANEW', 'DOCUMENTS_TO_PARENTS'),
  };
}

const notGone = new Set(['awaiting-permission', 'awaiting-release', 'ready']);

/** A permission can be taken back until its part is sealed; afterwards it recalls nothing. */
export const canBeWithdrawn = ({ decision, request }: Part): boolean =>
  request?.yourAnswer === 'PERMITTED' && notGone.has(decision.status ?? '');

/** A line of the story: what happened, at the same moment, to one category or to many. */
export interface StoryLine {
  readonly key: string;
  readonly type: string;
  readonly at: string;
  readonly answer: MoveEvent['answer'];
  readonly channel: MoveEvent['channel'];
  readonly categories: readonly string[];
}

/** Minutes of the clock: what is done to many categories in one go is one line. */
const minuteOf = (at: string): string => at.slice(0, 16);

/** What has happened, oldest first, of what a family understands; `isTold` says which types those are. */
export function storyOf(timeline: readonly MoveEvent[], isTold: (type: string) => boolean): readonly StoryLine[] {
  const lines = Map.groupBy(
    timeline.filter(({ type, at }) => type && at && isTold(type)),
    ({ type, at, answer }) => `${type} ${answer ?? ''} ${minuteOf(at ?? '')}`,
  );
  return [...lines].flatMap(([key, events]) => {
    const [first] = events;
    if (!first?.type || !first.at) return [];
    const { type, at, answer, channel } = first;
    return [
      { key, type, at, answer, channel, categories: [...new Set(events.flatMap(({ category }) => category ?? []))] },
    ];
  });
}
