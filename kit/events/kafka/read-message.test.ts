import { describe, expect, it } from 'vitest';
import { record } from '#test/contract/support/counted.ts';
import { readMessage } from './read-message.ts';

const message = (value: string | null) => ({
  key: Buffer.from('anna'),
  value: value === null ? null : Buffer.from(value),
});

describe('a message from Kafka', () => {
  it('is the record that was published', () => {
    const one = record('oppvekst.test', 'anna', 1);
    expect(readMessage('oppvekst.test', message(JSON.stringify(one.envelope)))).toEqual({ record: one });
  });

  it.each([
    ['no JSON', 'hello', 'it is no JSON'],
    ['nothing', null, 'it is no JSON'],
    ['no object', '"text"', 'it is no CloudEvents envelope (top)'],
    ['no envelope', '{"specversion":"1.0"}', 'it is no CloudEvents envelope (id)'],
    ['an envelope of another version', '{"specversion":"0.3"}', 'it is no CloudEvents envelope (specversion)'],
  ])('that is %s is told from a record, with the reason', (_, text, reason) => {
    expect(readMessage('oppvekst.test', message(text))).toEqual({ text: text ?? '', reason });
  });
});
