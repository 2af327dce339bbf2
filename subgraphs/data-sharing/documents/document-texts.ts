import type { DocumentLanguage } from '../domain/sending/documents/state.ts';

/** The words of the document around what is held of the child. */
export interface DocumentTexts {
  readonly title: string;
  readonly from: string;
  readonly lastDay: string;
  readonly madeOn: string;
  readonly introduction: readonly string[];
  readonly closing: readonly string[];
}

const table: Readonly<Record<DocumentLanguage, DocumentTexts>> = {
  nb: {
    title: 'Dokumentasjon av skolegang i Norge',
    from: 'Fra',
    lastDay: 'Siste dag her',
    madeOn: 'Laget',
    introduction: [
      'Dette dokumentet er gitt til familien ved flytting til utlandet, så den kan ta det med til en ny skole (opplæringslova § 10-8, barnelova § 47). Det er ikke sendt til noen andre.',
      'Fra eleven er 15 år, er det eleven selv som får det (opplæringslova § 24-5).',
    ],
    closing: [
      'Plikten til grunnskoleopplæring faller bort når barnet har vært i utlandet i tre måneder, og gjelder igjen når barnet har vært i Norge i tre måneder (opplæringslova § 2-2).',
      'Opplysninger om foresatte, meldinger, årsaker til fravær og saker om skolemiljø er ikke med. Det eleven selv har laget, gir skolen for seg.',
      'Skolen tar fortsatt vare på sine egne dokumenter (arkivlova). Kommer barnet tilbake, fortsetter de.',
    ],
  },
  nn: {
    title: 'Dokumentasjon av skolegang i Noreg',
    from: 'Frå',
    lastDay: 'Siste dag her',
    madeOn: 'Laga',
    introduction: [
      'Dette dokumentet er gitt til familien ved flytting til utlandet, så han kan ta det med til ein ny skole (opplæringslova § 10-8, barnelova § 47). Det er ikkje sendt til nokon andre.',
      'Frå eleven er 15 år, er det eleven sjølv som får det (opplæringslova § 24-5).',
    ],
    closing: [
      'Plikta til grunnskoleopplæring fell bort når barnet har vore i utlandet i tre månader, og gjeld igjen når barnet har vore i Noreg i tre månader (opplæringslova § 2-2).',
      'Opplysningar om føresette, meldingar, årsaker til fråvær og saker om skolemiljø er ikkje med. Det eleven sjølv har laga, gir skolen for seg.',
      'Skolen tek framleis vare på sine eigne dokument (arkivlova). Kjem barnet tilbake, held dei fram.',
    ],
  },
  se: {
    title: 'Duođaštus skuvlavázzimis Norggas',
    from: 'Gos',
    lastDay: 'Maŋimuš beaivi dáppe',
    madeOn: 'Ráhkaduvvon',
    introduction: [
      'Dát dokumeanta lea addojuvvon bearrašii go fárre olgoriikii, vai sáhttá váldit dan mielde ođđa skuvlii (opplæringslova § 10-8, barnelova § 47). Dat ii leat sáddejuvvon earáide.',
      'Go oahppi lea deavdán 15 jagi, de oažžu oahppi ieš dan (opplæringslova § 24-5).',
    ],
    closing: [
      'Geatnegasvuohta vuođđoskuvlaoahpahussii nohká go mánná lea leamaš olgoriikkas golbma mánu, ja gusto fas go mánná lea leamaš Norggas golbma mánu (opplæringslova § 2-2).',
      'Dieđut fuolaheddjiid birra, dieđáhusat, jávkamiid sivat ja skuvlabiraságáššit eai leat mielde. Dan maid oahppi ieš lea ráhkadan, addá skuvla sierra.',
      'Skuvla vurke ain iežas dokumeanttaid (arkivlova). Jus mánná boahtá ruovttoluotta, de dat jotket.',
    ],
  },
  en: {
    title: 'Record of schooling in Norway',
    from: 'From',
    lastDay: 'Last day here',
    madeOn: 'Made',
    introduction: [
      'This document is given to the family when it moves abroad, to bring to a new school (opplæringslova § 10-8, barnelova § 47). It has been sent to nobody else.',
      'From the age of 15 it is given to the pupil (opplæringslova § 24-5).',
    ],
    closing: [
      'The duty to attend compulsory education ends when the child has been abroad for three months, and begins again when the child has been in Norway for three months (opplæringslova § 2-2).',
      'Nothing about guardians, no messages, no reasons for absence and no cases about the school environment are in it. The school gives the pupil’s own work separately.',
      'The school keeps its own records (arkivlova). If the child comes back, they go on.',
    ],
  },
};

export const textsOf = (language: DocumentLanguage): DocumentTexts => table[language];
