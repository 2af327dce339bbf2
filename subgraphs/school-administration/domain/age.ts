import { readNationalId } from '#contracts/identifiers.ts';

/**
 * Whether somebody has turned an age on a day. One born on 29 February turns it on 1 March where the year has no such day: on the
 * 28th the year is not full, and a right that rests on an age begins only when it is (opplæringslova § 24-5: «fylt 15 år»).
 *
 * As text, `YYYY-02-29` lies between 28 February and 1 March, whether or not the year has the day.
 */
export function hasTurned(birthDate: string, age: number, on: string): boolean {
  const year = String(Number(birthDate.slice(0, 4)) + age).padStart(4, '0');
  return `${year}${birthDate.slice(4)}` <= on;
}

/** Whether somebody is 18 on a day; one whose birth date is not known is not. */
export const isAdult = (birthDate: string | null, on: string): boolean =>
  birthDate !== null && hasTurned(birthDate, 18, on);

/** The birth date as registered, else the one that a valid national id holds. */
export const birthDateOf = (person: { readonly birthDate: string | null; readonly nationalId: string | null }) =>
  person.birthDate ?? (person.nationalId === null ? null : (readNationalId(person.nationalId).birthDate ?? null));
