import { describe, expect, it } from 'vitest';
import { hardTexts, lix } from './readability.ts';

describe('readability', () => {
  it('counts words a sentence and long words of a hundred', () => {
    expect(lix('Vi ser deg. Du ser oss.')).toBe(3);
    expect(Math.round(lix('Kommunestyret vedtok saksbehandlingsreglementet.'))).toBe(70);
  });

  it('finds the families’ pages easy to read in bokmål and nynorsk', () => {
    expect(hardTexts()).toEqual([]);
  });
});
