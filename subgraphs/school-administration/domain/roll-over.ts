import type { SchoolYearPolicy } from '#contracts/policy/school-year-policy.ts';
import type { SchoolYear } from './school-year.ts';

export type UnitKind = 'OWNER' | 'SCHOOL' | 'KINDERGARTEN' | 'SFO';

/** Pupils of one unit who stand alike, and what becomes of all of them on 1 August. */
export interface Cohort {
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly schoolTypes: readonly string[];
  /** The highest year level that anybody at the unit has. */
  readonly highestLevel: number | null;
  readonly level: number | null;
  /** In a kindergarten: the year of birth; null elsewhere, and where no birth date is known. */
  readonly bornIn: number | null;
  readonly pupils: number;
}

export type CohortStep =
  | { readonly kind: 'ADVANCES'; readonly toLevel: number }
  | { readonly kind: 'LEAVES' }
  | { readonly kind: 'STAYS' }
  /** Nobody can say without knowing more: nothing is changed, and it is told. */
  | { readonly kind: 'UNDECIDED'; readonly why: 'LEVEL_UNKNOWN' | 'LEVEL_BEYOND_SCHOOL' | 'BIRTH_DATE_UNKNOWN' };

const lastOfType: Readonly<Record<string, number>> = { primary: 7, 'lower-secondary': 10, 'upper-secondary': 13 };
/** Where a pupil leaves whatever the school teaches further: upper secondary is an admission of its own (opplæringslova kap. 5). */
const lastOfStage = new Set([10, 13]);

/** The last year level of a school: what its types say, else the highest that anybody has. */
export function lastLevelOf({
  schoolTypes,
  highestLevel,
}: Pick<Cohort, 'schoolTypes' | 'highestLevel'>): number | null {
  const ends = schoolTypes.flatMap((type) => lastOfType[type] ?? []);
  return ends.length > 0 ? Math.max(...ends) : highestLevel;
}

/** What becomes of a cohort when a school year begins. A child starts at school in the year it turns six (opplæringslova kap. 2). */
export function stepOf(cohort: Cohort, year: SchoolYear, { sfo }: SchoolYearPolicy): CohortStep {
  if (cohort.unitKind === 'KINDERGARTEN') {
    if (cohort.bornIn === null) return { kind: 'UNDECIDED', why: 'BIRTH_DATE_UNKNOWN' };
    return cohort.bornIn <= year.begins - 6 ? { kind: 'LEAVES' } : { kind: 'STAYS' };
  }
  const { level } = cohort;
  if (level === null) return { kind: 'UNDECIDED', why: 'LEVEL_UNKNOWN' };
  if (cohort.unitKind === 'SFO')
    return sfo.endsAfterLevels.includes(level) || level > Math.max(...sfo.endsAfterLevels)
      ? { kind: 'LEAVES' }
      : { kind: 'ADVANCES', toLevel: level + 1 };
  const last = lastLevelOf(cohort) ?? level;
  if (level > last) return { kind: 'UNDECIDED', why: 'LEVEL_BEYOND_SCHOOL' };
  return level === last || lastOfStage.has(level) ? { kind: 'LEAVES' } : { kind: 'ADVANCES', toLevel: level + 1 };
}

/** A group as it stands on the last day of the school year. */
export interface RollingGroup {
  readonly groupId: string;
  readonly unitId: string;
  readonly unitKind: UnitKind;
  readonly schoolTypes: readonly string[];
  readonly highestLevel: number | null;
  readonly kind: string;
  readonly name: string;
  readonly level: number | null;
  readonly validTo: string | null;
  /** Groups of the unit that begin with the new year, by name: made already, by a roster. */
  readonly newNames: readonly string[];
}

export type GroupStep =
  | { readonly kind: 'RENAMED'; readonly name: string; readonly level: number }
  | { readonly kind: 'GOES_ON' }
  | { readonly kind: 'ENDS' }
  /** The school has made the group of the new year itself: the old one ends. */
  | { readonly kind: 'REPLACED'; readonly by: string };

/** Groups that follow a class of pupils through the years; a teaching group is of one year's subject. */
const followsPupils = new Set(['BASIC', 'CONTACT_TEACHER', 'YEAR_LEVEL']);

export function groupStepOf(group: RollingGroup, year: SchoolYear): GroupStep {
  if (group.unitKind === 'KINDERGARTEN' || group.unitKind === 'SFO') return { kind: 'GOES_ON' };
  const { level, validTo } = group;
  // A course of two years: somebody has said that it goes on.
  if (!followsPupils.has(group.kind) && validTo !== null && validTo > year.lastDayBefore) return { kind: 'GOES_ON' };
  if (!followsPupils.has(group.kind) || level === null) return { kind: 'ENDS' };
  const last = lastLevelOf(group) ?? level;
  if (level >= last || lastOfStage.has(level)) return { kind: 'ENDS' };
  const name = nextName(group.name, level);
  return group.newNames.includes(name) ? { kind: 'REPLACED', by: name } : { kind: 'RENAMED', name, level: level + 1 };
}

/** `7A` → `8A`, `7. trinn` → `8. trinn`; a name without the year level is kept (`Bjørka`, `B7` is a room and not a level). */
export function nextName(name: string, level: number): string {
  const number = /^\d+/.exec(name)?.[0];
  return number !== undefined && Number(number) === level ? `${level + 1}${name.slice(number.length)}` : name;
}
