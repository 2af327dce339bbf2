/** What happened to the child: left this controller, came to it, or changed school within it. */
export type Movement = 'LEFT' | 'CAME' | 'WITHIN';

export interface GroupRef {
  readonly groupId: string;
  readonly type: 'ORGANISATION' | 'SCHOOL' | 'GROUP';
}

export interface OpenChange {
  readonly id: string;
  readonly groupId: string;
  readonly kind: 'JOIN' | 'LEAVE';
  /** The directory has it already: it can be undone, not taken back. */
  readonly handedOver: boolean;
}

export interface Standing {
  readonly movement: Movement;
  /** What Feide shows now. */
  readonly current: readonly GroupRef[];
  /** What the child should be in, by school-administration's placement. */
  readonly wanted: readonly GroupRef[];
  /** What the directory has been asked for already, and Feide does not show yet. */
  readonly open: readonly OpenChange[];
}

export interface ChangeDecision {
  readonly ask: readonly { readonly groupId: string; readonly kind: 'JOIN' | 'LEAVE' }[];
  /** Ids of open changes that are no longer wanted. */
  readonly withdraw: readonly string[];
}

/**
 * Which changes of membership the directory is to be asked for.
 *
 * Who left is to be in nothing here. Who came is to be in what the placement says, and out of nothing: the child may have been here
 * before. Who moved within joins the new and leaves the old, and keeps the host organisation.
 */
export function decideChanges({ movement, current, wanted, open }: Standing): ChangeDecision {
  const goal = movement === 'LEFT' ? [] : wanted;
  const isCurrent = new Set(current.map(({ groupId }) => groupId));
  const isGoal = new Set(goal.map(({ groupId }) => groupId));
  const leaving = current.filter(({ groupId, type }) => {
    if (isGoal.has(groupId) || movement === 'CAME') return false;
    return movement === 'LEFT' || type !== 'ORGANISATION';
  });
  const needed = [
    ...goal.filter(({ groupId }) => !isCurrent.has(groupId)).map(({ groupId }) => ({ groupId, kind: 'JOIN' as const })),
    ...leaving.map(({ groupId }) => ({ groupId, kind: 'LEAVE' as const })),
  ];
  const key = (change: { readonly groupId: string; readonly kind: string }) => `${change.kind} ${change.groupId}`;
  const asked = new Set(open.map(key));
  const wantedChanges = new Set(needed.map(key));
  // A change that would undo what is wanted now; one that is merely not needed by this movement stands.
  const contrary = open
    .filter((change) => !wantedChanges.has(key(change)))
    .filter(({ groupId, kind }) =>
      kind === 'JOIN' ? movement !== 'CAME' && !isGoal.has(groupId) : isGoal.has(groupId),
    );
  const undone = contrary
    .filter(({ handedOver }) => handedOver)
    .map(({ groupId, kind }) => ({ groupId, kind: opposite[kind] }));
  return {
    ask: [...needed.filter((change) => !asked.has(key(change))), ...undone],
    withdraw: contrary.map(({ id }) => id),
  };
}

const opposite = { JOIN: 'LEAVE', LEAVE: 'JOIN' } as const;
