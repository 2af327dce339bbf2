/** A word as a lexeme of a tsquery; folded words have no quote or backslash, but other scripts may bring anything. */
const lexeme = (word: string): string => `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;

/**
 * The text of a tsquery for the words of a search: every word begins one of the name's words, or is like one (`like`, by place). Two words
 * side by side may be written as one.
 */
export function nameQuery(words: readonly string[], like: ReadonlyArray<readonly string[]> = []): string {
  const either = words.map((word, place) => [`${lexeme(word)}:*`, ...(like[place] ?? []).map(lexeme)].join(' | '));
  const all = either.map((one) => `(${one})`);
  const joined = words.slice(1).map((word, place) => {
    const together = `${lexeme(`${words[place]}${word}`)}:*`;
    return [...all.slice(0, place), `(${together})`, ...all.slice(place + 2)].join(' & ');
  });
  return [all.join(' & '), ...joined].map((one) => `(${one})`).join(' | ');
}
