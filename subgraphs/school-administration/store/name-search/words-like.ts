import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from '../tables.ts';
import { isWithin, mistakesIn } from './edit-distance.ts';

type Reader = Database<SchoolAdministrationTables>;

/** The words of a search as names are folded, in order. */
export async function foldedWords(database: Reader, search: string): Promise<readonly string[]> {
  const { rows } = await sql<{ words: readonly string[] | null }>`select
    array_remove(string_to_array(school_administration.fold_name(normalize(${search}, NFC)), ' '), '') as words`.execute(
    database,
  );
  return (rows[0]?.words ?? []).slice(0, mostWords);
}

const mostWords = 6;
/** A search that has as many words as this near a misspelt one is of no use to anybody. */
const mostLike = 200;

/**
 * For each word of a search the words of names that it may be a misspelling of, in one statement. Compared are those of about its length
 * that begin with one of its first two letters.
 */
export async function wordsLike(database: Reader, words: readonly string[]): Promise<ReadonlyArray<readonly string[]>> {
  const asked = words.map((word) => ({ word, by: mistakesIn(word.length) }));
  const { rows } = await sql<{ place: number; word: string }>`
    select asked.place, known.word from unnest(${words}::text[], ${asked.map(({ by }) => by)}::integer[]) with ordinality
      as asked(word, by, place)
    join school_administration.name_word known
      on length(known.word) between length(asked.word) - asked.by and length(asked.word) + asked.by
      and left(known.word, 1) in (left(asked.word, 1), substr(asked.word, 2, 1))
      -- Whatever mistakes were made, few letters are in one of the two words alone.
      and length(translate(known.word, asked.word, '')) <= asked.by and length(translate(asked.word, known.word, '')) <= asked.by`.execute(
    database,
  );
  const known = Map.groupBy(rows, ({ place }) => Number(place) - 1);
  return asked.map(({ word, by }, place) =>
    (known.get(place) ?? []).flatMap((one) => (isWithin(word, one.word, by) ? [one.word] : [])).slice(0, mostLike),
  );
}
