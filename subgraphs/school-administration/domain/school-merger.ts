import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { reasonProblems } from './right-recordings.ts';
import { refuse, type UserError } from './user-error.ts';

export interface MergerInput {
  readonly unitIds: readonly string[];
  readonly organisationNumber: string;
  readonly name: string;
  readonly takesEffectOn: string;
  readonly reason: string;
}

/** A school or kindergarten as it stands when a merger is recorded. */
export interface MergingUnit {
  readonly id: string;
  readonly kind: string;
  readonly organisationNumber: string | null;
  readonly endedOn: string | null;
  /** Another merger of it that is recorded and not done. */
  readonly mergesAlready: boolean;
}

/** What is wrong with a merger. */
export function mergerProblems(input: MergerInput, found: readonly MergingUnit[], today: string): UserError[] {
  const problems = reasonProblems(input.reason);
  const units = new Set(input.unitIds);
  if (units.size !== input.unitIds.length || units.size === 0)
    problems.push(refuse('UNITS_NEEDED', 'Name each school that goes into the new one, once.', 'unitIds'));
  if (found.length < units.size)
    problems.push(refuse('UNKNOWN_UNIT', 'One of them is no school or kindergarten here.', 'unitIds'));
  if (new Set(found.map(({ kind }) => kind)).size > 1)
    problems.push(refuse('DIFFERENT_KINDS', 'A school and a kindergarten do not become one.', 'unitIds'));
  if (found.some(({ endedOn }) => endedOn !== null && endedOn < input.takesEffectOn))
    problems.push(refuse('ENDED_ALREADY', 'One of them ends before the day.', 'unitIds'));
  if (found.some(({ mergesAlready }) => mergesAlready))
    problems.push(
      refuse('MERGES_ALREADY', 'A merger of one of them is recorded already. Cancel that first.', 'unitIds'),
    );
  if (!isOrganisationNumber(input.organisationNumber))
    problems.push(refuse('NOT_A_NUMBER', 'That cannot be an organisation number.', 'organisationNumber'));
  if (found.some(({ organisationNumber }) => organisationNumber === input.organisationNumber))
    problems.push(
      refuse(
        'NUMBER_OF_OLD_UNIT',
        'The new school has a number of its own; one that keeps its number is no merger.',
        'organisationNumber',
      ),
    );
  if (input.name.trim() === '') problems.push(refuse('NAME_NEEDED', 'Say what the new school is called.', 'name'));
  if (input.takesEffectOn < today)
    problems.push(
      refuse('IN_THE_PAST', 'A merger is recorded before it takes effect, or on the day.', 'takesEffectOn'),
    );
  return problems;
}
