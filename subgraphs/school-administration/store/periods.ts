import { type RawBuilder, sql } from 'kysely';

/** The same of a row that is read already. */
export const inForceOn = (
  { validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null },
  on: string,
): boolean => (validFrom === null || validFrom <= on) && (validTo === null || validTo >= on);

/** True for a row whose period holds on a day: the last day counts, an absent day is open. `alias` names the row in the statement. */
export const inForce = (alias: string, on: string): RawBuilder<boolean> => {
  const row = sql.raw(alias);
  return sql<boolean>`((${row}.valid_from is null or ${row}.valid_from <= ${on}::date)
    and (${row}.valid_to is null or ${row}.valid_to >= ${on}::date))`;
};
