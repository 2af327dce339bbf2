import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGroupId, schoolGroupId } from './group-id.ts';

describe('reading a group id of Feide', () => {
  it('tells the host organisation, a school and a group from one another', () => {
    expect(readGroupId('fc:org:eksempel.kommune.no')).toEqual({ type: 'ORGANISATION', realm: 'eksempel.kommune.no' });
    expect(readGroupId('fc:org:eksempel.kommune.no:unit:NO987654321')).toMatchObject({
      type: 'SCHOOL',
      organisationNumber: '987654321',
    });
    expect(readGroupId('fc:gogroup:eksempel.kommune.no:u:NO987654321:3a-matte:2000-07-01:2100-06-30')).toEqual({
      type: 'GROUP',
      realm: 'eksempel.kommune.no',
      kind: 'TEACHING',
      organisationNumber: '987654321',
      localId: '3a-matte',
      validFrom: '2000-07-01',
      validTo: '2100-06-30',
    });
  });

  it('reads a parent written with either prefix as the same school', () => {
    const [one, other] = ['org', 'gogroup'].map((prefix) => readGroupId(`fc:${prefix}:e.kommune.no:unit:NO987654321`));
    expect(one).toEqual(other);
  });

  it('undoes the encoding of the local id', () => {
    expect(readGroupId('fc:gogroup:e.no:b:NO987654321:8%3Aa%20bl%C3%A5:2026-08-01:2027-07-31')).toMatchObject({
      localId: '8:a blå',
    });
    expect(readGroupId('fc:gogroup:e.no:b:NO987654321:100%:2026-08-01:2027-07-31')).toMatchObject({ localId: '100%' });
  });

  it.each([
    'fc:grep:http:__psi.udir.no_laereplan_aarstrinn_aarstrinn3',
    'fc:adhoc:b7d0fd8d-6e63-4314-b356-7832a7eac3b3',
    'fc:gogroup:e.no:x:NO987654321:8a:2026-08-01:2027-07-31',
    'fc:gogroup:e.no:b:987654321:8a:2026-08-01:2027-07-31',
    'fc:gogroup:e.no:b:NO987654321:8a:2026-02-30:2027-07-31',
    'fc:gogroup:e.no:constructor:NO987654321:8a:2026-08-01:2027-07-31',
    'fc:org:',
    '',
  ])('leaves %j alone', (id) => {
    expect(readGroupId(id)).toBeUndefined();
  });

  it('never throws, and reads every school id it writes', () => {
    fc.assert(fc.property(fc.string(), (text) => void readGroupId(`fc:gogroup:${text}`)));
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (number) => {
        expect(readGroupId(schoolGroupId('e.no', String(number)))).toMatchObject({
          organisationNumber: String(number),
        });
      }),
    );
  });
});
