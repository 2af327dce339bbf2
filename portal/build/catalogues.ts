import { readFileSync } from 'node:fs';

export const languages = ['nb', 'nn', 'se', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each part of the portal has texts of its own, so that a family's page does not carry those of the staff. */
export const catalogues = { family: 'locales', staff: 'staff/locales' } as const;
export type Catalogue = keyof typeof catalogues;
export const catalogueNames = Object.keys(catalogues) as readonly Catalogue[];

const portal = new URL('../', import.meta.url).pathname;
export const catalogueFile = (catalogue: Catalogue, language: string): string =>
  `${portal}${catalogues[catalogue]}/${language}.json`;

/** The texts of a language, by key. */
export const readCatalogue = (catalogue: Catalogue, language: Language): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(catalogueFile(catalogue, language), 'utf8'));
