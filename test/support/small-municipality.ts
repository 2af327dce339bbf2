import type { MunicipalityModel } from '#cli/demo/generate/index.ts';

/** Who is kept: the four special movers, the first ordinary ones, and the first families with an applicant. */
const ordinaryMovers = 10;
const applicants = 6;

/** A demo municipality with the children who move, their families, and the schools, groups and staff around them alone. */
export function smallMunicipality(model: MunicipalityModel): MunicipalityModel {
  const special = model.movers.filter(({ kind }) => kind !== 'ordinary');
  // Those in year 10 who do not move are the county's applicants.
  const leaving = new Set(model.movers.map(({ nationalId }) => nationalId));
  const applying = model.moversArrive
    ? []
    : model.families
        .filter(({ children }) => children.some(({ level, nationalId }) => level === 10 && !leaving.has(nationalId)))
        .slice(0, applicants);
  const movers = [...special, ...model.movers.filter(({ kind }) => kind === 'ordinary').slice(0, ordinaryMovers)];
  const moving = new Set(movers.map(({ nationalId }) => nationalId));
  const families = model.families.filter(
    (family) => applying.includes(family) || family.children.some(({ nationalId }) => moving.has(nationalId)),
  );
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
