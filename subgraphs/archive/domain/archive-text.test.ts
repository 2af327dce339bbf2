import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../test-support/arbitraries.ts';
import { archiveText } from './archive-text.ts';

describe('text for the archive', () => {
  it('is the same when it is taken in again, and holds nothing XML cannot carry', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const kept = archiveText(text);
        expect(archiveText(kept)).toBe(kept);
        expect(kept.isWellFormed()).toBe(true);
        const allowedControls = new Set(['\t', '\n', '\r']);
        const forbidden = [...kept].filter((one) => one < ' ' && !allowedControls.has(one));
        expect([...forbidden, ...[...kept].filter((one) => one === '\uFFFE' || one === '\uFFFF')]).toEqual([]);
      }),
    );
  });

  it('leaves Norwegian and Sámi letters and emoji alone', () => {
    expect(archiveText('Åse Čálliid 👩‍👧')).toBe('Åse Čálliid 👩‍👧');
  });
});
