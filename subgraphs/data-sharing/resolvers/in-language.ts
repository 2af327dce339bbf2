import type { Language } from '#contracts/languages.ts';

/** The argument of a field that is worded. */
export interface InLanguage {
  readonly language: 'NB' | 'NN' | 'SE' | 'EN';
}

export const languageOf = (name: InLanguage['language']): Language => name.toLowerCase() as Language;
