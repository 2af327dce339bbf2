import type { AbsenceTotalRow } from '../store/absences.ts';
import type { PartCategory, PartContent } from './formats.ts';
import type { Held } from './read-held.ts';
import { removeNames } from './remove-names.ts';
import type { RuleLimits } from './rule-limits.ts';

type Builder<Category extends PartCategory> = (held: Held, limits: RuleLimits) => PartContent[Category] | null;

const nothingIf = <Content>(isEmpty: boolean, content: Content): Content | null => (isEmpty ? null : content);

/** The school year, by the year it begins, of a day. */
const schoolYearOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0);

/** What came from other schools in a category where the whole history documents the education. */
const earlierOf = (held: Held, category: PartCategory) =>
  held.received
    .filter((part) => part.category === category)
    .map(({ senderNumber, senderName, receivedAt, content }) => ({
      senderNumber,
      senderName,
      receivedAt: receivedAt.toISOString(),
      content: content as PartContent['enrolment']['earlier'][number]['content'],
    }));

function enrolmentPart(held: Held): PartContent['enrolment'] | null {
  const earlier = earlierOf(held, 'enrolment');
  return nothingIf(held.enrolments.length + earlier.length === 0, {
    enrolments: held.enrolments.map(({ name, kind, organisationNumber, level, validFrom, validTo }) => ({
      unit: name,
      organisationNumber,
      kind,
      level,
      validFrom,
      validTo,
    })),
    completedSubjects: held.assessments
      .filter((one) => one.category === 'final-assessment')
      .map(({ subjectCode, subject, level, assessedOn }) => ({ subjectCode, subject, level, completedOn: assessedOn })),
    earlier,
  });
}

/** Totals of the years that the rule names; the year level of a term follows from the one of today. */
function totalsPart(held: Held, rows: readonly AbsenceTotalRow[], category: PartCategory, { years }: RuleLimits) {
  const today = held.enrolments.find((one) => one.holds && one.level !== null)?.level ?? null;
  const levelIn = (schoolYear: number) => (today === null ? null : today - (schoolYearOf(held.on) - schoolYear));
  const kept = rows.filter((row) => {
    const level = levelIn(row.schoolYear);
    return years === null || level === null || years.includes(level);
  });
  const earlier = category === 'attendance-certificate' ? earlierOf(held, category) : [];
  return nothingIf(kept.length + earlier.length === 0, {
    totals: kept.map(({ schoolYear, term, days, hours }) => ({ schoolYear, term, days, hours })),
    earlier,
  });
}

/** A mark whose year is not known is not known to be one that the rule lets go. */
const assessmentsPart =
  (category: 'final-assessment' | 'half-year-marks-year-10' | 'ongoing-assessment') =>
  (held: Held, { years }: RuleLimits) => {
    const kept = held.assessments.filter(
      (one) => one.category === category && (years === null || (one.level !== null && years.includes(one.level))),
    );
    const earlier = category === 'ongoing-assessment' ? [] : earlierOf(held, category);
    return nothingIf(kept.length + earlier.length === 0, {
      assessments: kept.map(({ subjectCode, subject, mark, feedback, level, term, assessedOn }) => ({
        subjectCode,
        subject,
        mark,
        feedback,
        level,
        term,
        assessedOn,
      })),
      earlier,
    });
  };

const recordsPart =
  (category: PartCategory, options: { readonly inForceOnly?: boolean; readonly passOn?: boolean } = {}) =>
  (held: Held, { thirdPartiesRemoved }: RuleLimits) => {
    const own = held.records.filter(
      (one) => one.category === category && !(options.inForceOnly && one.validTo !== null && one.validTo < held.on),
    );
    const clean = (text: string) => (thirdPartiesRemoved ? removeNames(text, held.others, held.pupil) : text);
    // Another controller's text may name persons whom nobody here can find in it.
    const earlier = options.passOn && !thirdPartiesRemoved ? earlierOf(held, category) : [];
    return nothingIf(own.length + earlier.length === 0, {
      records: own.map(({ kind, title, text, legalBasis, validFrom, validTo }) => ({
        kind,
        title: clean(title),
        text: clean(text),
        legalBasis,
        validFrom,
        validTo,
      })),
      earlier,
    });
  };

const builders: { readonly [Category in PartCategory]: Builder<Category> } = {
  identity: ({ pupil: { givenName, familyName, birthDate, nationalId } }) => ({
    givenName,
    familyName,
    birthDate,
    nationalId,
  }),
  'guardians-contact': ({ guardians }) =>
    nothingIf(guardians.length === 0, {
      guardians: guardians.map(({ givenName, familyName, relation, phone, email }) => ({
        givenName,
        familyName,
        relation,
        phone,
        email,
      })),
    }),
  enrolment: enrolmentPart,
  'attendance-certificate': (held, limits) => totalsPart(held, held.certificate, 'attendance-certificate', limits),
  'attendance-totals': (held, limits) => totalsPart(held, held.totals, 'attendance-totals', limits),
  'attendance-reasons'({ absences }) {
    const withReason = absences.flatMap(({ startsOn, endsOn, days, hours, documented, reason }) =>
      reason === null ? [] : [{ startsOn, endsOn, days, hours, documented, reason }],
    );
    return nothingIf(withReason.length === 0, { absences: withReason });
  },
  'final-assessment': assessmentsPart('final-assessment'),
  'half-year-marks-year-10': assessmentsPart('half-year-marks-year-10'),
  'ongoing-assessment': assessmentsPart('ongoing-assessment'),
  'written-language-form': ({ writtenForm }) =>
    writtenForm === 'nb' || writtenForm === 'nn' ? { form: writtenForm } : null,
  'language-mapping': recordsPart('language-mapping', { passOn: true }),
  'individual-decisions': recordsPart('individual-decisions', { inForceOnly: true }),
  'development-observations': recordsPart('development-observations'),
  'expert-assessment-plans': recordsPart('expert-assessment-plans', { inForceOnly: true }),
  health: recordsPart('health', { inForceOnly: true }),
  'school-environment': recordsPart('school-environment'),
  'imposed-school-change': recordsPart('imposed-school-change'),
};

/** A category's part of a transfer, as far as its rule lets it go; null when nothing is held. */
export const buildPart = (category: PartCategory, held: Held, limits: RuleLimits): PartContent[PartCategory] | null =>
  builders[category](held, limits);
