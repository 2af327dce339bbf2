import type { CountyOptions } from './generate-county.ts';
import { createUnitRoll } from './groups.ts';
import { createNumberIssuer, organisationNumbers } from './issue-numbers.ts';
import type { Membership, MunicipalityModel, Profile, Unit } from './model.ts';
import { areasOf, drawAddress } from './places.ts';
import { createRandom } from './random.ts';
import { listRosterPeople } from './roster-people.ts';
import { createOwnerStaff } from './staff.ts';

/**
 * A synthetic private school (privatskolelova § 2-1) for years 1–10 and its owner. Its pupils are the ordinary children who leave the
 * municipality: some stay there, some go on to another municipality.
 */
export function generatePrivateSchool({ from, beside }: CountyOptions): MunicipalityModel {
  const { seed, schoolYear, today } = from;
  const random = createRandom(`${seed}/Furuberget`);
  const taken = [from, ...beside].flatMap(({ people }) => people.map(({ person }) => person.nationalId));
  const context = { random, schoolYear, today, issuer: createNumberIssuer('later', random, taken) };
  const profile = privateProfile();
  const [area] = areasOf('Ringsaker');
  if (!area) throw new RangeError('a municipality without an area');
  const unit: Unit = {
    localId: 'FF-enhet-01',
    organisationNumber: organisationNumbers(31361000).next().value,
    name: 'Furuberget friskole',
    kind: 'school',
    area: area.name,
    levels: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    address: drawAddress('Ringsaker', area, random),
    emailDomain: profile.realm,
  };
  const movers = from.movers.filter(({ kind }) => kind === 'ordinary');
  const startOf = new Map(movers.map(({ nationalId, startsOn }) => [nationalId, startsOn]));
  const families = from.families.filter(({ children }) => children.some(({ nationalId }) => startOf.has(nationalId)));
  const children = families.flatMap((family) => family.children);
  const roll = createUnitRoll(unit, children, (nationalId) => startOf.get(nationalId), context);
  const owner = createOwnerStaff(profile, context);
  return {
    profile,
    seed,
    schoolYear,
    today,
    units: [unit],
    families,
    people: listRosterPeople({ profile, staff: [...owner.staff, ...roll.staff], families, random }),
    groups: roll.groups,
    memberships: [
      ...owner.memberships,
      ...children.map(
        ({ nationalId }): Membership => ({
          container: unit.localId,
          nationalId,
          role: '01',
          from: startOf.get(nationalId) ?? today,
          primary: true,
        }),
      ),
      ...roll.memberships,
    ],
    movers,
    moversArrive: true,
    demoClass: roll.groups.find(({ kind }) => kind === 'basisgruppe')?.localId ?? '',
  };
}

function privateProfile(): Profile {
  const [organisationNumber] = organisationNumbers(31360100);
  const realm = 'furuberget.skole.example';
  return {
    name: 'Furuberget',
    legalName: 'Furuberget friskole',
    kind: 'PRIVATE_OWNER',
    municipalityNumber: null,
    countyNumber: '34',
    organisationNumber: organisationNumber as string,
    ownerLocalId: 'FF-eier',
    realm,
    datasource: `sas@${realm}`,
  };
}
