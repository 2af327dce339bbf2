import { addDays, schoolEnd, schoolStart, weekdayOnOrBefore } from './dates.ts';
import type { Child, Unit } from './model.ts';
import type { Random } from './random.ts';
import type { StaffRecording } from './recording.ts';
import * as texts from './recording-texts.ts';
import { subjectsOf } from './subjects.ts';

type Body = StaffRecording extends infer One
  ? One extends StaffRecording
    ? Omit<One, 'id' | 'childNationalId' | 'schoolOrganisationNumber' | 'recordedBy' | 'recordedOn' | 'language'>
    : never
  : never;
export type Entry = Body & { readonly on: string };

/** A child with everything its recordings are made from. */
export interface Pupil {
  readonly child: Child;
  readonly unit: Unit;
  readonly recordedBy: string;
  readonly random: Random;
  readonly language: 'nb' | 'nn';
  readonly schoolYear: number;
  readonly today: string;
  readonly say: (text: texts.Bilingual) => string;
  /** A school day this term, not after today. */
  readonly day: () => string;
}

/** The little that every class has on everybody. */
export const briefRecord = (pupil: Pupil): readonly Entry[] => [
  writtenForm(pupil),
  absence(pupil),
  ...ongoing(pupil, 1),
  ...messages(pupil, 1),
];

/** Everything a school has on a pupil; `whole` leaves nothing to chance. */
export function fullRecord(pupil: Pupil, whole: boolean): readonly Entry[] {
  const { child, random } = pupil;
  const maybe = (probability: number, create: () => readonly Entry[]) =>
    whole || random.chance(probability) ? create() : [];
  const foreign = !['nb', 'se'].includes(child.nativeLanguage);
  return [
    writtenForm(pupil),
    absence(pupil),
    absence(pupil),
    ...attendanceTotals(pupil),
    ...ongoing(pupil, 3),
    ...marks(pupil),
    ...(foreign ? [languageMapping(pupil), decision(pupil, 'language-training', texts.languageTraining, '§ 3-6')] : []),
    ...maybe(0.5, () => [healthNote(pupil, whole)]),
    ...maybe(0.4, () => [
      plan(pupil, 'expert-assessment', texts.expertAssessment),
      decision(pupil, 'individual-adaptation', texts.adaptation, '§ 11-6'),
      plan(pupil, 'individual-education-plan', texts.educationPlan),
    ]),
    ...(foreign || whole ? [] : maybe(0.2, () => [decision(pupil, 'school-transport', texts.transport, '§ 4-1')])),
    ...maybe(0.25, () => [schoolEnvironment(pupil)]),
    ...maybe(0.3, () => [beliefExemption(pupil)]),
    ownWork(pupil),
    ...messages(pupil, 2),
  ];
}

const writtenForm = ({ child, schoolYear }: Pupil): Entry => ({
  kind: 'written-language-form',
  on: schoolStart(schoolYear),
  form: child.writtenForm,
});

function absence({ random, say, day }: Pupil): Entry {
  const reason = random.pick(texts.absenceReasons);
  const [from, wholeDays] = [day(), random.chance(0.7) ? 1 : 0];
  const hours = wholeDays ? 0 : random.int(1, 4);
  return {
    kind: 'absence',
    on: from,
    from,
    to: from,
    days: wholeDays,
    hours,
    documented: reason.documented,
    reason: say(reason),
  };
}

/** Last spring's total, and this autumn's so far; those of years 8–10 are shown on the vitnemål. */
function attendanceTotals({ child, random, schoolYear, today }: Pupil): readonly Entry[] {
  const total = (year: number, term: 'autumn' | 'spring', on: string): Entry => ({
    kind: 'attendance-total',
    on: weekdayOnOrBefore(on),
    schoolYear: year,
    term,
    days: random.int(0, 9),
    hours: random.int(0, 14),
    onCertificate: child.level - (schoolYear - year) >= 8,
  });
  const spring = total(schoolYear - 1, 'spring', schoolEnd(schoolYear - 1));
  return today > addDays(schoolStart(schoolYear), 30) ? [spring, total(schoolYear, 'autumn', today)] : [spring];
}

const codeOf = (subject: string, level: number) => `${subject}${String(level).padStart(4, '0')}`;

const ongoing = ({ child, random, say, day, schoolYear }: Pupil, count: number): readonly Entry[] =>
  random
    .shuffle(texts.ongoingComments)
    .slice(0, count)
    .map((comment) => ({
      kind: 'assessment',
      on: day(),
      form: 'ongoing',
      subjectCode: codeOf(comment.subject, child.level),
      schoolYear,
      comment: say(comment),
    }));

/** Last year's marks, which begin in year 8; in year 10 also the final mark in food and health, which ends after year 9. */
function marks({ child, random, say, schoolYear }: Pupil): readonly Entry[] {
  const mark = (form: 'half-year' | 'final', subjectCode: string): Entry => ({
    kind: 'assessment',
    on: weekdayOnOrBefore(schoolEnd(schoolYear - 1)),
    form,
    subjectCode,
    schoolYear: schoolYear - 1,
    mark: random.int(3, 6),
    comment: say(random.pick(texts.markComments)),
  });
  if (child.level < 9) return [];
  const subjects = random.shuffle(subjectsOf(child.level - 1)).slice(0, 2);
  const halfYear = subjects.map((subject) => mark('half-year', subject.code));
  return child.level === 10 ? [...halfYear, mark('final', codeOf('MHE', 9))] : halfYear;
}

interface Titled {
  readonly title: texts.Bilingual;
  readonly text: texts.Bilingual;
}

function decision(
  pupil: Pupil,
  topic: 'individual-adaptation' | 'language-training' | 'school-transport',
  { title, text }: Titled,
  paragraph: string,
): Entry {
  const decidedOn = weekdayOnOrBefore(addDays(schoolStart(pupil.schoolYear), -pupil.random.int(60, 75)));
  return {
    kind: 'decision',
    on: decidedOn,
    topic,
    title: pupil.say(title),
    legalBasis: `opplæringslova ${paragraph}`,
    decidedOn,
    validFrom: schoolStart(pupil.schoolYear),
    validTo: schoolEnd(pupil.schoolYear),
    text: pupil.say(text),
  };
}

function plan(pupil: Pupil, form: 'expert-assessment' | 'individual-education-plan', { title, text }: Titled): Entry {
  const assessment = form === 'expert-assessment';
  const validFrom = addDays(schoolStart(pupil.schoolYear), assessment ? -110 : 0);
  const validTo = assessment ? addDays(validFrom, 730) : schoolEnd(pupil.schoolYear);
  const on = assessment || validFrom <= pupil.today ? validFrom : pupil.today;
  return {
    kind: 'plan',
    on: weekdayOnOrBefore(on),
    form,
    title: pupil.say(title),
    validFrom,
    validTo,
    text: pupil.say(text),
  };
}

function healthNote({ random, say, day }: Pupil, serious: boolean): Entry {
  const note = serious ? (texts.healthNotes[0] as (typeof texts.healthNotes)[number]) : random.pick(texts.healthNotes);
  return { kind: 'health-note', on: day(), topic: note.topic, dangerToLife: note.dangerToLife, text: say(note) };
}

function languageMapping({ child, random, say, day }: Pupil): Entry {
  const on = day();
  const level = random.pick(['A1', 'A2', 'B1', 'B2'] as const);
  return {
    kind: 'language-mapping',
    on,
    mappedOn: on,
    nativeLanguage: child.nativeLanguage,
    level,
    text: say(texts.languageMapping),
  };
}

function schoolEnvironment({ random, say, day }: Pupil): Entry {
  const on = day();
  const status = random.chance(0.6) ? 'closed' : 'open';
  const { title, text } = texts.schoolEnvironment;
  return {
    kind: 'school-environment-case',
    on,
    openedOn: on,
    status,
    involvesOthers: true,
    title: say(title),
    text: say(text),
  };
}

const beliefExemption = ({ child, say, day }: Pupil): Entry => ({
  kind: 'belief-exemption',
  on: day(),
  subjectCode: codeOf('RLE', child.level),
  text: say(texts.beliefExemption),
});

function ownWork({ child, random, say, day }: Pupil): Entry {
  const work = random.pick(texts.ownWorks);
  return {
    kind: 'own-work',
    on: day(),
    title: say(work.title),
    subjectCode: codeOf(work.subject, child.level),
    text: say(work),
  };
}

const messages = ({ random, say, day }: Pupil, count: number): readonly Entry[] =>
  random
    .shuffle(texts.messages)
    .slice(0, count)
    .map(({ subject, text }) => ({ kind: 'message', on: day(), subject: say(subject), text: say(text) }));
