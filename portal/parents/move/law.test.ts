import { describe, expect, it } from 'vitest';
import { lawAddress } from './law.ts';

describe('the address of a provision', () => {
  it.each([
    ['opplæringslova § 25-1 (4)', 'https://lovdata.no/lov/2023-06-09-30/§25-1'],
    ['barnehageloven §§ 2 a, 47 a', 'https://lovdata.no/lov/2005-06-17-64/§2a'],
    ['forvaltningsloven § 13', 'https://lovdata.no/lov/1967-02-10/§13'],
    ['opplæringslova § 10-8; barnelova § 47', 'https://lovdata.no/lov/2023-06-09-30/§10-8'],
    ['personvernforordningen art. 6 (1) a', undefined],
    ['javascript:alert(1)', undefined],
  ])('of "%s" is %s', (citation, address) => {
    expect(lawAddress(citation)).toBe(address);
  });
});
