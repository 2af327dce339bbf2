import { type CategoryId, categories } from '#contracts/categories.ts';
import type { DocumentLanguage } from '../domain/sending/documents/state.ts';

type Headings = Readonly<Partial<Record<CategoryId, string>>>;

/** In bokmål and English the categories' own labels; these are the others, of the categories that go as documents. */
const nynorsk: Headings = {
  identity: 'Namn, fødselsdato og fødselsnummer',
  enrolment: 'Skolegang: år, skolar og gjennomførte fag',
  'attendance-certificate': 'Fråvær på vitnemålet',
  'attendance-totals': 'Fråvær: andre summar',
  'final-assessment': 'Standpunktkarakterar og vitnemål',
  'half-year-marks-year-10': 'Halvårskarakterar på 10. trinn',
  'written-language-form': 'Skriftspråk',
  'language-mapping': 'Kartlegging av språk',
  'individual-decisions': 'Enkeltvedtak',
  'expert-assessment-plans': 'Sakkunnig vurdering og individuelle planar',
  health: 'Helse og allergi',
};
const northernSami: Headings = {
  identity: 'Namma, riegádanbeaivi ja riegádannummir',
  enrolment: 'Skuvlavázzin: jagit, skuvllat ja čađahuvvon fágat',
  'attendance-certificate': 'Jávkamat duođaštusas',
  'attendance-totals': 'Jávkamat: eará submit',
  'final-assessment': 'Oppalašárvosánit ja duođaštus',
  'half-year-marks-year-10': 'Jahkebealárvosánit 10. ceahkis',
  'written-language-form': 'Čállingiella',
  'language-mapping': 'Giela kárten',
  'individual-decisions': 'Ovttaskasmearrádusat',
  'expert-assessment-plans': 'Áššedovdi árvvoštallan ja individuála plánat',
  health: 'Dearvvašvuohta ja allergiija',
};

export function headingOf(category: CategoryId, language: DocumentLanguage): string {
  const { nb, en } = categories[category].label;
  if (language === 'en') return en;
  return (language === 'nn' ? nynorsk[category] : language === 'se' ? northernSami[category] : undefined) ?? nb;
}
