import type { ChildIdentity } from '#contracts/ports.ts';
import { birthDateOf } from './age.ts';

const words = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .toLocaleLowerCase('nb')
    .split(/[\s\-–.]+/u)
    .filter(Boolean);

/** Two spellings of one name: the first given name and the last family name are the same; what stands between may differ. */
export function namesAgree(
  one: Pick<ChildIdentity, 'givenName' | 'familyName'>,
  other: Pick<ChildIdentity, 'givenName' | 'familyName'>,
): boolean {
  const [given, otherGiven] = [words(one.givenName).at(0), words(other.givenName).at(0)];
  const [family, otherFamily] = [words(one.familyName).at(-1), words(other.familyName).at(-1)];
  return given !== undefined && given === otherGiven && family !== undefined && family === otherFamily;
}

/** The same child beyond doubt: the national id, the birth date and the name agree. Anything less is for a person to match. */
export function identityAgrees(one: ChildIdentity, other: ChildIdentity): boolean {
  if (one.nationalId === null || one.nationalId !== other.nationalId) return false;
  const [birthDate, otherDate] = [birthDateOf(one), birthDateOf(other)];
  return birthDate !== null && birthDate === otherDate && namesAgree(one, other);
}
