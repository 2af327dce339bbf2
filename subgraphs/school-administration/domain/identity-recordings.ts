import { readNationalId } from '#contracts/identifiers.ts';
import { reasonProblems } from './right-recordings.ts';
import { refuse, type UserError } from './user-error.ts';

/** What a person may get wrong when saying which number a child has. Whether it is the right child is theirs to answer for. */
export function identifyProblems(
  input: { readonly nationalId?: string | null; readonly reason: string },
  child: { readonly birthDate: string | null },
  { demo }: { readonly demo: boolean },
): UserError[] {
  const problems = reasonProblems(input.reason);
  if (input.nationalId == null) return problems;
  const { synthetic, birthDate } = readNationalId(input.nationalId);
  if (demo && !synthetic)
    problems.push(refuse('SYNTHETIC_ONLY', 'This hub takes synthetic persons only.', 'nationalId'));
  // A number whose date differs is a twin's elder brother, or a slip: the register's own corrections come by the register.
  if (child.birthDate !== null && birthDate !== undefined && birthDate !== child.birthDate)
    problems.push(
      refuse(
        'BIRTH_DATE_DIFFERS',
        `The number is of somebody born ${birthDate}; the child is born ${child.birthDate}.`,
        'nationalId',
      ),
    );
  return problems;
}
