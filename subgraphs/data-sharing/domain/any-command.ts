/** What the tests of the invariants draw commands from: few persons, few days, every category that can go several ways. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { CategoryId } from '#contracts/categories.ts';
import { transferProblemOf } from './refusal.ts';
import { peerHub, rektor, sixteenYearOld, system, tenYearOld } from './transfer-builders.ts';

/** Runs commands one after another; a refused one must be refused with a problem, and changes nothing. */
export function run<State, Command, Event>(
  commands: readonly Command[],
  decide: (command: Command, state: State) => readonly Event[],
  evolve: (state: State, event: Event) => State,
  initial: State,
): { readonly log: readonly Event[]; readonly state: State } {
  let state = initial;
  const log: Event[] = [];
  for (const command of commands)
    try {
      const events = decide(command, state);
      log.push(...events);
      state = events.reduce(evolve, state);
    } catch (error) {
      expect(transferProblemOf(error), String(error)).toBeDefined();
    }
  return { log, state };
}

export const asked: readonly CategoryId[] = [
  'final-assessment',
  'health',
  'expert-assessment-plans',
  'imposed-school-change',
];
export const category = fc.constantFrom<CategoryId>(...asked, 'identity', 'messages');
export const grading = fc.constantFrom(
  'none' as const,
  'none' as const,
  'none' as const,
  'fortrolig' as const,
  'strengt-fortrolig' as const,
);
export const person = fc.constantFrom('mother', 'father', 'pupil', 'uncle');
export const facts = fc.constantFrom(tenYearOld, sixteenYearOld, { ...tenYearOld, holders: [] });
export const by = fc.constantFrom(system, rektor, peerHub);
export const time = fc.integer({ min: 0, max: 40 }).map((day) => new Date(Date.UTC(2026, 10, 22 + day)).toISOString());
/** Cancellations and gradings end most of what can happen, so they are drawn seldom. */
export const seldom = <Shape>(arbitrary: fc.Arbitrary<Shape>) => ({ weight: 1, arbitrary });
export const often = <Shape>(arbitrary: fc.Arbitrary<Shape>) => ({ weight: 8, arbitrary });
export const mostly = <Shape>(arbitrary: fc.Arbitrary<Shape>) => ({ weight: 40, arbitrary });
export const stamped = <Shape extends object>(shape: fc.Arbitrary<Shape>) =>
  fc.tuple(shape, time, by).map(([rest, at, actor]) => ({ ...rest, at, actor }));
export const batch = fc.integer({ min: 1, max: 3 });
export const is = <Type extends string>(type: Type) => fc.constant(type);
