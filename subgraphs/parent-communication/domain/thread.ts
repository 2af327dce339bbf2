import type { Decision, Participant, TellingLookup } from './telling.ts';

/** A thread is about one child, with one unit (school, kindergarten, SFO). Each message has its own recipients. */
export interface ThreadState {
  readonly status: 'NONE' | 'OPEN' | 'CLOSED';
  readonly threadId: string;
  readonly childId: string;
  /** Organisation number of the unit. */
  readonly unitId: string;
  readonly subject: string;
  readonly messages: readonly ThreadMessage[];
  readonly closedBecause?: ClosingReason;
}
export interface ThreadMessage {
  readonly messageId: string;
  readonly author: Participant;
  readonly recipients: readonly Participant[];
  readonly text: string;
  readonly sentAt: string;
  readonly inReplyTo?: string;
  /** Has a place in the pupil's record (elevmappe), e.g. an answer in a case: the archive journals it. */
  readonly caseDocument: boolean;
  readonly readBy: readonly string[];
  /** Taken back: it reached somebody who should not have it. */
  readonly retracted?: boolean;
}
export const initialThread = (): ThreadState => ({
  status: 'NONE',
  threadId: '',
  childId: '',
  unitId: '',
  subject: '',
  messages: [],
});

/** MOVED: the child has left the unit. ENDED: the unit ended it. NOBODY_AT_HOME: nobody of the family in it may be told any more. */
export type ClosingReason = 'MOVED' | 'ENDED' | 'NOBODY_AT_HOME';

interface NewMessage {
  readonly messageId: string;
  readonly by: Participant;
  readonly text: string;
  readonly at: string;
  /** Who may be told of the child now: asked at sending, and again at every reading. */
  readonly telling: TellingLookup;
  readonly caseDocument?: boolean;
}
export type ThreadCommand =
  | (NewMessage & {
      readonly type: 'Open';
      readonly threadId: string;
      readonly childId: string;
      readonly unitId: string;
      readonly subject: string;
      readonly to: readonly Participant[];
    })
  | (NewMessage & { readonly type: 'Send'; readonly to: readonly Participant[] })
  // A reply names no recipients: it goes to the sender of what it answers, to nobody else.
  | (NewMessage & { readonly type: 'Reply'; readonly inReplyTo: string })
  | {
      readonly type: 'MarkRead';
      readonly messageId: string;
      readonly by: string;
      readonly at: string;
      readonly telling: TellingLookup;
    }
  | { readonly type: 'Close'; readonly reason: ClosingReason; readonly by: string; readonly at: string };

export type ThreadEvent =
  | {
      readonly type: 'ThreadOpened';
      readonly threadId: string;
      readonly childId: string;
      readonly unitId: string;
      readonly subject: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly type: 'MessageSent'; readonly message: ThreadMessage }
  | { readonly type: 'MessageRead'; readonly messageId: string; readonly by: string; readonly at: string }
  | { readonly type: 'ThreadClosed'; readonly reason: ClosingReason; readonly by: string; readonly at: string };

export type ThreadRefusalCode =
  | 'NO_SUCH_THREAD'
  | 'NO_SUCH_MESSAGE'
  | 'ALREADY_OPEN'
  | 'CLOSED'
  | 'NO_TEXT'
  | 'TEXT_TOO_LONG'
  | 'NO_SUBJECT'
  | 'NO_RECIPIENT'
  | 'TOO_MANY_RECIPIENTS'
  | 'HOME_WRITES_TO_STAFF'
  | 'MAY_NOT_WRITE'
  | 'MAY_NOT_RECEIVE'
  | 'OWN_MESSAGE';
export type ThreadDecision = Decision<ThreadEvent, ThreadRefusalCode>;

const longestText = 10_000;
const mostRecipients = 50;

/** What follows of a command in a thread: events, or a refusal that says why. */
export function decideThread(command: ThreadCommand, state: ThreadState): ThreadDecision {
  switch (command.type) {
    case 'Open': {
      if (state.status !== 'NONE') return refuse('ALREADY_OPEN', 'The thread exists already.');
      const subject = command.subject.trim();
      if (subject === '' || subject.length > 200)
        return refuse('NO_SUBJECT', 'Write a subject of 1 to 200 characters.');
      const { threadId, childId, unitId, at } = command;
      const opened: ThreadEvent = {
        type: 'ThreadOpened',
        threadId,
        childId,
        unitId,
        subject,
        by: command.by.personId,
        at,
      };
      return checkMessage(command, command.to) ?? { events: [opened, sent(command, command.to)] };
    }
    case 'Send':
      return checkOpen(state) ?? checkMessage(command, command.to) ?? { events: [sent(command, command.to)] };
    case 'Reply':
      return checkOpen(state) ?? reply(command, state);
    case 'MarkRead':
      return markRead(command, state);
    case 'Close':
      if (state.status === 'NONE') return refuse('NO_SUCH_THREAD', 'There is no such thread.');
      if (state.status === 'CLOSED') return { events: [] };
      return { events: [{ type: 'ThreadClosed', reason: command.reason, by: command.by, at: command.at }] };
  }
}

/** The state after an event. */
export function evolveThread(state: ThreadState, event: ThreadEvent): ThreadState {
  switch (event.type) {
    case 'ThreadOpened': {
      const { threadId, childId, unitId, subject } = event;
      return { ...state, status: 'OPEN', threadId, childId, unitId, subject };
    }
    case 'MessageSent':
      return { ...state, messages: [...state.messages, event.message] };
    case 'MessageRead':
      return {
        ...state,
        messages: state.messages.map((each) =>
          each.messageId === event.messageId ? { ...each, readBy: [...each.readBy, event.by] } : each,
        ),
      };
    case 'ThreadClosed':
      return { ...state, status: 'CLOSED', closedBecause: event.reason };
  }
}

const refuse = (code: ThreadRefusalCode, message: string, citation?: string): ThreadDecision => ({
  refusal: { code, message, ...(citation === undefined ? {} : { citation }) },
});

function checkOpen(state: ThreadState): ThreadDecision | undefined {
  if (state.status === 'NONE') return refuse('NO_SUCH_THREAD', 'There is no such thread.');
  if (state.status === 'CLOSED') return refuse('CLOSED', 'The thread is closed. Start a new one.');
  return undefined;
}

function checkMessage(message: NewMessage, to: readonly Participant[]): ThreadDecision | undefined {
  if (message.text.trim() === '') return refuse('NO_TEXT', 'Write a text.');
  if (message.text.length > longestText)
    return refuse('TEXT_TOO_LONG', `The text has at most ${longestText} characters.`);
  const others = to.filter(({ personId }) => personId !== message.by.personId);
  if (others.length === 0) return refuse('NO_RECIPIENT', 'Name at least one recipient other than yourself.');
  if (others.length > mostRecipients)
    return refuse('TOO_MANY_RECIPIENTS', `A message has at most ${mostRecipients} recipients.`);
  // One home never writes to another through the school: a guardian would learn who the others are.
  if (message.by.role !== 'STAFF' && others.some(({ role }) => role !== 'STAFF'))
    return refuse('HOME_WRITES_TO_STAFF', 'From home, messages go to staff.');
  const author = message.telling(message.by.personId);
  if (!author.may) return refuse('MAY_NOT_WRITE', author.why, author.citation);
  // All or nothing: a message that quietly left somebody out would be believed to have arrived.
  for (const { personId } of others) {
    const telling = message.telling(personId);
    if (!telling.may)
      return refuse(
        'MAY_NOT_RECEIVE',
        `Nothing was sent: a recipient may not be told of the child. ${telling.why}`,
        telling.citation,
      );
  }
  return undefined;
}

function sent(command: NewMessage & { readonly inReplyTo?: string }, to: readonly Participant[]): ThreadEvent {
  const { messageId, by, text, at, caseDocument = false, inReplyTo } = command;
  const unique = new Map(to.filter(({ personId }) => personId !== by.personId).map((each) => [each.personId, each]));
  return {
    type: 'MessageSent',
    message: {
      messageId,
      author: by,
      recipients: [...unique.values()],
      text: text.trim(),
      sentAt: at,
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
      caseDocument,
      readBy: [],
    },
  };
}

function reply(command: Extract<ThreadCommand, { type: 'Reply' }>, state: ThreadState): ThreadDecision {
  const answered = state.messages.find((each) => each.messageId === command.inReplyTo);
  // Whoever cannot read a message gets the answer that is given when there is none.
  if (!answered || !isParty(answered, command.by.personId))
    return refuse('NO_SUCH_MESSAGE', 'There is no such message.');
  if (answered.author.personId === command.by.personId)
    return refuse('OWN_MESSAGE', 'This is your own message. Send a new one instead of replying.');
  const to = [answered.author];
  return checkMessage(command, to) ?? { events: [sent(command, to)] };
}

function markRead(command: Extract<ThreadCommand, { type: 'MarkRead' }>, state: ThreadState): ThreadDecision {
  const message = state.messages.find((each) => each.messageId === command.messageId);
  const isRecipient = message?.recipients.some(({ personId }) => personId === command.by);
  if (!message || !isRecipient || !command.telling(command.by).may)
    return refuse('NO_SUCH_MESSAGE', 'There is no such message.');
  if (message.readBy.includes(command.by)) return { events: [] };
  return { events: [{ type: 'MessageRead', messageId: command.messageId, by: command.by, at: command.at }] };
}

const isParty = (message: ThreadMessage, personId: string): boolean =>
  message.author.personId === personId || message.recipients.some((each) => each.personId === personId);

/** The messages that a person may read now: their own and those sent to them, while they may still be told of the child. */
export function readableMessages(
  state: ThreadState,
  personId: string,
  telling: TellingLookup,
): readonly ThreadMessage[] {
  if (!telling(personId).may) return [];
  return state.messages.filter((message) => isParty(message, personId));
}

/** A message as one person sees it: the other recipients are shown to its author alone. */
export function messageAsSeenBy(message: ThreadMessage, personId: string): ThreadMessage {
  if (message.author.personId === personId) return message;
  return {
    ...message,
    recipients: message.recipients.filter((each) => each.personId === personId),
    readBy: message.readBy.filter((reader) => reader === personId),
  };
}
