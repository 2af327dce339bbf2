import { enrolmentEnded } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { type StartInput, startProblems } from '../domain/enrolment-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { findEnrolment } from '../store/belonging.ts';
import { isUuid } from '../store/list-page.ts';
import { arrivalEvents, placementEvents } from '../store/published-changes.ts';
import { endEnrolmentRow, enrolmentAt, insertEnrolment, isOpenUnit } from '../store/write-enrolments.ts';
import { findOrAddPerson, type NewPerson } from '../store/write-rights.ts';
import { recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface StartArguments {
  readonly input: StartInput & {
    readonly idempotencyKey: string;
    readonly unitId: string;
    readonly newPupil?: (NewPerson & { readonly birthDate: string }) | null;
  };
}

const noUnit = refuse(
  'UNKNOWN_UNIT',
  'There is no such school, kindergarten or SFO where a child can start.',
  'unitId',
);

const numberTaken = refuse(
  'NATIONAL_ID_TAKEN',
  'Somebody here has this national id under another name, or two persons have it: that must be mended first.',
  'newPupil',
);

/** Staff record that a child starts; a child that is new here is entered by the controller's case workers. */
export async function startEnrolment(_: unknown, { input }: StartArguments, context: Context) {
  const { deps, access } = context;
  const { unitId, startsOn, newPupil } = input;
  await access.require('record-enrolment', newPupil ? undefined : (input.childId ?? undefined));
  const problems = startProblems(input, deps.controller);
  if (!isUuid(unitId)) problems.push(noUnit);
  if (problems.length > 0) return { enrolment: null, pupil: null, userErrors: problems };
  const visibility = await access.visibility();
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    if (!(await isOpenUnit(tx, unitId, startsOn))) return refused(noUnit);
    const childId = newPupil
      ? await findOrAddPerson(tx, newPupil, { newId: deps.newId(), isPupil: true, visibility, now: deps.now() })
      : (input.childId ?? null);
    if (childId === null) return refused(numberTaken);
    const open = await enrolmentAt(tx, childId, unitId, startsOn);
    if (open) return refused(refuse('ENROLLED_ALREADY', 'The child is enrolled there already, or will be.', 'unitId'));
    const arrived = await arrivalEvents(
      tx,
      { childId, unitId, startDate: startsOn },
      deps.controller.municipalityNumber,
    );
    const id = deps.newId();
    await insertEnrolment(tx, { id, childId, unitId, level: input.level ?? null, startsOn });
    await emit([...(await placementEvents(tx, [childId], access.on)), ...arrived]);
    return recorded(id);
  });
  const enrolment = answer.id === null ? null : await findEnrolment(context.database, answer.id);
  const pupil = enrolment ? await context.loaders.pupil.load(enrolment.childId) : null;
  return { enrolment, pupil, userErrors: answer.userErrors };
}

interface EndArguments {
  readonly input: {
    readonly idempotencyKey: string;
    readonly childId: string;
    readonly unitId: string;
    readonly lastDay: string;
  };
}

export async function endEnrolment(_: unknown, { input }: EndArguments, context: Context) {
  const { childId, unitId, lastDay } = input;
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    const open = isUuid(unitId) ? await enrolmentAt(tx, childId, unitId, lastDay) : null;
    if (!open) return refused(refuse('NOT_ENROLLED', 'The child is not enrolled there on that day.', 'unitId'));
    if (open.validFrom !== null && open.validFrom > lastDay)
      return refused(refuse('ENDS_BEFORE_IT_STARTS', `The child starts there on ${open.validFrom}.`, 'lastDay'));
    await endEnrolmentRow(tx, { id: open.id, childId, unitId, lastDay });
    await emit([
      ...(await placementEvents(tx, [childId], context.access.on)),
      newEvent(enrolmentEnded, { childId, unitId, endDate: lastDay }, childId),
    ]);
    return recorded(open.id);
  });
  const enrolment = answer.id === null ? null : await findEnrolment(context.database, answer.id);
  return { enrolment, userErrors: answer.userErrors };
}
