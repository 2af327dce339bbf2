import { describe, expect, it } from 'vitest';
import { anEntry, aRecord } from '../test-support/builders.ts';
import { numberEntry } from './journal-entry.ts';
import { closeRecord } from './pupil-record.ts';
import { mayDispose, preserveEverything, type RetentionRule, retentionRuleFor, yearsAfter } from './retention.ts';

const archived = numberEntry(anEntry(), { year: 2026, sequence: 1 }, { year: 2026, sequence: 1, entryInCase: 1 });
const closed = closeRecord(aRecord(), { who: 'Arkivar', now: new Date('2026-08-17T08:00:00Z') });
const authority = { kind: 'permission', citation: 'Nasjonalarkivet 2026/1', inForceFrom: '2026-01-01' } as const;
const rule: RetentionRule = { kind: 'message', decision: 'dispose', years: 10, authority };

describe('disposal (kassasjon)', () => {
  it('is allowed when a rule says so with authority, the record is closed and the time has passed', () => {
    expect(mayDispose(archived, closed, rule, '2036-08-17')).toEqual({
      allowed: true,
      authority,
      dueSince: '2036-08-17',
    });
  });

  it.each([
    ['what shall be kept', archived, closed, { ...rule, decision: 'preserve' }, '2099-01-01', 'preserved'],
    ['what is to be assessed', archived, closed, { ...rule, decision: 'assess-later' }, '2099-01-01', 'assess-later'],
    [
      'without authority',
      archived,
      closed,
      { kind: 'message', decision: 'dispose', years: 10 },
      '2099-01-01',
      'no-authority',
    ],
    [
      'on an empty citation',
      archived,
      closed,
      { ...rule, authority: { ...authority, citation: ' ' } },
      '2099-01-01',
      'no-authority',
    ],
    [
      'on an authority to come',
      archived,
      closed,
      { ...rule, authority: { ...authority, inForceFrom: '2099-01-02' } },
      '2099-01-01',
      'no-authority',
    ],
    ['before the archive has the entry', anEntry(), closed, rule, '2099-01-01', 'not-archived'],
    ['while the record is open', archived, aRecord(), rule, '2099-01-01', 'record-open'],
    ['a day too early', archived, closed, rule, '2036-08-16', 'not-due'],
  ] as const)('is refused %s', (_, entry, record, given, today, reason) => {
    expect(mayDispose(entry, record, given, today)).toMatchObject({ allowed: false, reason });
  });

  it('never happens by default: everything is preserved until the controller has a plan', () => {
    const given = retentionRuleFor('anything', preserveEverything);
    expect(mayDispose(archived, closed, given, '2999-01-01')).toEqual({ allowed: false, reason: 'preserved' });
    expect(retentionRuleFor('anything', [])).toEqual({ kind: '*', decision: 'preserve' });
  });

  it('prefers the rule that names the kind', () => {
    expect(retentionRuleFor('message', [...preserveEverything, rule])).toBe(rule);
  });

  it('counts years from a leap day to the day after the last of February', () => {
    expect(yearsAfter('2028-02-29', 1)).toBe('2029-03-01');
    expect(yearsAfter('2028-02-29', 4)).toBe('2032-02-29');
  });
});
