import type { MunicipalityModel } from '#cli/demo/generate/index.ts';

/** Who of the movers are kept: the four special ones, and the first ordinary ones. */
const ordinaryMovers = 10;

/** A demo municipality with the children who move, their families, and the schools, groups and staff around them alone. */
export function smallMunicipality(model: MunicipalityModel): MunicipalityModel {
  const special = model.movers.filter(({ kind }) => kind !== 'ordinary');
  const movers = [...special, ...model.movers.filter(({ kind }) => kind === 'ordinary').slice(0, ordinaryMovers)];
  const moving = new Set(movers.map(({ nationalId }) => nationalId));
  const families = model.families.filter(({ children }) => children.some(({ nationalId }) => moving.has(nationalId)));
  const children = new Set(families.flatMap((family) => family.children.map(({ nationalId }) => nationalId)));
  const theirs = model.memberships.filter(({ nationalId, role }) => role === '01' && children.has(nationalId));
  const containers = new Set([model.profile.ownerLocalId, ...theirs.map(({ container }) => container)]);
  const memberships = model.memberships.filter(
    ({ container, nationalId, role }) => containers.has(container) && (role !== '01' || children.has(nationalId)),
  );
  const people = new Set([
    ...memberships.map(({ nationalId }) => nationalId),
    ...families.flatMap(({ adults }) => adults.map(({ nationalId }) => nationalId)),
  ]);
  return {
    ...model,
    movers,
    families,
    memberships,
    units: model.units.filter(({ localId }) => containers.has(localId)),
    groups: model.groups.filter(({ localId }) => containers.has(localId)),
    people: model.people.filter(({ person }) => people.has(person.nationalId)),
  };
}
