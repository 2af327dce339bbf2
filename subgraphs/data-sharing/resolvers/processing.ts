import { purposes, purposeTable } from '#contracts/purposes.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { processingInWords } from '#kit/personal-data/processing.ts';
import type { DataSharingContext } from '../context.ts';
import { type InLanguage, languageOf } from './in-language.ts';

/** What families are told of (GDPR art. 13, 14), from the same rows as the record of art. 30. What is held of staff is not theirs to be told. */
export function processing(_: unknown, args: InLanguage, { process }: DataSharingContext) {
  const language = languageOf(args.language);
  const rows = process.processingOn(dateInNorway(process.now())).filter(({ category }) => category !== 'staff');
  return purposes.map((purpose) => ({
    purpose,
    label: purposeTable[purpose].label[language],
    data: rows
      .filter(({ activity }) => activity === purpose)
      .map((row) => {
        const { data, ...words } = processingInWords(row, language);
        return { ...words, category: row.category, label: data };
      }),
  }));
}
