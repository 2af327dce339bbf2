import { requiredText } from './archive-text.ts';

/** Screening (skjerming): who may not see a record, on which legal basis, and until when. */
export interface Screening {
  /** M500 tilgangsrestriksjon: the archive's code for who is kept out. */
  readonly restriction: string;
  /** M501 skjermingshjemmel: the paragraph that allows it (offentleglova § 2 and on). */
  readonly legalBasis: string;
  /** M505 skjermingOpphoererDato: ISO date; without it the screening lasts. */
  readonly until?: string;
}

/** A reason to screen, in force from a date, so that a new Public Administration Act is a new row and no new code. */
export interface ScreeningRule extends Screening {
  readonly ground: ScreeningGround;
  readonly inForceFrom: string;
  readonly inForceUntil?: string;
}

/** `personal`: somebody's personal circumstances. `graded-address`: what may reveal where a person on a graded address is. */
export type ScreeningGround = 'personal' | 'graded-address';

export const screeningRules: readonly ScreeningRule[] = [
  {
    ground: 'personal',
    restriction: 'UO',
    legalBasis: 'offentleglova § 13, jf. forvaltningsloven § 13 første ledd nr. 1',
    inForceFrom: '2009-01-01',
  },
  {
    ground: 'graded-address',
    restriction: 'UO',
    legalBasis: 'offentleglova § 13, jf. forvaltningsloven § 13 første ledd nr. 1 og folkeregisterloven § 10-4',
    inForceFrom: '2017-10-01',
  },
];

/** The screening that a ground gives on a date; a record on a child is always screened, so a missing rule is an error of the data. */
export function screeningFor(ground: ScreeningGround, date: string, rules = screeningRules): Screening {
  const rule = rules.find(
    (one) => one.ground === ground && one.inForceFrom <= date && (!one.inForceUntil || date < one.inForceUntil),
  );
  if (!rule) throw new Error(`no screening rule for ${ground} on ${date}`);
  return { restriction: rule.restriction, legalBasis: rule.legalBasis, ...(rule.until ? { until: rule.until } : {}) };
}

/** A screening as the archive can keep it. */
export const keptScreening = (screening: Screening): Screening => ({
  restriction: requiredText(screening.restriction, 'the access restriction (tilgangsrestriksjon)'),
  legalBasis: requiredText(screening.legalBasis, 'the legal basis of the screening (skjermingshjemmel)'),
  ...(screening.until ? { until: screening.until } : {}),
});
