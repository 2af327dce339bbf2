import { readNationalId } from '#contracts/identifiers.ts';
import { refuse, type UserError } from './user-error.ts';

export interface StartInput {
  readonly childId?: string | null;
  readonly newPupil?: { readonly nationalId?: string | null; readonly birthDate: string } | null;
  readonly level?: number | null;
  readonly startsOn: string;
}

/** A start names one child; a synthetic hub takes synthetic children only, and a birth date after the start is a slip. */
export function startProblems(input: StartInput, { demo }: { readonly demo: boolean }): UserError[] {
  const problems: UserError[] = [];
  if ((input.childId == null) === (input.newPupil == null))
    problems.push(refuse('ONE_CHILD', 'Give childId, or newPupil for a child that is new here.', 'childId'));
  if (input.level != null && (input.level < 1 || input.level > 13))
    problems.push(refuse('OUT_OF_RANGE', 'The year level is from 1 to 13.', 'level'));
  const { nationalId, birthDate } = input.newPupil ?? {};
  if (birthDate !== undefined && birthDate > input.startsOn)
    problems.push(refuse('NOT_BORN_YET', 'The child is born after the start.', 'newPupil', 'birthDate'));
  if (demo && nationalId != null && !readNationalId(nationalId).synthetic)
    problems.push(refuse('SYNTHETIC_ONLY', 'This hub takes synthetic persons only.', 'newPupil', 'nationalId'));
  return problems;
}
