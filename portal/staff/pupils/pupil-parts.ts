import type { StaffPupilQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';

type Pupil = NonNullable<StaffPupilQuery['pupil']>;

export interface Part {
  /** The field of the graph, by which it is known why it is closed. */
  readonly field:
    | 'guardians'
    | 'rights'
    | 'address'
    | 'teachers'
    | 'absenceTotals'
    | 'writtenLanguageForm'
    | 'healthNotes'
    | 'individualDecisions'
    | 'plans'
    | 'schoolEnvironmentCases'
    | 'ongoingAssessments'
    | 'finalAssessments';
  /** Null where it is closed, or does not answer. */
  readonly lines: readonly string[] | null;
}

const joined = (...parts: ReadonlyArray<string | number | null | undefined>): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');

/** What is held of a child, part by part, in lines. */
export function usePupilParts(pupil: Pupil): readonly Part[] {
  const { t, has, date, number } = useSpeech();
  const nameOf = useName();
  const on = (day: string | null) => day && date(day, 'short');
  const rightOf = (kind: string | null) => {
    const key = `right.${kind}`;
    return has(key) ? t(key) : kind;
  };
  const titled = (of: ReadonlyArray<{ title: string | null; validFrom: string | null; text?: string | null }> | null) =>
    of?.map(({ title, text, validFrom }) => joined(title, text, on(validFrom))) ?? null;
  return [
    {
      field: 'guardians',
      lines: pupil.guardians?.map((one) => joined(nameOf(one), one.phone, one.email)) ?? null,
    },
    {
      field: 'rights',
      lines:
        pupil.rights?.map((one) => joined(rightOf(one.kind), one.givenName || one.familyName ? nameOf(one) : null)) ??
        null,
    },
    {
      field: 'address',
      lines: pupil.address && [joined(...(pupil.address.lines ?? []), pupil.address.postcode, pupil.address.place)],
    },
    {
      field: 'teachers',
      lines: pupil.teachers?.map((one) => joined(nameOf(one), one.group?.name)) ?? null,
    },
    {
      field: 'absenceTotals',
      lines:
        pupil.absenceTotals?.map(({ schoolYear, term, days, hours }) =>
          t('pupil.absence', {
            term: t(term === 'SPRING' ? 'term.SPRING' : 'term.AUTUMN'),
            year: String((schoolYear ?? 0) + (term === 'SPRING' ? 1 : 0)),
            days: number(days ?? 0),
            hours: number(hours ?? 0),
          }),
        ) ?? null,
    },
    { field: 'writtenLanguageForm', lines: pupil.writtenLanguageForm ? [pupil.writtenLanguageForm] : null },
    { field: 'healthNotes', lines: titled(pupil.healthNotes) },
    { field: 'individualDecisions', lines: titled(pupil.individualDecisions) },
    { field: 'plans', lines: titled(pupil.plans) },
    { field: 'schoolEnvironmentCases', lines: titled(pupil.schoolEnvironmentCases) },
    {
      field: 'ongoingAssessments',
      lines:
        pupil.ongoingAssessments?.map(({ subject, feedback, assessedOn }) =>
          joined(subject, feedback, on(assessedOn)),
        ) ?? null,
    },
    {
      field: 'finalAssessments',
      lines:
        pupil.finalAssessments?.map(({ subject, mark, assessedOn }) => joined(subject, mark, on(assessedOn))) ?? null,
    },
  ];
}
