import type { ExplanationLanguage } from '../../graph/types.generated.ts';
import type { Language } from '../../language/languages.ts';

const names: Readonly<Record<Language, ExplanationLanguage>> = { nb: 'NB', nn: 'NN', se: 'SE', en: 'EN' };

/** The graph's name of a language of the page. */
export const explanationLanguage = (language: Language): ExplanationLanguage => names[language];
