/**
 * Number series without gaps, as Noark 5 wants them for case numbers (M012 sakssekvensnummer, per year), the journal (M014
 * journalsekvensnummer, per year) and the entries of a case (M015 journalpostnummer).
 */
export type Series = `case/${number}` | `journal/${number}` | `entry/${string}`;

/** The last number given in each series; a series that is not there has given none. */
export type Counters = ReadonlyMap<Series, number>;

export const noNumbers: Counters = new Map();

/** The next number of a series and the counters after it. Numbers are taken only together with what they number. */
export function takeNumber(
  counters: Counters,
  series: Series,
): { readonly number: number; readonly counters: Counters } {
  const number = (counters.get(series) ?? 0) + 1;
  return { number, counters: new Map(counters).set(series, number) };
}
