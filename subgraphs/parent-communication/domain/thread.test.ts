import { describe, expect, test } from 'vitest';
import type { Participant, TellingLookup } from './telling.ts';
import {
  decideThread,
  evolveThread,
  initialThread,
  messageAsSeenBy,
  readableMessages,
  type ThreadCommand,
  type ThreadEvent,
} from './thread.ts';

const at = '2026-09-01T08:00:00Z';
const teacher: Participant = { personId: 'teacher', role: 'STAFF' };
const mother: Participant = { personId: 'mother', role: 'GUARDIAN' };
const father: Participant = { personId: 'father', role: 'GUARDIAN' };
const mayAll: TellingLookup = () => ({ may: true });
const mayAllBut =
  (...persons: readonly string[]): TellingLookup =>
  (personId) =>
    persons.includes(personId)
      ? { may: false, why: 'The right to information is taken away.', citation: 'barnelova § 47' }
      : { may: true };

const message = (messageId: string, author: Participant, recipients: readonly Participant[], more = {}) => ({
  messageId,
  author,
  recipients,
  text: 'Hei',
  sentAt: at,
  caseDocument: false,
  readBy: [],
  ...more,
});
const opened: ThreadEvent = {
  type: 'ThreadOpened',
  threadId: 't1',
  childId: 'c1',
  unitId: 'u1',
  subject: 'Turdag',
  by: 'teacher',
  at,
};
const toBoth: ThreadEvent = { type: 'MessageSent', message: message('m1', teacher, [mother, father]) };
const closed: ThreadEvent = { type: 'ThreadClosed', reason: 'MOVED', by: 'system', at };

const stateAfter = (events: readonly ThreadEvent[]) => events.reduce(evolveThread, initialThread());
const given = (...events: readonly ThreadEvent[]) => ({
  when: (command: ThreadCommand) => decideThread(command, stateAfter(events)),
});
const act = { messageId: 'm2', text: 'Hei', at, telling: mayAll };
const open = {
  type: 'Open',
  threadId: 't1',
  childId: 'c1',
  unitId: 'u1',
  subject: 'Turdag',
  ...act,
  messageId: 'm1',
} as const;

describe('writing', () => {
  test('a thread opens with its first message', () => {
    expect(given().when({ ...open, by: teacher, to: [mother, father] })).toEqual({ events: [opened, toBoth] });
  });

  test('a reply goes to the sender alone, whoever else got the message', () => {
    const decision = given(opened, toBoth).when({ type: 'Reply', ...act, by: mother, inReplyTo: 'm1', text: ' Takk ' });
    expect(decision).toEqual({
      events: [{ type: 'MessageSent', message: message('m2', mother, [teacher], { text: 'Takk', inReplyTo: 'm1' }) }],
    });
  });

  test('a reply to a message one never got is answered as if there were none', () => {
    const toMother: ThreadEvent = { type: 'MessageSent', message: message('m1', teacher, [mother]) };
    const decisions = ['m1', 'no-such'].map((inReplyTo) =>
      given(opened, toMother).when({ type: 'Reply', ...act, by: father, inReplyTo }),
    );
    expect(decisions[0]).toMatchObject({ refusal: { code: 'NO_SUCH_MESSAGE' } });
    expect(decisions[0]).toEqual(decisions[1]);
  });

  test('nobody replies to their own message', () => {
    expect(given(opened, toBoth).when({ type: 'Reply', ...act, by: teacher, inReplyTo: 'm1' })).toMatchObject({
      refusal: { code: 'OWN_MESSAGE' },
    });
  });

  test('one home does not write to another', () => {
    expect(given(opened, toBoth).when({ type: 'Send', ...act, by: mother, to: [teacher, father] })).toMatchObject({
      refusal: { code: 'HOME_WRITES_TO_STAFF' },
    });
  });

  test('one recipient who may not be told stops the message for all, with the rule', () => {
    expect(given().when({ ...open, by: teacher, to: [mother, father], telling: mayAllBut('father') })).toMatchObject({
      refusal: { code: 'MAY_NOT_RECEIVE', citation: 'barnelova § 47' },
    });
  });

  test('whoever may not be told of the child cannot write about it', () => {
    expect(
      given(opened, toBoth).when({ type: 'Reply', ...act, by: father, inReplyTo: 'm1', telling: mayAllBut('father') }),
    ).toMatchObject({
      refusal: { code: 'MAY_NOT_WRITE' },
    });
  });

  test('a reply to somebody who no longer works with the child is refused', () => {
    expect(
      given(opened, toBoth).when({ type: 'Reply', ...act, by: mother, inReplyTo: 'm1', telling: mayAllBut('teacher') }),
    ).toMatchObject({
      refusal: { code: 'MAY_NOT_RECEIVE' },
    });
  });

  test('a recipient named twice, or the author among them, gets it once or not', () => {
    const decision = given(opened).when({ type: 'Send', ...act, by: teacher, to: [mother, mother, teacher] });
    expect(decision.events).toMatchObject([{ message: { recipients: [mother] } }]);
  });

  test.each([
    ['no text', { text: '  ' }, 'NO_TEXT'],
    ['too long a text', { text: 'x'.repeat(10_001) }, 'TEXT_TOO_LONG'],
    ['nobody to send to', { to: [] }, 'NO_RECIPIENT'],
    ['only oneself to send to', { to: [teacher] }, 'NO_RECIPIENT'],
    [
      'a class of recipients too many',
      { to: Array.from({ length: 51 }, (_, n) => ({ personId: `p${n}`, role: 'GUARDIAN' })) },
      'TOO_MANY_RECIPIENTS',
    ],
    ['no subject', { subject: ' ' }, 'NO_SUBJECT'],
  ] as const)('%s is refused', (_, changes, code) => {
    const command = { ...open, by: teacher, to: [mother], ...changes } as ThreadCommand;
    expect(given().when(command)).toMatchObject({ refusal: { code } });
  });

  test('a thread is opened once, and one that is not there takes nothing', () => {
    expect(given(opened).when({ ...open, by: teacher, to: [mother] })).toMatchObject({
      refusal: { code: 'ALREADY_OPEN' },
    });
    expect(given().when({ type: 'Send', ...act, by: teacher, to: [mother] })).toMatchObject({
      refusal: { code: 'NO_SUCH_THREAD' },
    });
    expect(given().when({ type: 'Close', reason: 'ENDED', by: 'teacher', at })).toMatchObject({
      refusal: { code: 'NO_SUCH_THREAD' },
    });
  });
});

describe('closing', () => {
  test('a move closes the thread; then nothing more is written in it', () => {
    expect(given(opened, toBoth).when({ type: 'Close', reason: 'MOVED', by: 'system', at })).toEqual({
      events: [closed],
    });
    expect(given(opened, toBoth, closed).when({ type: 'Reply', ...act, by: mother, inReplyTo: 'm1' })).toMatchObject({
      refusal: { code: 'CLOSED' },
    });
    expect(given(opened, toBoth, closed).when({ type: 'Send', ...act, by: teacher, to: [mother] })).toMatchObject({
      refusal: { code: 'CLOSED' },
    });
  });

  test('closing twice has no second effect', () => {
    expect(given(opened, toBoth, closed).when({ type: 'Close', reason: 'MOVED', by: 'system', at })).toEqual({
      events: [],
    });
  });
});

describe('reading', () => {
  const toMother: ThreadEvent = { type: 'MessageSent', message: message('m2', teacher, [mother]) };
  const fromMother: ThreadEvent = { type: 'MessageSent', message: message('m3', mother, [teacher]) };
  const state = stateAfter([opened, toBoth, toMother, fromMother]);
  const ids = (personId: string, telling = mayAll) =>
    readableMessages(state, personId, telling).map(({ messageId }) => messageId);

  test('each reads what was sent to them or by them', () => {
    expect(ids('teacher')).toEqual(['m1', 'm2', 'm3']);
    expect(ids('mother')).toEqual(['m1', 'm2', 'm3']);
    expect(ids('father')).toEqual(['m1']);
    expect(ids('stranger')).toEqual([]);
  });

  test('the right is asked again at reading: who lost it reads nothing, old messages included', () => {
    expect(ids('father', mayAllBut('father'))).toEqual([]);
    expect(ids('mother', mayAllBut('father'))).toEqual(['m1', 'm2', 'm3']);
  });

  test('a recipient does not see who else got the message, or read it; its author does', () => {
    const read = message('m1', teacher, [mother, father], { readBy: ['father'] });
    expect(messageAsSeenBy(read, 'mother')).toMatchObject({ recipients: [mother], readBy: [] });
    expect(messageAsSeenBy(read, 'teacher')).toEqual(read);
  });

  test('a message is marked as read by its recipients, once', () => {
    const mark = { type: 'MarkRead', messageId: 'm1', by: 'mother', at, telling: mayAll } as const;
    const read: ThreadEvent = { type: 'MessageRead', messageId: 'm1', by: 'mother', at };
    expect(given(opened, toBoth).when(mark)).toEqual({ events: [read] });
    expect(given(opened, toBoth, read).when(mark)).toEqual({ events: [] });
    expect(given(opened, toBoth).when({ ...mark, by: 'teacher' })).toMatchObject({
      refusal: { code: 'NO_SUCH_MESSAGE' },
    });
    expect(given(opened, toBoth).when({ ...mark, telling: mayAllBut('mother') })).toMatchObject({
      refusal: { code: 'NO_SUCH_MESSAGE' },
    });
  });
});
