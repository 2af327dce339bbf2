import { type RawBuilder, sql } from 'kysely';

/** True for a row whose period holds on a day: the last day counts, an absent day is open. `alias` names the row in the statement. */
export const inForce = (alias: string, on: string): RawBuilder<boolean> => {
  const row = sql.raw(alias);
  return sql<boolean>`((${row}.valid_from is null or ${row}.valid_from <= ${on}::date)
    and (${row}.valid_to is null or ${row}.valid_to >= ${on}::date))`;
};
