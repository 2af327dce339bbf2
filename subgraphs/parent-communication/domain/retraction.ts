import type { Decision } from './telling.ts';
import type { ThreadState } from './thread.ts';

/** Staff take a message back that has reached somebody who should not have it. */
export interface RetractCommand {
  readonly messageId: string;
  /** Kept for the case, and part of the report: it should name nobody. */
  readonly reason: string;
  readonly by: string;
  /** ISO instants; `foundOutAt` is when the controller became aware (GDPR art. 33 (1)). */
  readonly at: string;
  readonly foundOutAt: string;
}
export interface MessageRetracted {
  readonly type: 'MessageRetracted';
  readonly messageId: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly foundOutAt: string;
}
type RetractionRefusal = 'NO_SUCH_MESSAGE' | 'FROM_HOME' | 'NO_REASON' | 'FOUND_OUT';

const refuse = (code: RetractionRefusal, message: string): Decision<MessageRetracted, RetractionRefusal> => ({
  refusal: { code, message },
});

/** What follows of a retraction: a message that is taken back already stays so. What home has written is not the school's to take back. */
export function decideRetraction(
  { messageId, reason, by, at, foundOutAt }: RetractCommand,
  state: ThreadState,
): Decision<MessageRetracted, RetractionRefusal> {
  const message = state.messages.find((one) => one.messageId === messageId);
  if (!message) return refuse('NO_SUCH_MESSAGE', 'There is no such message.');
  if (message.author.role !== 'STAFF') return refuse('FROM_HOME', 'Only what staff have written is taken back.');
  const why = reason.trim();
  if (why.length < 5 || why.length > 1_000)
    return refuse('NO_REASON', 'Write why, in 5 to 1000 characters, and name nobody.');
  if (foundOutAt > at || foundOutAt < message.sentAt)
    return refuse('FOUND_OUT', 'It was found out after the message was sent, and not later than now.');
  if (message.retracted) return { events: [] };
  return { events: [{ type: 'MessageRetracted', messageId, reason: why, by, at, foundOutAt }] };
}
