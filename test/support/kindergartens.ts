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
 * Both municipalities' data for children who go from kindergartens in one to a school, or a kindergarten, in the other. All have two
 * parents who hold foreldreansvar together. Ringsaker is shaped first.
 */
export function kindergartenModels(children: number, to: Unit['kind'] = 'school'): KindergartenModels {
  const starters: Starter[] = [];
  let families: readonly Family[] = [];
  let people: readonly RosterPerson[] = [];
  return {
    starters,
    shape(model) {
      if (model.profile.name === 'Ringsaker') {
        const kept = keepKindergartens(model, children);
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

function keepKindergartens(model: MunicipalityModel, children: number) {
  const kindergartens = new Map(
    model.units.filter(({ kind }) => kind === 'kindergarten').map((unit) => [unit.localId, unit]),
  );
  const placeOf = new Map(
    model.memberships
      .filter(({ container, role, to }) => role === '01' && !to && kindergartens.has(container))
      .map(({ nationalId, container }) => [nationalId, container]),
  );
  const chosen = model.families
    .filter(({ kind }) => kind === 'together' || kind === 'two-homes')
    .flatMap((family) => family.children.map((child) => ({ family, child })))
    .filter(
      ({ child }) => child.grading === 'ugradert' && placeOf.has(child.nationalId) && holdersOf(child).length === 2,
    )
    .slice(0, children);
  if (chosen.length < children) throw new Error(`only ${chosen.length} children of kindergartens can be had`);
  const families = [...new Set(chosen.map(({ family }) => family))];
  const starters = chosen.map(({ child }): Starter => {
    const kindergarten = kindergartens.get(placeOf.get(child.nationalId) ?? '')?.organisationNumber ?? '';
    return { nationalId: child.nationalId, kindergarten, holders: holdersOf(child) };
  });
  const ids = new Set(starters.map(({ nationalId }) => nationalId));
  const containers = new Set([model.profile.ownerLocalId, ...kindergartens.keys()]);
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
