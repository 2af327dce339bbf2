import { weekdayOnOrBefore } from './dates.ts';
import type { FamilyContext } from './family.ts';
import { createUnitRoll, type UnitRoll } from './groups.ts';
import { createNumberIssuer } from './issue-numbers.ts';
import type { Child, Membership, Mover, MunicipalityModel, MunicipalityName } from './model.ts';
import { createMovingFamilies } from './movers.ts';
import { createPopulation, type Placement } from './population.ts';
import { createRandom } from './random.ts';
import { listRosterPeople } from './roster-people.ts';
import { createOwnerStaff } from './staff.ts';
import { createProfile, createUnits } from './units.ts';

export interface GenerateOptions {
  readonly name: MunicipalityName;
  /** The same seed, school year and day give the same bytes. */
  readonly seed: string;
  /** The calendar year in which the school year starts. */
  readonly schoolYear: number;
  /** ISO date; nobody is born and nothing is recorded after it. */
  readonly today: string;
}

/** A synthetic municipality: about 3,000 pupils in 25 schools (Ringsaker) or 1,500 in 12 (Sarpsborg), SFO and kindergartens. */
export function generateMunicipality(options: GenerateOptions): MunicipalityModel {
  const { name, seed, schoolYear, today } = options;
  const random = createRandom(`${seed}/${name}`);
  const context: FamilyContext = { random, issuer: createNumberIssuer(name, random), schoolYear, today };
  const profile = createProfile(name);
  const areaUnits = createUnits(profile, random);
  const units = areaUnits.flatMap(({ primary, lowerSecondary, kindergartens }) => [
    ...new Set([...primary.flatMap(({ school, sfo }) => [school, sfo]), lowerSecondary, ...kindergartens]),
  ]);
  const moving = createMovingFamilies(options);
  const allMovers = moving.flatMap((one) => one.movers);
  const { families, placements } = createPopulation(name, areaUnits, moving, context);
  const newPupils = new Map(name === 'Sarpsborg' ? allMovers.map((mover) => [mover.nationalId, mover.startsOn]) : []);

  const rolls = units.map((unit): UnitRoll => {
    const here = placements.filter((placement) => (unit.kind === 'sfo' ? placement.sfo : placement.unit) === unit);
    const children = here.map(({ child }) => child);
    return createUnitRoll(unit, children, (nationalId) => newPupils.get(nationalId), context);
  });
  const owner = createOwnerStaff(profile, context);
  const enrolments = placements.flatMap((placement) =>
    enrolmentsOf(placement, newPupils.get(placement.child.nationalId), context),
  );
  const groups = rolls.flatMap((roll) => roll.groups);
  const memberships = [...owner.memberships, ...enrolments, ...rolls.flatMap((roll) => roll.memberships)];
  const staff = [...owner.staff, ...rolls.flatMap((roll) => roll.staff)];
  const people = listRosterPeople({ profile, staff, families, random });
  return {
    profile,
    seed,
    schoolYear,
    today,
    units,
    people,
    families,
    groups,
    memberships,
    movers: allMovers,
    moversArrive: name === 'Sarpsborg',
    demoClass: demoClassOf(groups, memberships, allMovers),
  };
}

/** The pupils who move from Ringsaker to Sarpsborg in story order: the same list for both municipalities. */
export const movers = (model: MunicipalityModel): readonly Mover[] => model.movers;

/** Enrolment at the school or kindergarten (primary) and at SFO, from the August when it began. */
function enrolmentsOf(
  placement: Placement,
  startsOn: string | undefined,
  { random, schoolYear }: FamilyContext,
): Membership[] {
  const { child, unit, sfo } = placement;
  const first = Math.min(...unit.levels);
  // One in nine has come from elsewhere since the school's first year level.
  const since = random.chance(0.11) ? random.int(first, child.level) : first;
  const from = startsOn ?? firstDay(schoolYear - (child.level - since));
  const base = { nationalId: child.nationalId, role: '01' as const };
  return [
    { ...base, container: unit.localId, from, primary: true },
    ...(sfo ? [{ ...base, container: sfo.localId, from: startsOn ?? firstDay(schoolYear), primary: false }] : []),
  ];
}

const firstDay = (year: number) => weekdayOnOrBefore(`${year}-08-18`);

/** The class of the first mover. */
function demoClassOf(
  groups: MunicipalityModel['groups'],
  memberships: readonly Membership[],
  all: readonly Mover[],
): string {
  const classes = new Set(groups.filter((group) => group.kind === 'basisgruppe').map((group) => group.localId));
  const main = all[0]?.nationalId;
  const place = memberships.find((membership) => membership.nationalId === main && classes.has(membership.container));
  if (!place) throw new RangeError('the first mover is in no class');
  return place.container;
}

/** Where a child goes to school according to the model: the primary enrolment. */
export function schoolOf(model: MunicipalityModel, child: Pick<Child, 'nationalId'>): string | undefined {
  return model.memberships.find(
    ({ nationalId, role, primary }) => nationalId === child.nationalId && role === '01' && primary,
  )?.container;
}
