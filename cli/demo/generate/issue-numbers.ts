import { isOrganisationNumber, nationalIdCheckDigits } from '#contracts/identifiers.ts';
import type { Gender } from './model.ts';
import type { Random } from './random.ts';

/** Keeps national ids of separately generated populations apart: each has tens digits of its own in the individual number. */
export type Population = 'movers' | 'Ringsaker' | 'Sarpsborg' | 'later';
const tensDigits: Readonly<Record<Population, readonly number[]>> = {
  Ringsaker: [0, 1, 2, 3, 4],
  Sarpsborg: [5, 6, 7],
  movers: [8, 9],
  // Populations that are made after these, and are told which ids are taken.
  later: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
};

export interface NumberIssuer {
  /** A synthetic national id (month + 80) that nobody in this population has. */
  nationalId(birthDate: string, gender: Gender, options?: { readonly dNumber?: boolean }): string;
}

export function createNumberIssuer(population: Population, random: Random, taken: Iterable<string> = []): NumberIssuer {
  const issued = new Set<string>(taken);
  return {
    nationalId(birthDate, gender, options = {}) {
      const [year = '', month = '', day = ''] = birthDate.split('-');
      const dayDigits = String(Number(day) + (options.dNumber ? 40 : 0)).padStart(2, '0');
      const date = `${dayDigits}${Number(month) + 80}${year.slice(2)}`;
      // 500–999 says the 2000s (for years before 40), 000–499 the 1900s.
      const hundreds = Number(year) >= 2000 ? [5, 6, 7, 8, 9] : [0, 1, 2, 3, 4];
      const units = gender === 'female' ? [0, 2, 4, 6, 8] : [1, 3, 5, 7, 9];
      for (let attempt = 0; attempt < 10_000; attempt += 1) {
        const individual = `${random.pick(hundreds)}${random.pick(tensDigits[population])}${random.pick(units)}`;
        const check = nationalIdCheckDigits(date + individual);
        const id = `${date}${individual}${check}`;
        if (check === undefined || issued.has(id)) continue;
        issued.add(id);
        return id;
      }
      throw new RangeError(`no national id left for ${birthDate}`);
    },
  };
}

/** Organisation numbers of the synthetic range 31x xxx xxx with right check digits, in order from `start`. */
export function* organisationNumbers(start: number): Generator<string, never> {
  for (let eight = start; ; eight += 137) {
    for (let check = 0; check <= 9; check += 1) {
      const candidate = `${eight}${check}`;
      if (isOrganisationNumber(candidate)) yield candidate;
    }
  }
}
