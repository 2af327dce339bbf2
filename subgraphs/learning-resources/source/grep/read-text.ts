import type { LanguageText } from '../../domain/competence-aim.ts';

const longest = 4000;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of Grep in each of its three shapes: a string, `[{ spraak, verdi }]`, or that list under `tekst`. Broken parts are told. */
export function readText(value: unknown, tell: (what: string, done: string) => void): readonly LanguageText[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ language: 'default', text: tidy(value) }];
  if (isRecord(value)) return readText(value.tekst, tell);
  if (!Array.isArray(value)) return [];
  const texts: LanguageText[] = [];
  for (const part of value) {
    const language = isRecord(part) ? part.spraak : undefined;
    const text = isRecord(part) ? part.verdi : undefined;
    if (typeof language !== 'string' || typeof text !== 'string' || text.trim() === '') {
      tell('a text has no language (spraak) or no value (verdi)', 'left that text out');
    } else if (texts.some((each) => each.language === language)) {
      tell(`a text is given twice in "${language.slice(0, 20)}"`, 'kept the first');
    } else {
      texts.push({ language, text: tidy(text) });
    }
  }
  return texts;
}

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, longest);
