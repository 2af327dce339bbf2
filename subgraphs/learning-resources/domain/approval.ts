import type { Availability } from './availability.ts';
import type { Level } from './level.ts';

/**
 * The approval of a resource: a teacher proposes → pedagogical review → legal check → the owner (skoleeier) approves →
 * distributed. It can be rejected with a reason on the way, and withdrawn or expire afterwards.
 */
export type ApprovalStatus =
  | 'NONE'
  | 'PROPOSED'
  | 'REVIEWED'
  | 'CHECKED'
  | 'APPROVED'
  | 'DISTRIBUTED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'EXPIRED';

/** With or without pupils' personal data: what the legal check let through. */
export type ApprovalScope = 'WITH_PERSONAL_DATA' | 'WITHOUT_PERSONAL_DATA';
export type RejectedAt = 'REVIEW' | 'LEGAL_CHECK' | 'OWNER';

/** Who acts when a deadline or an import does. */
export const hubItself = 'hub';

interface Act {
  /** Who acts: a person id, or `hubItself`. */
  readonly by: string;
  /** Instant, ISO with zone. */
  readonly at: string;
}
export type ApprovalCommand = Act &
  (
    | { readonly type: 'Propose'; readonly why: string }
    | { readonly type: 'Review'; readonly assessment: string }
    | {
        readonly type: 'CheckLegally';
        readonly scope: ApprovalScope;
        readonly assessment: string;
        readonly availability: Availability;
      }
    // `on` is the day in Norway, ISO: approvals begin and end by days.
    | { readonly type: 'Approve'; readonly on: string; readonly until?: string }
    | {
        readonly type: 'Distribute';
        readonly levels: readonly Level[];
        readonly units: readonly string[];
        readonly availability: Availability;
      }
    | { readonly type: 'Reject'; readonly reason: string }
    | { readonly type: 'Withdraw'; readonly reason: string }
    | { readonly type: 'Expire'; readonly on: string }
  );

export type ApprovalEvent = Act &
  (
    | { readonly type: 'ResourceProposed'; readonly why: string }
    | { readonly type: 'ResourceReviewed'; readonly assessment: string }
    | { readonly type: 'ResourceChecked'; readonly scope: ApprovalScope; readonly assessment: string }
    | { readonly type: 'ResourceApproved'; readonly until: string | undefined }
    | { readonly type: 'ResourceDistributed'; readonly levels: readonly Level[]; readonly units: readonly string[] }
    | { readonly type: 'ResourceRejected'; readonly atStep: RejectedAt; readonly reason: string }
    | { readonly type: 'ResourceWithdrawn'; readonly reason: string }
    | { readonly type: 'ResourceExpired' }
  );

export interface ApprovalState {
  readonly status: ApprovalStatus;
  readonly scope?: ApprovalScope;
  /** Last day of the approval (ISO date), where it has one. */
  readonly until?: string;
  /** Where it is distributed: levels and units (organisation numbers); no units means all the controller's units. */
  readonly levels: readonly Level[];
  readonly units: readonly string[];
  /** The reason it was rejected or withdrawn. */
  readonly reason?: string;
}
export const initialApproval = (): ApprovalState => ({ status: 'NONE', levels: [], units: [] });

/** Why a step was not taken; nothing has changed. */
export interface ApprovalRefusal {
  readonly code:
    | 'WRONG_STEP'
    | 'REASON_MISSING'
    | 'NOT_AVAILABLE_WITH_PERSONAL_DATA'
    | 'NOT_DUE'
    | 'IN_THE_PAST'
    | 'NO_LEVEL';
  readonly message: string;
}
export type ApprovalDecision =
  | { readonly events: readonly ApprovalEvent[]; readonly refusal?: never }
  | { readonly refusal: ApprovalRefusal; readonly events?: never };

const allowedFrom: Record<ApprovalCommand['type'], readonly ApprovalStatus[]> = {
  Propose: ['NONE', 'REJECTED', 'WITHDRAWN', 'EXPIRED'],
  Review: ['PROPOSED'],
  CheckLegally: ['REVIEWED'],
  Approve: ['CHECKED'],
  // Again when already distributed: to more levels or other units.
  Distribute: ['APPROVED', 'DISTRIBUTED'],
  Reject: ['PROPOSED', 'REVIEWED', 'CHECKED'],
  Withdraw: ['APPROVED', 'DISTRIBUTED'],
  Expire: ['APPROVED', 'DISTRIBUTED'],
};
const rejectedAt: Partial<Record<ApprovalStatus, RejectedAt>> = {
  PROPOSED: 'REVIEW',
  REVIEWED: 'LEGAL_CHECK',
  CHECKED: 'OWNER',
};

/** What follows of a command in a state: events, or a refusal that says why. */
export function decideApproval(command: ApprovalCommand, state: ApprovalState): ApprovalDecision {
  if (!allowedFrom[command.type].includes(state.status))
    return refuse('WRONG_STEP', wrongStep(command.type, state.status));
  const { by, at } = command;
  switch (command.type) {
    case 'Propose':
      return command.why.trim() === ''
        ? refuse('REASON_MISSING', 'Say why the resource is proposed.')
        : accept({ type: 'ResourceProposed', by, at, why: command.why.trim() });
    case 'Review':
      return command.assessment.trim() === ''
        ? refuse('REASON_MISSING', 'Write the pedagogical assessment.')
        : accept({ type: 'ResourceReviewed', by, at, assessment: command.assessment.trim() });
    case 'CheckLegally':
      if (command.assessment.trim() === '') return refuse('REASON_MISSING', 'Write the legal assessment.');
      return (
        closed(command.scope, command.availability) ??
        accept({ type: 'ResourceChecked', by, at, scope: command.scope, assessment: command.assessment.trim() })
      );
    case 'Approve':
      return command.until !== undefined && command.until < command.on
        ? refuse('IN_THE_PAST', 'The approval would end before it begins.')
        : accept({ type: 'ResourceApproved', by, at, until: command.until });
    case 'Distribute':
      if (command.levels.length === 0) return refuse('NO_LEVEL', 'Name at least one level.');
      // The agreement may have ended between the legal check and now: asked again, because pupils' data would begin to flow.
      return (
        closed(state.scope, command.availability) ??
        accept({ type: 'ResourceDistributed', by, at, levels: command.levels, units: command.units })
      );
    case 'Reject': {
      const atStep = rejectedAt[state.status];
      if (command.reason.trim() === '' || !atStep) return refuse('REASON_MISSING', 'A rejection needs a reason.');
      return accept({ type: 'ResourceRejected', by, at, atStep, reason: command.reason.trim() });
    }
    case 'Withdraw':
      return command.reason.trim() === ''
        ? refuse('REASON_MISSING', 'A withdrawal needs a reason.')
        : accept({ type: 'ResourceWithdrawn', by, at, reason: command.reason.trim() });
    case 'Expire':
      return state.until === undefined || state.until >= command.on
        ? refuse('NOT_DUE', 'The approval has not ended.')
        : accept({ type: 'ResourceExpired', by, at });
  }
}

/** The state after an event. */
export function evolveApproval(state: ApprovalState, event: ApprovalEvent): ApprovalState {
  switch (event.type) {
    case 'ResourceProposed':
      return { ...initialApproval(), status: 'PROPOSED' };
    case 'ResourceReviewed':
      return { ...state, status: 'REVIEWED' };
    case 'ResourceChecked':
      return { ...state, status: 'CHECKED', scope: event.scope };
    case 'ResourceApproved':
      return { ...state, status: 'APPROVED', ...(event.until === undefined ? {} : { until: event.until }) };
    case 'ResourceDistributed':
      return { ...state, status: 'DISTRIBUTED', levels: event.levels, units: event.units };
    case 'ResourceRejected':
      return { ...state, status: 'REJECTED', reason: event.reason };
    case 'ResourceWithdrawn':
      return { ...state, status: 'WITHDRAWN', reason: event.reason, levels: [], units: [] };
    case 'ResourceExpired':
      return { ...state, status: 'EXPIRED', levels: [], units: [] };
  }
}

/** Whether a unit may use the resource today: distributed, to it, and not past its last day. */
export function isDistributedTo(state: ApprovalState, unit: string, on: string): boolean {
  if (state.status !== 'DISTRIBUTED') return false;
  if (state.until !== undefined && on > state.until) return false;
  return state.units.length === 0 || state.units.includes(unit);
}

const accept = (event: ApprovalEvent): ApprovalDecision => ({ events: [event] });
const refuse = (code: ApprovalRefusal['code'], message: string): ApprovalDecision => ({ refusal: { code, message } });

function closed(scope: ApprovalScope | undefined, availability: Availability): ApprovalDecision | undefined {
  if (scope !== 'WITH_PERSONAL_DATA' || availability.withPersonalData !== 'NOT_AVAILABLE') return undefined;
  const why = availability.reasons.map((each) => `${each.text.en} (${each.citation})`).join(' ');
  return refuse('NOT_AVAILABLE_WITH_PERSONAL_DATA', `Not available with personal data. ${why}`);
}

function wrongStep(command: ApprovalCommand['type'], status: ApprovalStatus): string {
  const from = allowedFrom[command]
    .map((each) => (each === 'NONE' ? 'not yet proposed' : each.toLowerCase()))
    .join(', ');
  return `The resource is ${status === 'NONE' ? 'not proposed' : status.toLowerCase()}; this step is taken when it is ${from}.`;
}
