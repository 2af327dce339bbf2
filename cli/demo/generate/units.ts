import { organisationNumbers } from './issue-numbers.ts';
import type { MunicipalityName, Profile, Unit } from './model.ts';
import { asciiLetters } from './names.ts';
import { type Area, areasOf, drawAddress, municipalityNumberOf } from './places.ts';
import type { Random } from './random.ts';

const range = (low: number, high: number): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, index) => low + index);

/** Schools, their SFO (skolefritidsordning, after-school care for years 1–4) and kindergartens of one area. */
export interface AreaUnits {
  readonly area: Area;
  readonly primary: readonly { readonly school: Unit; readonly sfo: Unit; readonly perLevel: number }[];
  readonly lowerSecondary: Unit;
  readonly kindergartens: readonly Unit[];
}

export function createProfile(name: MunicipalityName): Profile & { readonly name: MunicipalityName } {
  const ringsaker = name === 'Ringsaker';
  const [organisationNumber] = organisationNumbers(ringsaker ? 31040100 : 31150100);
  const realm = `${name.toLowerCase()}.kommune.no`;
  return {
    name,
    legalName: `${name} kommune`,
    kind: 'MUNICIPALITY',
    municipalityNumber: municipalityNumberOf(name),
    countyNumber: municipalityNumberOf(name).slice(0, 2),
    organisationNumber: organisationNumber as string,
    ownerLocalId: `${ringsaker ? 'RK' : 'SK'}-eier`,
    realm,
    datasource: `sas@${realm}`,
  };
}

export function createUnits(
  profile: Profile & { readonly name: MunicipalityName },
  random: Random,
): readonly AreaUnits[] {
  const prefix = profile.ownerLocalId.slice(0, 2);
  const numbers = organisationNumbers(profile.name === 'Ringsaker' ? 31041000 : 31151000);
  let count = 0;
  return areasOf(profile.name).map((area) => {
    const create = (name: string, kind: Unit['kind'], levels: readonly number[]): Unit => {
      count += 1;
      return {
        localId: `${prefix}-enhet-${String(count).padStart(2, '0')}`,
        organisationNumber: numbers.next().value,
        name,
        kind,
        area: area.name,
        levels,
        address: drawAddress(profile.name, area, random),
        emailDomain: `${asciiLetters(name)}.${profile.realm}`,
      };
    };
    const primary = area.primary.map(({ name, perLevel }) => ({
      school: create(name, 'school', range(1, name === area.lowerSecondary ? 10 : 7)),
      sfo: create(name.replace(/(barne- og ungdoms)?skole$/, 'SFO'), 'sfo', range(1, 4)),
      perLevel,
    }));
    const combined = primary.find(({ school }) => school.name === area.lowerSecondary)?.school;
    return {
      area,
      primary,
      lowerSecondary: combined ?? create(area.lowerSecondary, 'school', range(8, 10)),
      kindergartens: area.kindergartens.map((name) => create(name, 'kindergarten', range(-4, 0))),
    };
  });
}
