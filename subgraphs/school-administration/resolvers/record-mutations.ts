import { caseDocumentRecorded } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { caseDocumentForm } from '../domain/case-documents.ts';
import {
  type AbsenceInput,
  type AssessmentInput,
  absenceProblems,
  assessmentCategory,
  assessmentProblems,
  type CaseDocumentInput,
  caseDocumentProblems,
} from '../domain/recordings.ts';
import { findAbsence } from '../store/absences.ts';
import { insertAbsence, insertAssessment, insertRecord, type Recording } from '../store/write-records.ts';
import { recorded, recorderOf, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Recordable {
  readonly idempotencyKey: string;
  readonly childId: string;
}
interface Arguments<Input> {
  readonly input: Input & Recordable;
}

const recordingOf = (context: Context, childId: string): Recording => ({
  id: context.deps.newId(),
  childId,
  recordedBy: recorderOf(context),
  now: context.deps.now(),
});

type AbsenceArguments = Arguments<
  AbsenceInput & { documented: boolean; onCertificate: boolean; subjectCode?: string | null }
>;

export async function recordAbsence(_: unknown, { input }: AbsenceArguments, context: Context) {
  const problems = absenceProblems(input, context.access.on);
  if (problems.length > 0) return { absence: null, userErrors: problems };
  const { id, userErrors } = await recordOnce(context, input, async ({ tx }) => {
    const recording = recordingOf(context, input.childId);
    await insertAbsence(tx, recording, input);
    return recorded(recording.id);
  });
  return { absence: id === null ? null : await findAbsence(context.database, id), userErrors };
}

export async function recordAssessment(
  _: unknown,
  { input }: Arguments<AssessmentInput & { subject: string; term: string }>,
  context: Context,
) {
  const problems = assessmentProblems(input, context.access.on);
  const answer =
    problems.length > 0
      ? refused(...problems)
      : await recordOnce(context, input, async ({ tx }) => {
          const recording = recordingOf(context, input.childId);
          await insertAssessment(tx, recording, { ...input, category: assessmentCategory(input) });
          return recorded(recording.id);
        });
  return {
    assessmentId: answer.id,
    pupil: await context.loaders.pupil.load(input.childId),
    userErrors: answer.userErrors,
  };
}

/** A case document's text goes to the archive sealed under the child's key: the event log never holds it in the clear. */
async function journalEvents(context: Context, recordId: string, { input }: Arguments<CaseDocumentInput>) {
  const { category, journalledAs } = caseDocumentForm(input.kind);
  if (!journalledAs) return [];
  const { childId, title, text, validFrom, legalBasis } = input;
  const content = { title, text, decidedOn: validFrom, legalBasis: legalBasis ?? null };
  const sealed = await context.deps.childVault.seal(content, { child: childId, category });
  return [newEvent(caseDocumentRecorded, { childId, recordId, kind: journalledAs, sealed, category }, childId)];
}

export async function recordCaseDocument(_: unknown, args: Arguments<CaseDocumentInput>, context: Context) {
  const { input } = args;
  const pupil = () => context.loaders.pupil.load(input.childId);
  const problems = caseDocumentProblems(input);
  if (problems.length > 0) return { recordId: null, pupil: await pupil(), userErrors: problems };
  const recording = recordingOf(context, input.childId);
  // Sealed before the transaction: the key has a connection of its own.
  const events = await journalEvents(context, recording.id, args);
  const answer = await recordOnce(context, input, async ({ tx, emit }) => {
    await insertRecord(tx, recording, { ...input, category: caseDocumentForm(input.kind).category });
    await emit(events);
    return recorded(recording.id);
  });
  return { recordId: answer.id, pupil: await pupil(), userErrors: answer.userErrors };
}
