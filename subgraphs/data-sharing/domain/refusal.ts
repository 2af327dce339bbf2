import { HubError, isHubError } from '#kit/errors/hub-error.ts';

/** What is wrong with a command, as a literal that a client can switch on. */
export type TransferProblem =
  | 'UNKNOWN_TRANSFER'
  | 'ALREADY_ANNOUNCED'
  | 'ALREADY_RECEIVED'
  | 'ASKED_TWICE'
  | 'CANCELLED'
  | 'CLOSED'
  | 'HANDLED_OUTSIDE_THE_HUB'
  | 'STILL_HELD'
  | 'REQUEST_NOT_RELEASED'
  | 'NOT_ASKED_FOR'
  | 'NOTHING_ASKED'
  | 'NO_NECESSITY'
  | 'NOT_A_CATEGORY'
  | 'NOT_MATCHED'
  | 'ALREADY_MATCHED'
  | 'ALREADY_DECIDED'
  | 'NOT_DECIDED'
  | 'NOT_WAITING_FOR_PERMISSION'
  | 'PERMITTED_AFTER_REFUSAL'
  | 'NOT_THEIRS_TO_DECIDE'
  | 'DEADLINE_NOT_PASSED'
  | 'DEADLINE_PASSED'
  | 'ALREADY_SEALED'
  | 'NOT_BY_HAND'
  | 'REASON_MISSING'
  | 'INTERPRETER_MISSING'
  | 'ANSWERED_IN_THE_FUTURE'
  | 'THIRD_PARTIES_NOT_REMOVED'
  | 'NOT_READY'
  | 'NOT_SENT'
  | 'OTHER_CONTENT'
  | 'NOT_RECEIVED'
  | 'HANDED_OVER_INSTEAD'
  | 'NOT_HANDED_OVER'
  | 'NOTHING_TO_HAND_OVER'
  | 'ONE_CONTROLLER'
  | 'UNIT_MISSING'
  | 'UNKNOWN_UNIT'
  | 'NOT_OFFERED'
  | 'NOT_STARTED_YET'
  | 'STILL_OPEN';

/** A command that the transfer's state does not allow: nothing has happened, and the problem says what to do instead. */
export function refuse(problem: TransferProblem, message: string): never {
  throw new HubError('CONFLICT', message, { details: { problem } });
}

/** The problem of an error thrown by a transfer's decider, or undefined for any other error. */
export function transferProblemOf(error: unknown): TransferProblem | undefined {
  const problem = isHubError(error) && error.code === 'CONFLICT' ? error.details?.problem : undefined;
  return typeof problem === 'string' ? (problem as TransferProblem) : undefined;
}
