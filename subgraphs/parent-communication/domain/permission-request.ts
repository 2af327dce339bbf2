/**
 * A question about sharing a category of data at a change of school, as the family sees it. Data-sharing asks and decides; this
 * is a view of its events (opplæringslova § 25-1 (4): a permission by statute, not a consent under GDPR).
 */
export interface PermissionRequest {
  readonly transferId: string;
  readonly childId: string;
  /** The category of data it asks for (contracts/categories.ts). */
  readonly category: string;
  /** Those who decide; nobody else sees the question. */
  readonly deciders: readonly Decider[];
  /** Silence past this instant withholds the category. */
  readonly dueAt: string;
  readonly answers: readonly PermissionAnswer[];
  /** LAPSED: nobody answered in time. CLOSED: the transfer ended before there was an answer. */
  readonly status: 'WAITING' | 'PERMITTED' | 'REFUSED' | 'LAPSED' | 'CLOSED';
}
export interface Decider {
  readonly personId: string;
  readonly capacity: string;
}
export interface PermissionAnswer {
  readonly personId: string;
  readonly answer: 'PERMITTED' | 'REFUSED' | 'WITHDRAWN';
  readonly answeredAt: string;
}

export type PermissionEvent =
  | {
      readonly type: 'PermissionAsked';
      readonly transferId: string;
      readonly childId: string;
      readonly category: string;
      readonly deciders: readonly Decider[];
      readonly dueAt: string;
    }
  | ({ readonly type: 'PermissionAnswered' } & PermissionAnswer)
  | { readonly type: 'PermissionLapsed' }
  | { readonly type: 'TransferEnded' };

/**
 * The request after an event. Events may come again or late: one already applied changes nothing, and nothing reopens what
 * lapsed or closed.
 */
export function evolvePermission(
  request: PermissionRequest | undefined,
  event: PermissionEvent,
): PermissionRequest | undefined {
  if (event.type === 'PermissionAsked') {
    const { type: _, ...question } = event;
    return request ?? { ...question, answers: [], status: 'WAITING' };
  }
  if (!request) return undefined;
  switch (event.type) {
    case 'PermissionAnswered':
      return answered(request, event);
    case 'PermissionLapsed':
      return request.status === 'WAITING' ? { ...request, status: 'LAPSED' } : request;
    case 'TransferEnded':
      return request.status === 'WAITING' ? { ...request, status: 'CLOSED' } : request;
  }
}

function answered(
  request: PermissionRequest,
  { personId, answer, answeredAt }: Extract<PermissionEvent, { type: 'PermissionAnswered' }>,
): PermissionRequest {
  const isKnown = request.answers.some(
    (each) => each.personId === personId && each.answeredAt === answeredAt && each.answer === answer,
  );
  const isOver = request.status === 'LAPSED' || request.status === 'CLOSED';
  if (isKnown || isOver || !request.deciders.some((decider) => decider.personId === personId)) return request;
  const answers = [...request.answers, { personId, answer, answeredAt }];
  return { ...request, answers, status: statusOf(request.deciders, answers) };
}

/**
 * All who decide must permit, jointly (barnelova § 30), and one refusal settles it; after a care order the answer of
 * barnevernstjenesten prevails (opplæringslova § 24-4). The last answer of each counts.
 */
function statusOf(
  deciders: readonly Decider[],
  answers: readonly PermissionAnswer[],
): 'WAITING' | 'PERMITTED' | 'REFUSED' {
  const inOrder = answers.toSorted((a, b) => a.answeredAt.localeCompare(b.answeredAt));
  const latest = new Map(inOrder.map((each) => [each.personId, each.answer]));
  const childProtection = deciders.filter((decider) => decider.capacity === 'child-protection');
  const deciding = childProtection.some(({ personId }) => latest.has(personId)) ? childProtection : deciders;
  const given = deciding.map(({ personId }) => latest.get(personId));
  if (given.some((answer) => answer === 'REFUSED' || answer === 'WITHDRAWN')) return 'REFUSED';
  return given.every((answer) => answer === 'PERMITTED') ? 'PERMITTED' : 'WAITING';
}

/** Whether the question still waits for this person's answer. */
export const waitsFor = (request: PermissionRequest, personId: string): boolean =>
  request.status === 'WAITING' &&
  request.deciders.some((decider) => decider.personId === personId) &&
  !request.answers.some((answer) => answer.personId === personId);
