import type { Json } from '#kit/events/sealing/canonical-json.ts';
import type { DocumentLanguage } from '../domain/sending/documents/state.ts';

type Words = readonly [nb: string, nn: string, se: string, en: string];
const places: Readonly<Record<DocumentLanguage, 0 | 1 | 2 | 3>> = { nb: 0, nn: 1, se: 2, en: 3 };

/** What the fields of the parts are called. */
const labels: Readonly<Record<string, Words>> = {
  givenName: ['Fornavn', 'Førenamn', 'Ovdanamma', 'Given name'],
  familyName: ['Etternavn', 'Etternamn', 'Goargu', 'Family name'],
  birthDate: ['Fødselsdato', 'Fødselsdato', 'Riegádanbeaivi', 'Date of birth'],
  nationalId: ['Fødselsnummer', 'Fødselsnummer', 'Riegádannummir', 'Norwegian national id'],
  enrolments: ['Skolegang', 'Skolegang', 'Skuvlavázzin', 'Enrolments'],
  unit: ['Skole', 'Skole', 'Skuvla', 'School'],
  organisationNumber: [
    'Organisasjonsnummer',
    'Organisasjonsnummer',
    'Organisašuvdnanummir',
    'Norwegian organisation number',
  ],
  kind: ['Slag', 'Slag', 'Šládja', 'Kind'],
  level: ['Trinn', 'Trinn', 'Ceahkki', 'Year level'],
  validFrom: ['Fra', 'Frå', 'Álgu', 'From'],
  validTo: ['Til', 'Til', 'Loahppa', 'Until'],
  completedSubjects: ['Gjennomførte fag', 'Gjennomførte fag', 'Čađahuvvon fágat', 'Completed subjects'],
  subjectCode: ['Fagkode', 'Fagkode', 'Fágakoda', 'Subject code'],
  subject: ['Fag', 'Fag', 'Fága', 'Subject'],
  completedOn: ['Fullført', 'Fullført', 'Čađahuvvon', 'Completed'],
  earlier: ['Fra tidligere skoler', 'Frå tidlegare skolar', 'Ovddit skuvllain', 'From earlier schools'],
  senderNumber: [
    'Avsenders organisasjonsnummer',
    'Organisasjonsnummer til avsendar',
    'Sáddejeaddji organisašuvdnanummir',
    'Organisation number of the sender',
  ],
  senderName: ['Avsender', 'Avsendar', 'Sáddejeaddji', 'Sender'],
  receivedAt: ['Mottatt', 'Motteke', 'Vuostáiváldojuvvon', 'Received'],
  content: ['Innhold', 'Innhald', 'Sisdoallu', 'Content'],
  totals: ['Summer', 'Summar', 'Submit', 'Totals'],
  schoolYear: ['Skoleår', 'Skoleår', 'Skuvlajahki', 'School year'],
  term: ['Termin', 'Termin', 'Lohkanbadji', 'Term'],
  days: ['Dager', 'Dagar', 'Beaivvit', 'Days'],
  hours: ['Timer', 'Timar', 'Diimmut', 'Hours'],
  assessments: ['Vurderinger', 'Vurderingar', 'Árvvoštallamat', 'Assessments'],
  mark: ['Karakter', 'Karakter', 'Árvosátni', 'Mark'],
  feedback: ['Tilbakemelding', 'Tilbakemelding', 'Máhccan', 'Feedback'],
  assessedOn: ['Vurdert', 'Vurdert', 'Árvvoštallojuvvon', 'Assessed'],
  form: ['Målform', 'Målform', 'Čállingiella', 'Written form of Norwegian'],
  records: ['Dokumenter', 'Dokument', 'Dokumeanttat', 'Documents'],
  title: ['Tittel', 'Tittel', 'Namahus', 'Title'],
  text: ['Tekst', 'Tekst', 'Teaksta', 'Text'],
  legalBasis: ['Hjemmel', 'Heimel', 'Láhkavuođđu', 'Legal basis'],
};

/** The codes that stand as values in fields of their own; what people have written is never looked up here. */
const codes: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  kind: {
    SCHOOL: ['Skole', 'Skole', 'Skuvla', 'School'],
    KINDERGARTEN: ['Barnehage', 'Barnehage', 'Mánáidgárdi', 'Kindergarten'],
    SFO: [
      'Skolefritidsordning (SFO)',
      'Skolefritidsordning (SFO)',
      'Skuvlaastoáigeortnet (SFO)',
      'After-school programme (SFO)',
    ],
    OWNER: ['Skoleeier', 'Skoleeigar', 'Skuvlaeaiggát', 'Owner of schools'],
    ALLERGY: ['Allergi', 'Allergi', 'Allergiija', 'Allergy'],
    HEALTH_NOTE: ['Helse', 'Helse', 'Dearvvašvuohta', 'Health'],
    INDIVIDUAL_DECISION: ['Enkeltvedtak', 'Enkeltvedtak', 'Ovttaskasmearrádus', 'Individual decision'],
    EXPERT_ASSESSMENT: ['Sakkyndig vurdering', 'Sakkunnig vurdering', 'Áššedovdi árvvoštallan', 'Expert assessment'],
    INDIVIDUAL_EDUCATION_PLAN: [
      'Individuell opplæringsplan',
      'Individuell opplæringsplan',
      'Individuála oahpahusplána',
      'Individual education plan',
    ],
    INDIVIDUAL_PLAN: ['Individuell plan', 'Individuell plan', 'Individuála plána', 'Individual plan'],
    LANGUAGE_MAPPING: ['Kartlegging av språk', 'Kartlegging av språk', 'Giela kárten', 'Mapping of language skills'],
  },
  term: {
    AUTUMN: ['Høst', 'Haust', 'Čakča', 'Autumn'],
    SPRING: ['Vår', 'Vår', 'Giđđa', 'Spring'],
  },
  form: {
    nb: ['Bokmål', 'Bokmål', 'Girjedárogiella', 'Bokmål'],
    nn: ['Nynorsk', 'Nynorsk', 'Ođđadárogiella', 'Nynorsk'],
  },
};
const yesAndNo: readonly [yes: Words, no: Words] = [
  ['Ja', 'Ja', 'Juo', 'Yes'],
  ['Nei', 'Nei', 'Ii', 'No'],
];

export const hasLabel = (field: string): boolean => Object.hasOwn(labels, field);

/** What a field is called; one that is not known here stands under its own name. */
export const labelOf = (field: string, language: DocumentLanguage): string =>
  (hasLabel(field) ? labels[field]?.[places[language]] : undefined) ?? field;

/** What a value says; a school year is named by both its years. */
export function wordsFor(field: string, value: Json, language: DocumentLanguage): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return yesAndNo[value ? 0 : 1][places[language]];
  if (field === 'schoolYear' && typeof value === 'number') return `${value}/${value + 1}`;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const known = Object.hasOwn(codes, field) ? codes[field] : undefined;
  return (known && Object.hasOwn(known, text) ? known[text]?.[places[language]] : undefined) ?? text;
}
