import { describe, expect, it } from 'vitest';
import { removeNames } from './remove-names.ts';

const own = { givenName: 'Eira', familyName: 'Lien' };
const others = [
  { givenName: 'Anne-Grethe Marie', familyName: 'Ødegård' },
  { givenName: 'Eira', familyName: 'Moen' },
  { givenName: 'Bo', familyName: 'Berg' },
];

describe('removing the names of other pupils', () => {
  it.each([
    ['Anne-Grethe Ødegård dyttet Eira.', '[annen elev] dyttet Eira.'],
    ['Anne-Grethe Marie Ødegård og Bo', '[annen elev] og [annen elev]'],
    ['Bos sekk og Berg sin', '[annen elev] sekk og Berg sin'],
    ['Eira Moen og Eira Lien', '[annen elev] og Eira Lien'],
    ['Boka ble borte', 'Boka ble borte'],
    ['(Bo)', '([annen elev])'],
  ])('%s', (text, expected) => expect(removeNames(text, others, own)).toBe(expected));

  it('leaves a text alone where there is nobody else', () =>
    expect(removeNames('Bo var her.', [], own)).toBe('Bo var her.'));
});
