import { capacityTable, isCapacity } from '#contracts/capacities.ts';
import { type CategoryId, categories } from '#contracts/categories.ts';
import type { InLanguages, Language } from '#contracts/languages.ts';
import { isPurpose, purposeTable } from '#contracts/purposes.ts';

/** What an entry says, before it is worded. */
export interface EntryFacts {
  readonly own: boolean;
  readonly capacity: string | null;
  readonly place: string | null;
  readonly staffName: string | null;
  readonly system: string | null;
  readonly purpose: string | null;
  readonly categories: readonly CategoryId[];
}

interface Words {
  readonly you: string;
  readonly somebody: string;
  system(name: string): string;
  at(place: string): string;
  sentence(who: string, own: boolean, what: string): string;
}

const words: Readonly<Record<Language, Words>> = {
  nb: {
    you: 'Du',
    somebody: 'En person uten kjent rolle',
    system: (name) => `Systemet ${name}`,
    at: (place) => ` ved ${place}`,
    sentence: (who, _, what) => `${who} så ${what}`,
  },
  nn: {
    you: 'Du',
    somebody: 'Ein person utan kjend rolle',
    system: (name) => `Systemet ${name}`,
    at: (place) => ` ved ${place}`,
    sentence: (who, _, what) => `${who} såg ${what}`,
  },
  se: {
    you: 'Don',
    somebody: 'Olmmoš geas ii leat dovddus rolla',
    system: (name) => `Vuogádat ${name}`,
    at: (place) => ` (${place})`,
    sentence: (who, own, what) => `${who} ${own ? 'geahččet' : 'geahčai'}: ${what}`,
  },
  en: {
    you: 'You',
    somebody: 'Somebody whose role is not known',
    system: (name) => `The system ${name}`,
    at: (place) => ` at ${place}`,
    sentence: (who, _, what) => `${who} looked at ${what}`,
  },
};

/** Inside a sentence a label begins with a small letter, unless it is a name. */
const inSentence = (label: string): string =>
  label.startsWith('Feide') ? label : label.slice(0, 1).toLowerCase() + label.slice(1);

const who = (entry: EntryFacts, language: Language): string => {
  const { you, somebody, system, at } = words[language];
  if (entry.own) return you;
  if (entry.system !== null) return system(entry.system);
  const label: InLanguages | undefined =
    entry.capacity !== null && isCapacity(entry.capacity) ? capacityTable[entry.capacity].label : undefined;
  const name = entry.staffName === null ? '' : ` ${entry.staffName}`;
  return `${label?.[language] ?? somebody}${name}${entry.place === null ? '' : at(entry.place)}`;
};

/** "Kontaktlærer ved Brumunddal skole så fravær: årsaker, for å følge opp opplæringen." */
export function entryInWords(entry: EntryFacts, language: Language): string {
  const what = entry.categories.map((category) => inSentence(categories[category].label[language])).join('; ');
  const why =
    entry.purpose !== null && isPurpose(entry.purpose) ? `, ${purposeTable[entry.purpose].why[language]}` : '';
  return `${words[language].sentence(who(entry, language), entry.own, what)}${why}.`;
}
