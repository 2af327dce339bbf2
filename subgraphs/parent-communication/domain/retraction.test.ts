import { describe, expect, test } from 'vitest';
import { decideRetraction } from './retraction.ts';
import { initialThread, type ThreadMessage } from './thread.ts';

const message: ThreadMessage = {
  messageId: 'm',
  author: { personId: 'teacher', role: 'STAFF' },
  recipients: [{ personId: 'mother', role: 'GUARDIAN' }],
  text: 'Om et annet barn',
  sentAt: '2026-11-22T08:00:00.000Z',
  caseDocument: false,
  readBy: [],
};
const at = '2026-11-22T12:00:00.000Z';
const command = { messageId: 'm', reason: 'Sendt i feil tråd', by: 'rektor', at, foundOutAt: at };
const retracting = (over: Partial<typeof command>, of: Partial<ThreadMessage> = {}) =>
  decideRetraction({ ...command, ...over }, { ...initialThread(), messages: [{ ...message, ...of }] });

describe('a message that reached the wrong family', () => {
  test('is taken back, once', () => {
    expect(retracting({}).events).toMatchObject([{ type: 'MessageRetracted', reason: 'Sendt i feil tråd' }]);
    expect(retracting({}, { retracted: true })).toEqual({ events: [] });
  });

  test.each([
    ['NO_SUCH_MESSAGE', { messageId: 'other' }, {}],
    ['NO_REASON', { reason: ' nei ' }, {}],
    ['FOUND_OUT', { foundOutAt: '2026-11-22T12:00:01.000Z' }, {}],
    ['FOUND_OUT', { foundOutAt: '2026-11-22T07:59:59.000Z' }, {}],
    ['FROM_HOME', {}, { author: { personId: 'mother', role: 'GUARDIAN' as const } }],
  ])('is not: %s', (code, over, of) => {
    expect(retracting(over, of).refusal).toMatchObject({ code });
  });
});
