import { describe, expect, it } from 'vitest';
import { fateOfCopy } from './received-copies.ts';

const authority = { citation: 'Nasjonalarkivet 2026/114', inForceFrom: '2026-09-01' };

describe('a received copy of a child who never started', () => {
  it('is closed and kept by a public body that has no authority to dispose', () => {
    expect(fateOfCopy('enrolment', 'MUNICIPALITY', undefined, '2026-11-22')).toEqual({ kind: 'closed' });
    expect(fateOfCopy('enrolment', 'COUNTY', authority, '2026-08-31')).toEqual({ kind: 'closed' });
  });

  it('is disposed of under an authority that is in force', () => {
    const disposed = { kind: 'disposed', citation: 'Nasjonalarkivet 2026/114' };
    expect(fateOfCopy('enrolment', 'MUNICIPALITY', authority, '2026-09-01')).toEqual(disposed);
  });

  it('is not kept by a private school, but for individual decisions', () => {
    expect(fateOfCopy('enrolment', 'PRIVATE_OWNER', undefined, '2026-11-22')).toMatchObject({ kind: 'disposed' });
    expect(fateOfCopy('individual-decisions', 'PRIVATE_OWNER', undefined, '2026-11-22')).toEqual({ kind: 'closed' });
  });
});
