import type { Child, Family, MunicipalityModel, RosterPerson, Unit } from '#cli/demo/generate/index.ts';

/** A child who goes to a kindergarten in Ringsaker and has a place in Sarpsborg. */
export interface Starter {
  readonly nationalId: string;
  readonly kindergarten: string;
  /** National ids of those who hold foreldreansvar, in the register's order. */
  readonly holders: readonly string[];
}

export interface KindergartenModels {
  readonly starters: readonly Starter[];
  /** Ringsaker with its kindergartens alone; Sarpsborg with the units where the same children have a place. */
  shape(model: MunicipalityModel): MunicipalityModel;
}

/**
 * Both municipalities' data for children who go from kindergartens, or schools, in one to a school, or a kindergarten, in the other. All
 * have two parents who hold foreldreansvar together. Ringsaker is shaped first.
 */
export function kindergartenModels(
  children: number,
  to: Unit['kind'] = 'school',
  from: Unit['kind'] = 'kindergarten',
): KindergartenModels {
  const starters: Starter[] = [];
  let families: readonly Family[] = [];
  let people: readonly RosterPerson[] = [];
  return {
    starters,
    shape(model) {
      if (model.profile.name === 'Ringsaker') {
        const kept = keepStarters(model, children, from);
        ({ families, people } = kept.model);
        starters.push(...kept.starters);
        return kept.model;
      }
      const guests = new Set(starters.map(({ nationalId }) => nationalId));
      return withGuests(model, { guests, families, people: people.filter(({ kind }) => kind !== 'staff') }, to);
    },
  };
}

const holdersOf = (child: Child): readonly string[] =>
  child.responsibility.some(({ kind }) => kind === 'felles')
    ? child.parents.map(({ nationalId }) => nationalId).sort()
    : [];

const inOneOrTwoHomes: ReadonlySet<Family['kind']> = new Set(['together', 'two-homes']);
/** The last year that every school which takes first-graders has. */
const lastOfPrimary = 7;

function keepStarters(model: MunicipalityModel, children: number, from: Unit['kind']) {
  const units = new Map(model.units.filter(({ kind }) => kind === from).map((unit) => [unit.localId, unit]));
  const placeOf = new Map(
    model.memberships
      .filter(({ container, role, to }) => role === '01' && !to && units.has(container))
      .map(({ nationalId, container }) => [nationalId, container]),
  );
  const moving = new Set(model.movers.map(({ nationalId }) => nationalId));
  const chosen = model.families
    // Those who move in the demo are in both municipalities' data already.
    .filter(
      ({ kind, children }) => inOneOrTwoHomes.has(kind) && !children.some((child) => moving.has(child.nationalId)),
    )
    .flatMap((family) => family.children.map((child) => ({ family, child })))
    .filter(
      ({ child }) =>
        child.grading === 'ugradert' &&
        child.level <= lastOfPrimary &&
        placeOf.has(child.nationalId) &&
        holdersOf(child).length === 2,
    )
    .slice(0, children);
  if (chosen.length < children) throw new Error(`only ${chosen.length} such children can be had`);
  const families = [...new Set(chosen.map(({ family }) => family))];
  const starters = chosen.map(({ child }): Starter => {
    const kindergarten = units.get(placeOf.get(child.nationalId) ?? '')?.organisationNumber ?? '';
    return { nationalId: child.nationalId, kindergarten, holders: holdersOf(child) };
  });
  const ids = new Set(starters.map(({ nationalId }) => nationalId));
  const containers = new Set([model.profile.ownerLocalId, ...units.keys()]);
  const memberships = model.memberships.filter(
    ({ container, nationalId, role }) => containers.has(container) && (role !== '01' || ids.has(nationalId)),
  );
  return { starters, model: restrict(model, { containers, families, memberships }) };
}

interface Guests {
  readonly guests: ReadonlySet<string>;
  readonly families: readonly Family[];
  readonly people: readonly RosterPerson[];
}

/** The owner and one unit, with its staff, where the guests have a place from the first day of the data. */
function withGuests(
  model: MunicipalityModel,
  { guests, families, people }: Guests,
  to: Unit['kind'],
): MunicipalityModel {
  const unit = model.units.find(({ kind, levels }) => kind === to && (to !== 'school' || levels.includes(1)));
  if (!unit) throw new Error(`there is no ${to}`);
  const containers = new Set([model.profile.ownerLocalId, unit.localId]);
  const staff = model.memberships.filter(({ container, role }) => containers.has(container) && role !== '01');
  const from = staff[0]?.from ?? model.today;
  const places = [...guests].map((nationalId) => ({
    container: unit.localId,
    nationalId,
    role: '01' as const,
    from,
    primary: true,
  }));
  const restricted = restrict(model, { containers, families, memberships: [...staff, ...places] });
  return { ...restricted, people: [...restricted.people, ...people] };
}

function restrict(
  model: MunicipalityModel,
  kept: { containers: ReadonlySet<string> } & Pick<MunicipalityModel, 'families' | 'memberships'>,
): MunicipalityModel {
  const { containers, families, memberships } = kept;
  const people = new Set([
    ...memberships.map(({ nationalId }) => nationalId),
    ...families.flatMap(({ adults }) => adults.map(({ nationalId }) => nationalId)),
  ]);
  return {
    ...model,
    movers: [],
    families,
    memberships,
    units: model.units.filter(({ localId }) => containers.has(localId)),
    groups: model.groups.filter(({ localId }) => containers.has(localId)),
    people: model.people.filter(({ person }) => people.has(person.nationalId)),
  };
}
