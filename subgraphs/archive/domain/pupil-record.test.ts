import { describe, expect, it } from 'vitest';
import { aDraft, aRecord, august } from '../test-support/builders.ts';
import { registerEntry } from './journal-entry.ts';
import { closeRecord, numberRecord, reopenRecord } from './pupil-record.ts';

const caseNumber = { year: 2026, sequence: 17 };

const archivist = { who: 'Arkivar', now: august };

const ids = () => {
  let next = 0;
  return () => {
    next += 1;
    return `id-${next}`;
  };
};

describe('a pupil record', () => {
  it('is screened and classified by the pupil from the moment it is opened', () => {
    const record = aRecord();
    expect(record.screening.legalBasis).toContain('offentleglova § 13');
    expect(record.classification).toEqual([{ system: 'ELEV', classId: 'child-1', screened: true }]);
    expect(record.status).toBe('open');
    expect(record.caseNumber).toBeUndefined();
  });

  it('takes its number once and keeps it', () => {
    const numbered = numberRecord(aRecord(), caseNumber);
    expect(numberRecord(numbered, caseNumber)).toEqual(numbered);
    expect(() => numberRecord(numbered, { year: 2026, sequence: 18 })).toThrow(/2026\/17 and cannot become 2026\/18/);
  });

  it('can be closed and opened again when the child comes back', () => {
    const record = aRecord();
    const closed = closeRecord(record, archivist);
    expect(closed).toMatchObject({ status: 'closed', closed: { by: 'Arkivar' } });
    expect(closeRecord(closed, { who: 'Someone else', now: new Date() })).toBe(closed);
    expect(reopenRecord(closed)).toEqual(record);
  });

  it('takes nothing in while it is closed', () => {
    const record = closeRecord(aRecord(), archivist);
    expect(() => registerEntry(record, aDraft(), { newId: ids(), now: august })).toThrow(/is closed/);
  });
});
