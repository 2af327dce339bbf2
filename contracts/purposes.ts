import type { InLanguages } from './languages.ts';

interface Activity {
  /** What the activity is called in the record and in notices. */
  readonly label: InLanguages;
  /** Why somebody looked, as the end of a sentence: "… so fravær, for å følge opp opplæringen". */
  readonly why: InLanguages;
}

/** The processing activities of the art. 30 record. A staff or system client states one in the `Oppvekst-Purpose` header. */
export const purposeTable = {
  education: {
    label: {
      nb: 'Opplæring: grupper, fravær, vurdering og kontakt med hjemmet',
      nn: 'Opplæring: grupper, fråvær, vurdering og kontakt med heimen',
      se: 'Oahpahus: joavkkut, jávkamat, árvvoštallan ja oktavuohta ruovttuin',
      en: 'Giving the child its education: groups, attendance, assessment, contact with the home',
    },
    why: {
      nb: 'for å følge opp opplæringen',
      nn: 'for å følgje opp opplæringa',
      se: 'vai sáhttá čuovvolit oahpahusa',
      en: 'to follow up the education',
    },
  },
  'school-change': {
    label: {
      nb: 'Skolebytte: å føre barnet fra en skole til en annen',
      nn: 'Skolebyte: å føre barnet frå ein skole til ein annan',
      se: 'Skuvlalonuheapmi: sirdit máná skuvllas nubbái',
      en: 'Carrying a child from one school to another',
    },
    why: {
      nb: 'på grunn av et skolebytte',
      nn: 'på grunn av eit skolebyte',
      se: 'skuvlalonuheami geažil',
      en: 'because of a change of school',
    },
  },
  'case-work': {
    label: {
      nb: 'Saksbehandling: enkeltvedtak og rettigheter',
      nn: 'Saksbehandling: enkeltvedtak og rettar',
      se: 'Áššemeannudeapmi: ovttaskasmearrádusat ja vuoigatvuođat',
      en: 'Handling individual decisions and rights',
    },
    why: {
      nb: 'for å behandle en sak',
      nn: 'for å behandle ei sak',
      se: 'vai sáhttá meannudit ášši',
      en: 'to handle a case',
    },
  },
  administration: {
    label: {
      nb: 'Administrasjon av skoler, grupper og skoleplasser',
      nn: 'Administrasjon av skolar, grupper og skoleplassar',
      se: 'Skuvllaid, joavkkuid ja skuvlasajiid hálddašeapmi',
      en: 'Running schools, groups and enrolments',
    },
    why: {
      nb: 'for å administrere skolen',
      nn: 'for å administrere skolen',
      se: 'vai sáhttá hálddašit skuvlla',
      en: 'to run the school',
    },
  },
  'resource-access': {
    label: {
      nb: 'Tilgang til digitale læremidler',
      nn: 'Tilgang til digitale læremiddel',
      se: 'Beassan digitála oahpponeavvuide',
      en: 'Giving pupils access to digital learning resources',
    },
    why: {
      nb: 'for å gi tilgang til digitale læremidler',
      nn: 'for å gi tilgang til digitale læremiddel',
      se: 'vai oahppi beassá digitála oahpponeavvuide',
      en: 'to give access to digital learning resources',
    },
  },
  archiving: {
    label: {
      nb: 'Arkiv: elevmappe og journal',
      nn: 'Arkiv: elevmappe og journal',
      se: 'Arkiiva: oahppimáhppa ja journála',
      en: 'Keeping the pupil record and the journal',
    },
    why: { nb: 'for å arkivere', nn: 'for å arkivere', se: 'vai sáhttá arkiveret', en: 'to archive' },
  },
  oversight: {
    label: {
      nb: 'Innsyn og tilsyn: svar til barnet, foreldrene og tilsynsmyndigheten',
      nn: 'Innsyn og tilsyn: svar til barnet, foreldra og tilsynsorganet',
      se: 'Geahčadeapmi: vástádusat mánnái, váhnemiidda ja bearráigeahčči eiseváldái',
      en: 'Answering the child, the parents and the supervisory authority',
    },
    why: {
      nb: 'for å svare på innsyn eller tilsyn',
      nn: 'for å svare på innsyn eller tilsyn',
      se: 'vai sáhttá vástidit geahčadeapmái',
      en: 'to answer a request for access or supervision',
    },
  },
} as const satisfies Record<string, Activity>;

export type Purpose = keyof typeof purposeTable;
export const purposes = Object.keys(purposeTable) as readonly Purpose[];
export const isPurpose = (text: string): text is Purpose => Object.hasOwn(purposeTable, text);
