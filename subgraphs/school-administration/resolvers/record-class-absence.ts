import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { absenceProblems } from '../domain/recordings.ts';
import { refuse, type UserError } from '../domain/user-error.ts';
import { insertClassAbsences } from '../store/write-class-absences.ts';
import { recorderOf } from './record-once.ts';

const mostChildren = 100;

interface ClassAbsenceInput {
  readonly childId: string;
  readonly hours?: number | null;
  readonly documented: boolean;
}
interface RecordClassAbsenceInput {
  readonly idempotencyKey: string;
  readonly day: string;
  readonly absences: readonly ClassAbsenceInput[];
}

/** A class's absences of a day, in one statement. Whoever may not record of one of the children records nothing. */
export async function recordClassAbsence(
  _: unknown,
  { input }: { readonly input: RecordClassAbsenceInput },
  context: SchoolAdministrationContext,
) {
  const { access, deps } = context;
  const rows = input.absences.map(({ childId, hours, documented }) => ({
    id: deps.newId(),
    childId,
    days: hours ? 0 : 1,
    hours: hours ?? 0,
    documented,
  }));
  const problems = problemsIn(input, rows, access.on);
  if (problems.length > 0) return { recorded: 0, recordedBefore: [], userErrors: problems };
  await requireAll(
    context,
    rows.map(({ childId }) => childId),
  );
  const options = {
    subgraph: 'school-administration',
    viewer: viewerKey(access.viewer),
    key: input.idempotencyKey,
    request: { mutation: 'recordClassAbsence', input },
  };
  const by = { day: input.day, recordedBy: recorderOf(context), now: deps.now() };
  const written = new Set(
    await deps.transact((unit) => once(unit, options, () => insertClassAbsences(unit.tx, rows, by))),
  );
  const recordedBefore = rows.flatMap(({ childId }) => (written.has(childId) ? [] : [childId]));
  return { recorded: written.size, recordedBefore, userErrors: [] };
}

function problemsIn(
  { day, absences }: RecordClassAbsenceInput,
  rows: readonly { readonly childId: string; readonly days: number; readonly hours: number }[],
  today: string,
): readonly UserError[] {
  if (absences.length === 0 || absences.length > mostChildren)
    return [refuse('WRONG_NUMBER', `Name between 1 and ${mostChildren} children at a time.`, 'absences')];
  if (new Set(rows.map(({ childId }) => childId)).size < rows.length)
    return [refuse('NAMED_TWICE', 'A child is named twice.', 'absences')];
  const found = rows.flatMap(({ days, hours }) =>
    absenceProblems({ kind: 'OCCASION', startsOn: day, endsOn: day, days, hours }, today),
  );
  return [...new Map(found.map((problem) => [problem.code, problem])).values()];
}

async function requireAll({ access }: SchoolAdministrationContext, childIds: readonly string[]): Promise<void> {
  await access.prime(childIds);
  for (const childId of childIds)
    try {
      await access.require('record-absence', childId);
    } catch (error) {
      if (!isHubError(error) || error.code !== 'NOT_FOUND') throw error;
      throw new HubError(
        'NOT_FOUND',
        'One of the children does not exist, or you may not know of it. Nothing was recorded.',
      );
    }
}
