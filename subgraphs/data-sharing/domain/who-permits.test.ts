import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sixteenYearOld, tenYearOld } from './transfer-builders.ts';
import { type Answer, askedOf, reachesAge, weigh, whoPermits } from './who-permits.ts';

const on = '2026-11-22';
const school = 'pupil-from-15-else-all-holders';
const yes = (by: string): Answer => ({ by, answer: 'permits' });
const no = (by: string): Answer => ({ by, answer: 'refuses' });
const inCare = { ...sixteenYearOld, careOrder: { barnevern: 'barnevern', carers: ['foster-mother', 'foster-father'] } };

describe('who permits', () => {
  it('is all who hold foreldreansvar, jointly, before the child is 15', () => {
    const who = whoPermits(school, tenYearOld, on);
    expect(askedOf(who)).toEqual(['mother', 'father']);
    expect(weigh(who, [yes('mother')])).toBe('waiting');
    expect(weigh(who, [yes('mother'), yes('father')])).toBe('permitted');
    expect(weigh(who, [yes('mother'), no('father')])).toBe('refused');
  });

  it('is the pupil alone from 15, whatever the holders say', () => {
    const who = whoPermits(school, sixteenYearOld, on);
    expect(askedOf(who)).toEqual(['pupil']);
    expect(weigh(who, [no('mother'), no('father'), yes('pupil')])).toBe('permitted');
  });

  it('is the holders in a kindergarten', () => {
    expect(whoPermits('all-holders', sixteenYearOld, on).kind).toBe('holders');
  });

  it('is barnevernstjenesten and the carers first of all after a care order, also at 15', () => {
    const who = whoPermits(school, inCare, on);
    expect(askedOf(who)).toEqual(['barnevern', 'foster-mother', 'foster-father']);
    expect(weigh(who, [yes('barnevern'), yes('foster-mother')])).toBe('waiting');
    expect(weigh(who, [yes('barnevern'), yes('foster-mother'), no('foster-father')])).toBe('permitted');
    expect(weigh(who, [yes('foster-mother'), yes('foster-father')])).toBe('waiting');
    expect(weigh(who, [no('barnevern'), yes('foster-mother'), yes('foster-father')])).toBe('refused');
    expect(weigh(who, [yes('mother'), yes('father')])).toBe('waiting');
  });

  it('is nobody when a holder may not know the new place: the other is not asked around them', () => {
    const [mother] = tenYearOld.holders;
    const holders = [...(mother ? [mother] : []), { id: 'father', clearedForNewPlace: false }];
    const who = whoPermits(school, { ...tenYearOld, holders }, on);
    expect(who).toEqual({ kind: 'nobody', why: 'holder-not-cleared' });
    expect(weigh(who, [yes('mother')])).toBe('waiting');
  });

  it('is nobody when no holder is known', () => {
    expect(whoPermits(school, { ...tenYearOld, holders: [] }, on)).toEqual({ kind: 'nobody', why: 'no-known-holder' });
  });

  it('passes to the pupil on the fifteenth birthday, not the day before', () => {
    const facts = { ...tenYearOld, pupil: { id: 'pupil', birthDate: '2011-11-22' } };
    expect(whoPermits(school, facts, '2026-11-21').kind).toBe('holders');
    expect(whoPermits(school, facts, '2026-11-22').kind).toBe('pupil');
  });

  it('reckons a leap-day child as 15 from 1 March', () => {
    expect(reachesAge('2012-02-29', 15, '2027-02-28')).toBe(false);
    expect(reachesAge('2012-02-29', 15, '2027-03-01')).toBe(true);
  });

  it('never takes anything for a permission unless everybody who is asked has answered', () => {
    const person = fc.constantFrom('mother', 'father', 'pupil', 'barnevern', 'foster-mother', 'foster-father');
    const answers = fc.array(
      fc.record({ by: person, answer: fc.constantFrom('permits' as const, 'refuses' as const) }),
    );
    fc.assert(
      fc.property(answers, fc.constantFrom(tenYearOld, sixteenYearOld, inCare), (given, facts) => {
        const who = whoPermits(school, facts, on);
        if (weigh(who, given) !== 'permitted') return;
        for (const asked of askedOf(who)) expect(given.some((answer) => answer.by === asked)).toBe(true);
        if (who.kind !== 'care-order')
          for (const asked of askedOf(who)) expect(given.findLast((one) => one.by === asked)?.answer).toBe('permits');
      }),
    );
  });
});
