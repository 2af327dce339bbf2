import type { InLanguages, Language } from './languages.ts';
import type { RetentionTerm } from './policy/retention-policy.ts';

const texts = {
  archive: {
    nb: 'Til arkivet har tatt over det; deretter etter arkivlova',
    nn: 'Til arkivet har teke over det; deretter etter arkivlova',
    se: 'Dassážii go arkiiva lea váldán badjelasas; dasto arkiivalága mielde',
    en: 'Until the archive has taken it over; then by arkivlova',
  },
  endOfEnrolment: {
    nb: 'Så lenge barnet går her',
    nn: 'Så lenge barnet går her',
    se: 'Nu guhká go mánná vázzá dáppe',
    en: 'As long as the child attends here',
  },
  whileKnown: {
    nb: 'Så lenge vi har noe om barnet, fordi det verner barnet',
    nn: 'Så lenge vi har noko om barnet, fordi det vernar barnet',
    se: 'Nu guhká go mis lea mihkkege máná birra, danne go dat suodjala máná',
    en: 'As long as anything of the child is held, because it protects the child',
  },
  years: {
    nb: 'år etter at barnet sluttet',
    nn: 'år etter at barnet slutta',
    se: 'jagi maŋŋil go mánná heittii',
    en: 'years after the child left',
  },
} as const satisfies Record<string, InLanguages>;

/** How long a category is kept, in words. */
export function retentionInWords(retention: RetentionTerm, language: Language): string {
  if (retention === 'archive') return texts.archive[language];
  if (retention === 'end-of-enrolment') return texts.endOfEnrolment[language];
  if (retention === 'while-known') return texts.whileKnown[language];
  return `${retention.years} ${texts.years[language]}`;
}
