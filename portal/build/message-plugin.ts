import { readFileSync } from 'node:fs';
import compileModule from '@messageformat/core/compile-module.js';
import MessageFormat from '@messageformat/core/messageformat.js';
import type { Plugin } from 'vite';
import { type Catalogue, catalogueFile } from './catalogues.ts';

const prefix = 'virtual:messages/';

/**
 * The texts of a language as functions, so that no parser of messages comes to the browser:
 * `import('virtual:messages/family/nb')`. Plurals are CLDR's own, North Sámi's two (`two`) among them.
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      const [catalogue, language] = id.startsWith(`\0${prefix}`) ? id.slice(prefix.length + 1).split('/') : [];
      if (catalogue === undefined || language === undefined) return undefined;
      const file = catalogueFile(catalogue as Catalogue, language);
      this.addWatchFile(file);
      return compileCatalogue(language, JSON.parse(readFileSync(file, 'utf8')));
    },
  };
}

/** The source of a module whose default export has a function for each text. Throws where a text is no ICU message. */
export function compileCatalogue(language: string, texts: Record<string, string>): string {
  const source = compileModule(new MessageFormat(language), texts);
  // Chromium has no numbers for nn and se; CLDR writes them as in nb.
  return source.replaceAll(/number\("(?:nn|se)"/g, 'number("nb"');
}
