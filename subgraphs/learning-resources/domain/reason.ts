/** Why a resource is not available, or what to look at: a literal to switch on, the rule, and words for people. */
export interface Reason {
  readonly code: ReasonCode;
  /** BLOCKS: not available with personal data. FLAG: a person should look, nothing is closed. */
  readonly weight: 'BLOCKS' | 'FLAG';
  readonly citation: string;
  readonly text: { readonly nb: string; readonly nn: string; readonly en: string };
}

const art28 = 'GDPR art. 28 (3)';
// The section is not among the provisions quoted with the project's legal basis; it is cited from Udir's page on
// opplæringslova § 15-3 (3), which replaced § 9-4 of the 1998 act. The exemptions a–c are those of ResourceDescription.
const parallel = 'opplæringslova § 15-3 (3)';

const table = {
  NO_AGREEMENT: {
    weight: 'BLOCKS',
    citation: art28,
    text: {
      nb: 'Det finnes ingen databehandleravtale med leverandøren.',
      nn: 'Det finst ingen databehandlaravtale med leverandøren.',
      en: 'There is no data-processing agreement with the supplier.',
    },
  },
  AGREEMENT_NOT_BEGUN: {
    weight: 'BLOCKS',
    citation: art28,
    text: {
      nb: 'Databehandleravtalen har ikke begynt å gjelde.',
      nn: 'Databehandlaravtalen har ikkje byrja å gjelde.',
      en: 'The data-processing agreement has not begun.',
    },
  },
  AGREEMENT_ENDED: {
    weight: 'BLOCKS',
    citation: art28,
    text: {
      nb: 'Databehandleravtalen er gått ut.',
      nn: 'Databehandlaravtalen har gått ut.',
      en: 'The data-processing agreement has ended.',
    },
  },
  AGREEMENT_ENDS_SOON: {
    weight: 'FLAG',
    citation: art28,
    text: {
      nb: 'Databehandleravtalen går snart ut.',
      nn: 'Databehandlaravtalen går snart ut.',
      en: 'The data-processing agreement ends soon.',
    },
  },
  DATA_SOLD: {
    weight: 'BLOCKS',
    citation: 'GDPR art. 28 (3) a, (10)',
    text: {
      nb: 'Leverandøren bruker elevenes opplysninger til egne formål.',
      nn: 'Leverandøren bruker opplysningane om elevane til eigne formål.',
      en: "The supplier uses pupils' data for ends of its own.",
    },
  },
  TRAINS_ON_PUPILS: {
    weight: 'BLOCKS',
    citation: 'GDPR art. 28 (3) a, (10)',
    text: {
      nb: 'Leverandøren trener kunstig intelligens på det elevene skriver eller gjør.',
      nn: 'Leverandøren trenar kunstig intelligens på det elevane skriv eller gjer.',
      en: 'The supplier trains artificial intelligence on what pupils write or do.',
    },
  },
  NO_BASIS_OUTSIDE_EEA: {
    weight: 'BLOCKS',
    citation: 'GDPR art. 44',
    text: {
      nb: 'Opplysninger sendes ut av EØS uten grunnlag.',
      nn: 'Opplysningar blir sende ut av EØS utan grunnlag.',
      en: 'Data is sent outside the EEA without a basis.',
    },
  },
  DPIA_NOT_DONE: {
    weight: 'BLOCKS',
    citation: 'GDPR art. 35 (1)',
    text: {
      nb: 'Personvernkonsekvensene må vurderes (DPIA) før ressursen tas i bruk.',
      nn: 'Personvernkonsekvensane må vurderast (DPIA) før ressursen blir teken i bruk.',
      en: 'The impact on privacy must be assessed (DPIA) before use.',
    },
  },
  DPIA_NOT_CONSIDERED: {
    weight: 'FLAG',
    citation: 'GDPR art. 35 (1)',
    text: {
      nb: 'Ingen har tatt stilling til om en DPIA trengs.',
      nn: 'Ingen har teke stilling til om ein DPIA trengst.',
      en: 'Nobody has considered whether a DPIA is needed.',
    },
  },
  ROS_NOT_DONE: {
    weight: 'FLAG',
    citation: 'GDPR art. 32 (1)–(2)',
    text: {
      nb: 'Risiko og sårbarhet (ROS) er ikke vurdert.',
      nn: 'Risiko og sårbarheit (ROS) er ikkje vurdert.',
      en: 'Risk and vulnerability (ROS) have not been assessed.',
    },
  },
  NO_UNIVERSAL_DESIGN: {
    weight: 'FLAG',
    citation: 'likestillings- og diskrimineringsloven § 18',
    text: {
      nb: 'Det finnes ingen erklæring om universell utforming.',
      nn: 'Det finst inga erklæring om universell utforming.',
      en: 'There is no declaration of universal design.',
    },
  },
  NO_NYNORSK: {
    weight: 'FLAG',
    citation: parallel,
    text: {
      nb: 'Læremiddelet finnes på bokmål, ikke på nynorsk.',
      nn: 'Læremiddelet finst på bokmål, ikkje på nynorsk.',
      en: 'The learning material exists in bokmål but not in nynorsk.',
    },
  },
  NO_BOKMAL: {
    weight: 'FLAG',
    citation: parallel,
    text: {
      nb: 'Læremiddelet finnes på nynorsk, ikke på bokmål.',
      nn: 'Læremiddelet finst på nynorsk, ikkje på bokmål.',
      en: 'The learning material exists in nynorsk but not in bokmål.',
    },
  },
  NOT_SAME_TIME: {
    weight: 'FLAG',
    citation: parallel,
    text: {
      nb: 'Bokmål og nynorsk foreligger ikke til samme tid.',
      nn: 'Bokmål og nynorsk ligg ikkje føre til same tid.',
      en: 'Bokmål and nynorsk are not available at the same time.',
    },
  },
  NOT_SAME_PRICE: {
    weight: 'FLAG',
    citation: parallel,
    text: {
      nb: 'Bokmål og nynorsk har ikke samme pris.',
      nn: 'Bokmål og nynorsk har ikkje same pris.',
      en: 'Bokmål and nynorsk do not have the same price.',
    },
  },
} as const satisfies Record<string, Omit<Reason, 'code'>>;

export type ReasonCode = keyof typeof table;
export const reasonCodes = Object.keys(table) as readonly ReasonCode[];
export const reason = (code: ReasonCode): Reason => ({ code, ...table[code] });
