import { describe, expect, it } from 'vitest';
import { aDraft, anEntry, aRecord, august } from '../test-support/builders.ts';
import { changeStatus, numberEntry } from './journal-entry.ts';

const caseNumber = { year: 2026, sequence: 17 };

const number = { year: 2026, sequence: 901, entryInCase: 3 };

const archivist = { who: 'Arkivar', now: august };

describe('a journal entry', () => {
  it('is registered first and journalled when the archive has given its numbers', () => {
    const entry = anEntry();
    expect(entry).toMatchObject({ status: 'registered', journalDate: '2026-08-17' });
    expect(numberEntry(entry, caseNumber, number)).toMatchObject({
      status: 'journalled',
      registrationId: '2026/17-3',
      number,
    });
  });

  it('is never numbered twice', () => {
    const journalled = numberEntry(anEntry(), caseNumber, number);
    expect(() => numberEntry(journalled, caseNumber, number)).toThrow(/2026\/17-3 in the journal already/);
  });

  it('inherits the screening of its record when it has none of its own', () => {
    const own = { restriction: 'UO', legalBasis: 'offentleglova § 13' };
    expect(anEntry().screening).toEqual(aRecord().screening);
    expect(anEntry(aRecord(), { screening: own }).screening).toEqual(own);
  });

  it('goes forward only: a mistake lapses with its number', () => {
    const journalled = numberEntry(anEntry(), caseNumber, number);
    const lapsed = changeStatus(journalled, 'lapsed', archivist);
    expect(lapsed).toMatchObject({ status: 'lapsed', number });
    expect(() => changeStatus(lapsed, 'archived', archivist)).toThrow(/lapsed cannot become archived/);
    const archived = changeStatus(changeStatus(journalled, 'dispatched', archivist), 'archived', archivist);
    expect(archived.archived).toEqual({ at: august.toISOString(), by: 'Arkivar' });
  });

  it('is dispatched only when it is outgoing', () => {
    const note = numberEntry(anEntry(aRecord(), { type: 'internal-note' }), caseNumber, number);
    expect(() => changeStatus(note, 'dispatched', archivist)).toThrow(/Only an outgoing/);
  });

  it.each([
    ['no document', { documents: [] }, /at least one document/],
    ['a title of spaces', { title: '  ' }, /title of a journal entry \(tittel\) is empty/],
    ['nobody who journals', { createdBy: '' }, /who journals/],
    [
      'an empty document',
      { documents: aDraft().documents.map((one) => ({ ...one, content: new Uint8Array() })) },
      /is empty/,
    ],
  ] as const)('is refused with %s', (_, changes, said) => {
    expect(() => anEntry(aRecord(), changes)).toThrow(said);
  });
});
