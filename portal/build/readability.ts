import { readCatalogue } from './catalogues.ts';

/** Hard to read begins above: LIX by C. H. Björnsson (1968), words a sentence and long words of a hundred. */
export const easiest = 35;

/** LIX of running text: words per sentence, and how many of a hundred words have more than six letters. */
export function lix(text: string): number {
  const words = text.match(/[\p{L}\p{N}-]+/gu) ?? [];
  const sentences = text.match(/[^.!?:\n]+([.!?:]|\n|$)/g)?.filter((one) => /\p{L}/u.test(one)) ?? [];
  const long = words.filter((word) => word.length > 6);
  return words.length / Math.max(1, sentences.length) + (100 * long.length) / Math.max(1, words.length);
}

const fewestWords = 40;

/** The parts of the families' pages that are too hard to read in nb or nn, a line each. A part: the texts whose keys begin alike. */
export function hardTexts(): string[] {
  return (['nb', 'nn'] as const).flatMap((language) => {
    const texts = Object.entries(readCatalogue('family', language));
    const parts = Map.groupBy(texts, ([key]) => key.split('.')[0] ?? '');
    return [...parts].flatMap(([part, found]) => {
      const running = found.map(([, text]) => plain(text)).join('\n');
      const words = running.match(/[\p{L}\p{N}-]+/gu)?.length ?? 0;
      const value = Math.round(lix(running));
      return words >= fewestWords && value > easiest
        ? [`family/${language}: the texts of ${part} have a LIX of ${value}, above ${easiest}`]
        : [];
    });
  });
}

/** As it is read: the plural, and a short word for each value. */
const plain = (text: string): string =>
  text
    .replace(/\{\w+, plural,.*?other\{([^{}]*)\}\}/g, '$1')
    .replace(/\{\w+\}/g, 'Kari')
    .replaceAll('#', '3');
