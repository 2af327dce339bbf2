import type { CategoryId } from '#contracts/categories.ts';
import type { InLanguages } from '#contracts/languages.ts';
import type { ClassifiedField } from './selection.ts';

/** What of the schemas is not in a child's export, and the written reason. */
export interface KeptApart {
  readonly legalBasis: string;
  readonly reason: InLanguages;
}

const sameElsewhere: InLanguages = {
  nb: 'Det samme står i eksporten under et annet felt: dette er en liste over det som venter på en saksbehandler.',
  nn: 'Det same står i eksporten under eit anna felt: dette er ei liste over det som ventar på ein saksbehandlar.',
  se: 'Seammá lea eksporttas eará sajis: dát lea listu das mii vuordá áššemeannudeaddji.',
  en: 'The same is in the export under another field: this is a list of what waits for a case worker.',
};
const ownRequest: InLanguages = {
  nb: 'Du får det ved å be om det for seg, i portalen.',
  nn: 'Du får det ved å be om det for seg, i portalen.',
  se: 'Oaččut dan go jearat dan sierra, portálas.',
  en: 'You get it by asking for it by itself, in the portal.',
};
const notKnown: InLanguages = {
  nb: 'Det er ikke kjent hvilket barn det handler om.',
  nn: 'Det er ikkje kjent kva barn det handlar om.',
  se: 'Ii leat dihtosis guđe máná dat guoská.',
  en: 'It is not known which child it is about.',
};
const byLetter: InLanguages = {
  nb: 'Skolen skriver til deg om en melding som gikk til feil mottaker. Spør skolen om saken.',
  nn: 'Skolen skriv til deg om ei melding som gjekk til feil mottakar. Spør skolen om saka.',
  se: 'Skuvla čállá dutnje dieđáhusas mii manai boastut vuostáiváldái. Jeara skuvllas ášši birra.',
  en: 'The school writes to you about a message that went to the wrong receiver. Ask the school about the case.',
};
const ofOthers: InLanguages = {
  nb: 'Det handler om andre enn barnet.',
  nn: 'Det handlar om andre enn barnet.',
  se: 'Dat guoská earáide go mánnái.',
  en: 'It is about others than the child.',
};
const protects: InLanguages = {
  nb: 'Det kan avsløre hvor noen med adressebeskyttelse er.',
  nn: 'Det kan avsløre kvar nokon med adressevern er.',
  se: 'Dat sáhttá almmuhit gos muhtin geas lea čujuhussuodjalus lea.',
  en: 'It could reveal where somebody with a protected address is.',
};

const art15 = 'GDPR art. 15 (4); personopplysningsloven § 16';

/** By category: what is about others beside the child, which nobody gets about another. */
const categories: Readonly<Partial<Record<CategoryId, KeptApart>>> = {
  'guardians-contact': { legalBasis: art15, reason: ofOthers },
  'case-namings': { legalBasis: 'folkeregisterloven § 10-4; personopplysningsloven § 16', reason: protects },
};

/** By type, or by type and field. A type that is added and is neither here nor under the child fails a test. */
const places: Readonly<Record<string, KeptApart>> = {
  'TransferEvent.actor': { legalBasis: art15, reason: ofOthers },
  'TransferEvent.answer': { legalBasis: art15, reason: ofOthers },
  'TransferEvent.answeredBy': { legalBasis: art15, reason: ofOthers },
  'TransferEvent.note': { legalBasis: art15, reason: ofOthers },
  'TransferWait.persons': { legalBasis: art15, reason: ofOthers },
  MessageIncident: { legalBasis: 'GDPR art. 34, 15 (4); personopplysningsloven § 16', reason: byLetter },
  MessageReceiver: { legalBasis: art15, reason: ofOthers },
  SystemDecision: { legalBasis: art15, reason: ofOthers },
  Employee: { legalBasis: art15, reason: ofOthers },
  EmployeePost: { legalBasis: art15, reason: ofOthers },
  'FeideGroup.staff': { legalBasis: art15, reason: ofOthers },
  FeideStaffMember: { legalBasis: art15, reason: ofOthers },
  ApprovalStep: { legalBasis: art15, reason: ofOthers },
  InformationRequest: { legalBasis: art15, reason: ofOthers },
  InformationAnswer: { legalBasis: art15, reason: ofOthers },
  GroupCover: { legalBasis: art15, reason: ofOthers },
  UnusualLookUp: { legalBasis: art15, reason: ofOthers },
  RequestToMatch: { legalBasis: art15, reason: notKnown },
  GuardianToMatch: { legalBasis: 'GDPR art. 15 (3)', reason: sameElsewhere },
  PupilToIdentify: { legalBasis: 'GDPR art. 15 (3)', reason: sameElsewhere },
  RegisterCase: { legalBasis: 'GDPR art. 15 (3)', reason: sameElsewhere },
  UnjournalledDocument: { legalBasis: 'GDPR art. 15 (3)', reason: sameElsewhere },
  Arkivmelding: { legalBasis: 'GDPR art. 15 (3)', reason: ownRequest },
  DataExportFile: { legalBasis: 'GDPR art. 15 (3)', reason: ownRequest },
  TransferDocumentFile: { legalBasis: 'GDPR art. 15 (3)', reason: ownRequest },
};

/** Why a field is not in a child's export; undefined where it is. */
export const keptApart = ({ type, field, category }: ClassifiedField): KeptApart | undefined =>
  categories[category] ?? places[`${type}.${field}`] ?? places[type];

/** Every place that is named here: one that is no more is found by a test. */
export const placesKeptApart = Object.keys(places);
