/** The languages of the pages, by what they call themselves. */
export const languageNames = { nb: 'Bokmål', nn: 'Nynorsk', se: 'Davvisámegiella', en: 'English' } as const;
export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as readonly Language[];

/** A language as the graph names those it explains rules in. */
export const explanationLanguage = { nb: 'NB', nn: 'NN', se: 'SE', en: 'EN' } as const;

const isLanguage = (text: string | null | undefined): text is Language => languages.includes(text as Language);
const storageKey = 'oppvekst-language';

/** What was chosen here before; else the first of the browser's languages that there are texts in; else bokmål. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  if (isLanguage(chosen)) return chosen;
  for (const wish of navigator.languages) {
    const [code] = wish.toLowerCase().split('-');
    if (code === 'no') return 'nb';
    if (isLanguage(code)) return code;
  }
  return 'nb';
}

/** Keeps the choice in this browser, for the time before somebody is signed in. */
export const keepLanguage = (language: Language): void => localStorage.setItem(storageKey, language);
