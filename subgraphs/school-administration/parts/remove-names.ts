/** Somebody who is spoken of in a document about somebody else. */
export interface NamedPerson {
  readonly givenName: string;
  readonly familyName: string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const firstWord = (name: string) => name.trim().split(/\s+/)[0] ?? '';

/**
 * A text without the names of other pupils, for documents that travel only without third parties. It takes what a register of names
 * can find, so that less is left to the person who must read it before it leaves; it does not take that person's place.
 */
export function removeNames(text: string, others: readonly NamedPerson[], own: NamedPerson): string {
  const names = new Set<string>();
  for (const { givenName, familyName } of others) {
    names.add(`${givenName} ${familyName}`);
    names.add(`${firstWord(givenName)} ${familyName}`);
    // A namesake's given name alone is the child's own: it stays.
    if (firstWord(givenName) !== firstWord(own.givenName)) names.add(firstWord(givenName)).add(givenName);
  }
  const wanted = [...names].filter((name) => name.length > 1).sort((one, other) => other.length - one.length);
  if (wanted.length === 0) return text;
  // Whole words, with the genitive; the longest name first, so that no family name is left standing.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.map(escaped).join('|')})(?:s|')?(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(pattern, '[annen elev]');
}
