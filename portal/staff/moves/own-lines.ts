import type { WhatCameQuery } from '../../graph/types.generated.ts';

type Pupil = NonNullable<WhatCameQuery['pupil']>;
type Day = (date: string) => string;

const joined = (...parts: ReadonlyArray<string | number | null | undefined>): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');

const linesOf: Readonly<Record<string, (pupil: Pupil, day: Day) => readonly string[] | null>> = {
  'written-language-form': ({ writtenLanguageForm }) => (writtenLanguageForm === null ? null : [writtenLanguageForm]),
  enrolment: ({ enrolments }, day) =>
    enrolments?.map(({ unit, level, validFrom, validTo }) =>
      joined(unit?.name, level, validFrom && day(validFrom), validTo && day(validTo)),
    ) ?? null,
  'attendance-certificate': ({ certificateAbsence }) =>
    certificateAbsence?.map(({ schoolYear, term, days, hours }) => joined(schoolYear, term, days, hours)) ?? null,
  health: ({ healthNotes }) => healthNotes?.map(({ title, text }) => joined(title, text)) ?? null,
  'individual-decisions': ({ individualDecisions }, day) =>
    individualDecisions?.map(({ title, validFrom }) => joined(title, validFrom && day(validFrom))) ?? null,
  'expert-assessment-plans': ({ plans }, day) =>
    plans?.map(({ title, validFrom }) => joined(title, validFrom && day(validFrom))) ?? null,
  'language-mapping': ({ languageMappings }) => languageMappings?.map(({ title, text }) => joined(title, text)) ?? null,
  'final-assessment': ({ finalAssessments }) =>
    finalAssessments?.map(({ subject, mark, term }) => joined(subject, mark, term)) ?? null,
  'ongoing-assessment': ({ ongoingAssessments }) =>
    ongoingAssessments?.map(({ subject, feedback, term }) => joined(subject, feedback, term)) ?? null,
};

/** What we have ourselves of a category, a line each; null where it is not for the reader, empty where we have none. */
export const ownLines = (category: string, pupil: Pupil, day: Day): readonly string[] | null =>
  linesOf[category]?.(pupil, day) ?? (category in linesOf ? null : []);
