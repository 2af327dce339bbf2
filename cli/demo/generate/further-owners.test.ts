import { existsSync, readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { generateCounty } from './generate-county.ts';
import { generateMunicipality } from './generate-municipality.ts';
import { generatePrivateSchool } from './generate-private-school.ts';
import type { MunicipalityModel } from './model.ts';
import { staffRecordings } from './staff-recordings.ts';
import { writeRoster } from './write-roster.ts';

const schema = new URL('../../../../shared/standards/pifu/PIFU-IMS_SAS.xsd', import.meta.url);
const options = { seed: 'further', schoolYear: 2026, today: '2026-11-20' };
const from = generateMunicipality({ name: 'Ringsaker', ...options });
const beside = [generateMunicipality({ name: 'Sarpsborg', ...options })];
const county = generateCounty({ from, beside });
const privateSchool = generatePrivateSchool({ from, beside });

const idsOf = ({ people, families }: MunicipalityModel) => [
  ...people.map(({ person }) => person.nationalId),
  ...families.flatMap(({ adults, children }) => [...adults, ...children].map(({ nationalId }) => nationalId)),
];

describe('a county', () => {
  it('has admitted the tenth-graders of the municipality who do not leave it, from the next school year', () => {
    const leaving = new Set(from.movers.map(({ nationalId }) => nationalId));
    const tenth = from.families
      .flatMap(({ children }) => children)
      .filter(({ level, nationalId }) => level === 10 && !leaving.has(nationalId))
      .map(({ nationalId }) => nationalId);
    expect(county.movers.map(({ nationalId }) => nationalId).toSorted()).toEqual(tenth.toSorted());
    for (const { nationalId } of county.movers) {
      const places = county.memberships.filter((place) => place.nationalId === nationalId);
      expect(places.some(({ primary }) => primary)).toBe(true);
      expect(places.every(({ role, from: start }) => role === '01' && start >= '2027-08-01')).toBe(true);
    }
  });

  it('knows of none but its own pupils and applicants, and has recorded nothing of those who are to come', () => {
    const children = county.families.flatMap((family) => family.children);
    expect(children.every(({ level }) => level >= 10 && level <= 13)).toBe(true);
    const applicants = new Set(county.movers.map(({ nationalId }) => nationalId));
    expect(staffRecordings(county).filter(({ childNationalId }) => applicants.has(childNationalId))).toEqual([]);
  });

  it('gives nobody of its own a national id that somebody else has', () => {
    const others = new Set([from, ...beside].flatMap(idsOf));
    const applicants = new Set(county.movers.map(({ nationalId }) => nationalId));
    const families = county.families.filter(({ children }) => !children.some((one) => applicants.has(one.nationalId)));
    const staff = county.people.filter(({ kind }) => kind === 'staff').map(({ person }) => person.nationalId);
    const own = [
      ...staff,
      ...families.flatMap(({ adults, children }) => [...adults, ...children].map((p) => p.nationalId)),
    ];
    expect(own.filter((id) => others.has(id))).toEqual([]);
  });
});

describe('a private school', () => {
  it('has the ordinary children who leave the municipality as pupils, each in a class with a contact teacher', () => {
    const ordinary = from.movers.filter(({ kind }) => kind === 'ordinary').map(({ nationalId }) => nationalId);
    const [unit] = privateSchool.units;
    const pupils = privateSchool.memberships.filter(
      ({ container, role }) => container === unit?.localId && role === '01',
    );
    expect(pupils.map(({ nationalId }) => nationalId).toSorted()).toEqual(ordinary.toSorted());
    expect(staffRecordings(privateSchool)).toEqual([]);
  });
});

describe.each([
  ['a county', county],
  ['a private school', privateSchool],
] as const)('the roster of %s', (_, model) => {
  it.skipIf(!existsSync(schema))('is one that PIFU-IMS 1.3 accepts', () => {
    using xsd = XmlDocument.fromBuffer(readFileSync(schema));
    using validator = XsdValidator.fromDoc(xsd);
    using roster = XmlDocument.fromBuffer(Buffer.from(writeRoster(model)));
    expect(() => validator.validate(roster)).not.toThrow();
  });

  it('names the owner, which is no municipality', () => {
    const roster = writeRoster(model);
    expect(roster).toContain(model.profile.legalName);
    expect(roster).not.toContain('municipalityNumber');
    expect(isOrganisationNumber(model.profile.organisationNumber)).toBe(true);
  });
});
