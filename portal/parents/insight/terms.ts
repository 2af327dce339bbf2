/** Absence of a term, beside which others of the same child can stand. */
export interface Term {
  readonly schoolYear: number;
  readonly term: 'AUTUMN' | 'SPRING';
  readonly days: number;
  readonly hours: number;
}

interface Total {
  readonly schoolYear: number | null;
  readonly term: string | null;
  readonly days: number | null;
  readonly hours: number | null;
}

/** The term that a day lies in: autumn from August on. */
export function termOf(day: string): Pick<Term, 'schoolYear' | 'term'> {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month >= 8 ? { schoolYear: year, term: 'AUTUMN' } : { schoolYear: year - 1, term: 'SPRING' };
}

const mostTerms = 6;

/** The term of today first, with nothing where nothing is recorded, then the earlier ones; at most six. */
export function termsOf(totals: readonly Total[], today: string): readonly Term[] {
  const now = termOf(today);
  const known = totals.flatMap(({ schoolYear, term, days, hours }) =>
    schoolYear !== null && (term === 'AUTUMN' || term === 'SPRING')
      ? [{ schoolYear, term, days: days ?? 0, hours: hours ?? 0 } as const]
      : [],
  );
  const isNow = (one: Pick<Term, 'schoolYear' | 'term'>) => one.schoolYear === now.schoolYear && one.term === now.term;
  const earlier = known.filter((one) => !isNow(one)).toSorted((a, b) => orderOf(b) - orderOf(a));
  return [known.find(isNow) ?? { ...now, days: 0, hours: 0 }, ...earlier].slice(0, mostTerms);
}

const orderOf = ({ schoolYear, term }: Pick<Term, 'schoolYear' | 'term'>): number =>
  schoolYear * 2 + (term === 'SPRING' ? 1 : 0);

/** The calendar year of a term. */
export const yearOf = ({ schoolYear, term }: Pick<Term, 'schoolYear' | 'term'>): number =>
  term === 'AUTUMN' ? schoolYear : schoolYear + 1;
