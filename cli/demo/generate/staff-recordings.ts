import { addDays, schoolStart, weekdayOnOrBefore } from './dates.ts';
import type { MunicipalityModel } from './model.ts';
import { createRandom } from './random.ts';
import type { RecordingKind, StaffRecording } from './recording.ts';
import { briefRecord, fullRecord, type Pupil } from './recording-entries.ts';

/**
 * Ten to fifteen recordings for each child who moves (by the school they leave) and a few for every pupil of the demo's class.
 *
 * The school that a mover newly came to has recorded nothing yet.
 */
export function staffRecordings(model: MunicipalityModel): readonly StaffRecording[] {
  const movers = new Map(model.movers.map((mover) => [mover.nationalId, mover]));
  const pupils = recordedPupils(model);
  return pupils.flatMap((pupil) => {
    const mover = movers.get(pupil.child.nationalId);
    if (mover && model.moversArrive) return [];
    const entries = mover ? fullRecord(pupil, mover.kind === 'main') : briefRecord(pupil);
    const counts = new Map<RecordingKind, number>();
    return entries.map(({ on, ...body }): StaffRecording => {
      const number = (counts.get(body.kind) ?? 0) + 1;
      counts.set(body.kind, number);
      return {
        id: `${model.profile.ownerLocalId.slice(0, 2)}-${pupil.child.nationalId}-${body.kind}-${number}`,
        childNationalId: pupil.child.nationalId,
        schoolOrganisationNumber: pupil.unit.organisationNumber,
        recordedBy: pupil.recordedBy,
        recordedOn: on < model.today ? on : model.today,
        language: pupil.language,
        ...body,
      };
    });
  });
}

function recordedPupils(model: MunicipalityModel): readonly Pupil[] {
  const children = new Map(
    model.families.flatMap((family) => family.children.map((child) => [child.nationalId, child])),
  );
  const byPerson = Map.groupBy(model.memberships, (membership) => membership.nationalId);
  const byContainer = Map.groupBy(model.memberships, (membership) => membership.container);
  const feideNames = new Map(model.people.map((person) => [person.person.nationalId, person.feideName]));
  const classes = new Set(model.groups.filter((group) => group.kind === 'basisgruppe').map((group) => group.localId));
  const wanted = new Set([
    ...model.movers.map((mover) => mover.nationalId),
    ...(byContainer.get(model.demoClass) ?? []).filter(({ role }) => role === '01').map(({ nationalId }) => nationalId),
  ]);
  return [...wanted].flatMap((nationalId) => {
    const [child, places] = [children.get(nationalId), byPerson.get(nationalId) ?? []];
    const school = places.find((place) => place.role === '01' && place.primary);
    const unit = model.units.find((one) => one.localId === school?.container);
    const group = places.find((place) => classes.has(place.container))?.container ?? '';
    const teacher = byContainer.get(group)?.find(({ role }) => role === '06');
    const recordedBy = feideNames.get(teacher?.nationalId ?? '');
    if (!child || !unit || recordedBy === undefined)
      throw new RangeError('a pupil without school, class or contact teacher');
    return [createPupil({ child, unit, recordedBy }, model)];
  });
}

function createPupil(base: Pick<Pupil, 'child' | 'unit' | 'recordedBy'>, model: MunicipalityModel): Pupil {
  const { seed, schoolYear, today } = model;
  const random = createRandom(`${seed}/recordings/${base.child.nationalId}`);
  const language = base.child.writtenForm === 'nn' || random.chance(0.08) ? 'nn' : 'nb';
  const start = schoolStart(schoolYear);
  const length = Math.max(0, Math.round((Date.parse(today) - Date.parse(start)) / 86_400_000));
  return {
    ...base,
    random,
    language,
    schoolYear,
    today,
    say: (text) => text[language].replaceAll('{navn}', base.child.name.given),
    // In the first days of a school year everything happened before the summer.
    day: () =>
      weekdayOnOrBefore(length > 7 ? addDays(start, random.int(1, length - 1)) : addDays(start, -random.int(70, 200))),
  };
}
