import { schoolEnd, schoolStart } from './dates.ts';
import { createFamily, type FamilyContext } from './family.ts';
import { createUnitRoll } from './groups.ts';
import { createNumberIssuer, organisationNumbers } from './issue-numbers.ts';
import type { Child, Family, Group, Membership, Mover, MunicipalityModel, Profile, Unit } from './model.ts';
import { asciiLetters } from './names.ts';
import { areasOf, drawAddress } from './places.ts';
import { createRandom, type Random } from './random.ts';
import { listRosterPeople } from './roster-people.ts';
import { createOwnerStaff } from './staff.ts';

/** The municipality whose tenth-graders apply, and others whose national ids are taken. */
export interface CountyOptions {
  readonly from: MunicipalityModel;
  readonly beside: readonly MunicipalityModel[];
}

const schools = ['Ringsaker videregående skole', 'Hamar katedralskole'] as const;
const perLevel = 24;

/**
 * A synthetic county (fylkeskommune): two upper secondary schools with pupils of their own, and as applicants all who are in
 * year 10 of the municipality. They start when the next school year does, and have been admitted (inntak) before that.
 */
export function generateCounty({ from, beside }: CountyOptions): MunicipalityModel {
  const { seed, schoolYear, today } = from;
  const random = createRandom(`${seed}/Innlandet`);
  const taken = [from, ...beside].flatMap(({ people, families }) => [
    ...people.map(({ person }) => person.nationalId),
    ...families.flatMap(({ adults, children }) => [...adults, ...children].map(({ nationalId }) => nationalId)),
  ]);
  const context: FamilyContext = { random, schoolYear, today, issuer: createNumberIssuer('later', random, taken) };
  const profile = countyProfile();
  const units = createSchools(profile, random);
  const leaving = new Set(from.movers.map(({ nationalId }) => nationalId));
  const isApplicant = (child: Child) => child.level === 10 && !leaving.has(child.nationalId);
  const applying = from.families.filter(({ children }) => children.some(isApplicant));
  const applicants = applying.flatMap(({ children }) => children.filter(isApplicant));
  const present = units.flatMap((unit) => unit.levels.flatMap((level) => familiesAt(unit, level, context)));
  const rolls = units.map((unit) =>
    createUnitRoll(
      unit,
      present.flatMap((one) => (one.unit === unit ? one.family.children : [])),
      () => undefined,
      context,
    ),
  );
  const owner = createOwnerStaff(profile, context);
  const staff = [...owner.staff, ...rolls.flatMap((roll) => roll.staff)];
  const admitted = units.map((unit, index) => {
    const here = applicants.filter((_, place) => place % units.length === index);
    const teacher = rolls[index]?.memberships.find(({ role }) => role === '02')?.nationalId;
    return admission(unit, here, teacher, schoolYear + 1);
  });
  const families = [...applying.map(onlyApplicants(isApplicant)), ...present.map(({ family }) => family)];
  return {
    profile,
    seed,
    schoolYear,
    today,
    units,
    families,
    people: listRosterPeople({ profile, staff, families, random }),
    groups: [...rolls.flatMap((roll) => roll.groups), ...admitted.flatMap((one) => one.groups)],
    memberships: [
      ...owner.memberships,
      ...present.map(({ unit, family }) => enrolment(family.children[0] as Child, unit, schoolYear)),
      ...rolls.flatMap((roll) => roll.memberships),
      ...admitted.flatMap((one) => one.memberships),
    ],
    movers: applying.flatMap((family) =>
      family.children.filter(isApplicant).map((child): Mover => {
        const startsOn = schoolStart(schoolYear + 1);
        const { nationalId, name } = child;
        return { nationalId, name, kind: 'applicant', family: family.kind, startsOn, movedOn: startsOn };
      }),
    ),
    moversArrive: true,
    demoClass: rolls[0]?.groups.find(({ kind }) => kind === 'basisgruppe')?.localId ?? '',
  };
}

function countyProfile(): Profile {
  const [organisationNumber] = organisationNumbers(31260100);
  const realm = 'innlandetfylke.no';
  return {
    name: 'Innlandet',
    legalName: 'Innlandet fylkeskommune',
    kind: 'COUNTY',
    municipalityNumber: null,
    countyNumber: '34',
    organisationNumber: organisationNumber as string,
    ownerLocalId: 'IF-eier',
    realm,
    datasource: `sas@${realm}`,
  };
}

function createSchools({ realm }: Profile, random: Random): readonly Unit[] {
  const numbers = organisationNumbers(31261000);
  const [area] = areasOf('Ringsaker');
  if (!area) throw new RangeError('a municipality without an area');
  return schools.map((name, index) => ({
    localId: `IF-enhet-${String(index + 1).padStart(2, '0')}`,
    organisationNumber: numbers.next().value,
    name,
    kind: 'school',
    area: area.name,
    levels: [11, 12, 13],
    address: drawAddress('Ringsaker', area, random),
    emailDomain: `${asciiLetters(name)}.${realm}`,
  }));
}

function familiesAt(unit: Unit, level: number, context: FamilyContext) {
  const areas = areasOf('Ringsaker');
  const home = () => drawAddress('Ringsaker', context.random.pick(areas), context.random);
  return Array.from({ length: perLevel }, () => ({
    unit,
    family: createFamily({ children: [{ level }], home: home(), otherHome: home() }, context),
  }));
}

/** A brother or sister in primary school is no concern of the county's. */
const onlyApplicants =
  (isApplicant: (child: Child) => boolean) =>
  (family: Family): Family => ({ ...family, children: family.children.filter(isApplicant) });

const enrolment = (child: Child, unit: Unit, schoolYear: number): Membership => ({
  container: unit.localId,
  nationalId: child.nationalId,
  role: '01',
  from: schoolStart(schoolYear - (child.level - 11)),
  primary: true,
});

/** Those who have been admitted to a school: enrolled from the first day of the next school year, in their class to be. */
function admission(unit: Unit, children: readonly Child[], teacher: string | undefined, schoolYear: number) {
  const [from, to] = [schoolStart(schoolYear), schoolEnd(schoolYear)];
  const group = (kind: 'basisgruppe' | 'trinn', name: string): Group => ({
    localId: `${unit.localId}-${schoolYear}-${kind}`,
    kind,
    unit,
    shortName: name,
    longName: `${name} ${schoolYear}`,
    level: 11,
    from,
    to,
  });
  const groups = [group('basisgruppe', '1STA'), group('trinn', 'Vg1')];
  const pupils = children.flatMap(({ nationalId }): Membership[] => [
    { container: unit.localId, nationalId, role: '01', from, primary: true },
    ...groups.map(({ localId }): Membership => ({ container: localId, nationalId, role: '01', from, to })),
  ]);
  const contact: Membership[] = teacher
    ? [{ container: groups[0]?.localId ?? '', nationalId: teacher, role: '06', from, to }]
    : [];
  return { groups, memberships: [...pupils, ...contact] };
}
