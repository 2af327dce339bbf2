import { describe, expect, it } from 'vitest';
import { hasArchiveDuty, isJournalled } from './archive-duty.ts';

describe('the duty to archive', () => {
  it('binds public bodies always and private owners in cases with individual decisions', () => {
    expect(hasArchiveDuty('MUNICIPALITY', 'message')).toBe(true);
    expect(hasArchiveDuty('COUNTY', 'plan')).toBe(true);
    expect(hasArchiveDuty('PRIVATE_OWNER', 'plan')).toBe(false);
    expect(hasArchiveDuty('PRIVATE_OWNER', 'individual-decision')).toBe(true);
  });

  it('is not the only reason to journal: every owner documents a hand-over', () => {
    expect(isJournalled('PRIVATE_OWNER', 'handover')).toBe(true);
    expect(isJournalled('PRIVATE_OWNER', 'message')).toBe(false);
  });
});
