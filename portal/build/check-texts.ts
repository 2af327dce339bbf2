import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, catalogueNames, languages, readCatalogue } from './catalogues.ts';
import { compileCatalogue } from './message-plugin.ts';

const portal = new URL('../', import.meta.url).pathname;
/** Texts of codes that the graph gives: the page looks whether there is one. */
const givenByGraph = ['refusal.'];

/** What is wrong with the portal's texts, a line each: a key that a language lacks or has too many, one nobody uses, other values. */
export function textProblems(): string[] {
  const code = sourceText();
  return catalogueNames.flatMap((catalogue) => [
    ...languages.flatMap((language) => differences(catalogue, language)),
    ...unused(catalogue, code),
  ]);
}

function differences(catalogue: Catalogue, language: (typeof languages)[number]): string[] {
  const texts = readCatalogue(catalogue, language);
  const model = readCatalogue(catalogue, 'nb');
  const where = `${catalogue}/${language}`;
  return [
    ...Object.keys(model).flatMap((key) => (key in texts ? [] : [`${where} lacks ${key}`])),
    ...Object.keys(texts).flatMap((key) => (key in model ? [] : [`${where} has ${key}, which nb has not`])),
    ...Object.entries(texts).flatMap(([key, text]) => [
      ...(text.trim() === '' ? [`${where}: ${key} is empty`] : []),
      ...(valuesIn(text) === valuesIn(model[key] ?? text)
        ? []
        : [`${where}: ${key} has the values ${valuesIn(text)}, nb has ${valuesIn(model[key] ?? '')}`]),
      ...(language === 'se' && /\bplural,/.test(text) && !/\btwo\{/.test(text)
        ? [`${where}: ${key} counts without the form for two`]
        : []),
    ]),
    ...notCompiled(where, language, texts),
  ];
}

function notCompiled(where: string, language: string, texts: Readonly<Record<string, string>>): string[] {
  try {
    compileCatalogue(language, texts);
    return [];
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** The names of the values in a text, such as "count name". */
const valuesIn = (text: string): string =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[},])/g)].map(([, name]) => name))]
    .filter((name) => name !== undefined)
    .sort()
    .join(' ');

/** A key stands in the code as it is, or as a template whose fixed part it begins with. */
function unused(catalogue: Catalogue, code: string): string[] {
  const beginnings = [...code.matchAll(/`([a-z][\w.-]*\.)\$\{/gi)].map(([, beginning = '']) => beginning);
  return Object.keys(readCatalogue(catalogue, 'nb'))
    .filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`))
    .filter((key) => ![...beginnings, ...givenByGraph].some((beginning) => key.startsWith(beginning)))
    .map((key) => `${catalogue}: ${key} is used nowhere`);
}

const sourceText = (): string =>
  readdirSync(portal, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('build/') && !name.startsWith('dist/'))
    .map((name) => readFileSync(join(portal, name), 'utf8'))
    .join('\n');
