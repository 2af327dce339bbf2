import { readFile, writeFile } from 'node:fs/promises';

const personOf = (roster: string, nationalId: string): string => {
  const number = roster.indexOf(`>${nationalId}<`);
  const start = roster.lastIndexOf('<person>', number);
  if (number < 0 || start < 0) throw new Error('the roster has no such person');
  return roster.slice(start, roster.indexOf('</person>', start));
};
const contacts = (person: string): readonly string[] =>
  person.match(/<pifu_hasContactPerson type="guardian">.*?<\/pifu_hasContactPerson>/g) ?? [];

export interface Link {
  /** The roster that is read, and the one that is written. */
  readonly from: string;
  readonly to: string;
  /** National id of a child whose roster guardians are linked to others too. */
  readonly guardiansOf: string;
  /** National ids of the children that they are linked to. */
  readonly children: readonly string[];
}

/** Writes a roster in which one child's guardians are those of other children too: what the register import of 2019 did. */
export async function linkGuardians({ from, to, guardiansOf, children }: Link): Promise<void> {
  let roster = await readFile(from, 'utf8');
  const links = contacts(personOf(roster, guardiansOf));
  if (links.length === 0) throw new Error('the roster names no guardian');
  for (const child of children) {
    const before = personOf(roster, child);
    const after = before.replace(
      '</extension>',
      `${links.filter((link) => !before.includes(link)).join('')}</extension>`,
    );
    roster = roster.replace(before, after);
  }
  await writeFile(to, roster);
}
