import type { CastMember } from './demo-folder.ts';
import { formattedName, type MunicipalityModel } from './generate/index.ts';

/** Whom one may be in a demo hub: the municipality's case worker, the school of the child in the story, and the family. */
export function castOf(model: MunicipalityModel): CastMember[] {
  const cast: CastMember[] = [];
  const people = new Map(model.people.map((person) => [person.person.nationalId, person]));
  const addStaff = (role: string, description: string, nationalId: string | undefined) => {
    const person = nationalId ? people.get(nationalId) : undefined;
    if (person?.feideName)
      cast.push({
        role,
        description: `${formattedName(person.person.name)}, ${description}`,
        subject: { kind: 'feide', feideId: person.feideName },
      });
  };
  const memberOf = (container: string, role: string) =>
    model.memberships.find(
      (membership) => membership.container === container && membership.role === role && !membership.to,
    )?.nationalId;

  addStaff('case-worker', `case worker in ${model.profile.legalName}`, memberOf(model.profile.ownerLocalId, '07'));
  const main = model.movers.find((mover) => mover.kind === 'main') ?? model.movers[0];
  const schools = new Map(model.units.filter((unit) => unit.kind === 'school').map((unit) => [unit.localId, unit]));
  const enrolment = model.memberships.find(
    (membership) =>
      membership.nationalId === main?.nationalId && membership.role === '01' && schools.has(membership.container),
  );
  const school = enrolment ? schools.get(enrolment.container) : undefined;
  if (school) addStaff('rektor', `rektor at ${school.name}`, memberOf(school.localId, '05'));
  const basic = model.groups.find(
    (group) =>
      group.kind === 'basisgruppe' &&
      model.memberships.some(
        (membership) => membership.container === group.localId && membership.nationalId === main?.nationalId,
      ),
  );
  if (basic) {
    const contactGroup = model.memberships.find(
      (membership) => membership.container === basic.localId && membership.role === '06',
    );
    addStaff(
      'contact-teacher',
      `contact teacher of ${basic.shortName} at ${basic.unit.name}`,
      contactGroup?.nationalId,
    );
  }
  for (const kind of ['main', 'fifteen'] as const) {
    const mover = model.movers.find((candidate) => candidate.kind === kind);
    const child = mover ? people.get(mover.nationalId)?.child : undefined;
    if (!mover || !child) continue;
    const name = formattedName(mover.name);
    const suffix = kind === 'main' ? '' : '-fifteen';
    cast.push({
      role: `pupil${suffix}`,
      description: `${name}, pupil who moves`,
      subject: { kind: 'national-id', nationalId: mover.nationalId },
    });
    for (const parent of child.parents)
      cast.push({
        role: `${parent.role === 'mor' ? 'mother' : parent.role === 'far' ? 'father' : 'co-mother'}${suffix}`,
        description: `parent of ${name}`,
        subject: { kind: 'national-id', nationalId: parent.nationalId },
      });
  }
  cast.push({
    role: 'system',
    description: 'a registered system (timetables), for the purpose education',
    subject: { kind: 'system', clientId: demoSystem.clientId },
  });
  return cast;
}

/** The system that the demo's hubs have registered. */
export const demoSystem = { clientId: 'timeplan', name: 'Timeplan', purposes: ['education'] } as const;
