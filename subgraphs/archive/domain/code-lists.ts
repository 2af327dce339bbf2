/**
 * Our words for Noark 5's one-letter codes (Fiks Arkiv V1 code lists). A code that we do not use is not in the table: reading it
 * from an arkivmelding is an error that names it.
 */
export interface Code {
  readonly code: string;
  readonly description: string;
}

const codes = <const Table extends Readonly<Record<string, Code>>>(table: Table): Table => table;

/** M082 journalposttype. */
export const journalEntryTypes = codes({
  incoming: { code: 'I', description: 'Inngående dokument' },
  outgoing: { code: 'U', description: 'Utgående dokument' },
  'internal-for-action': { code: 'N', description: 'Organinternt dokument for oppfølging' },
  'internal-note': { code: 'X', description: 'Organinternt dokument uten oppfølging' },
});
export type JournalEntryType = keyof typeof journalEntryTypes;

/** M053 journalstatus. */
export const journalStatuses = codes({
  registered: { code: 'S', description: 'Saksbehandler har registrert innkommende dokument' },
  journalled: { code: 'J', description: 'Journalført' },
  dispatched: { code: 'E', description: 'Ekspedert' },
  archived: { code: 'A', description: 'Arkivert' },
  lapsed: { code: 'U', description: 'Utgår' },
});
export type JournalStatus = keyof typeof journalStatuses;

/** M087 korrespondanseparttype. */
export const correspondentRoles = codes({
  sender: { code: 'EA', description: 'Avsender' },
  receiver: { code: 'EM', description: 'Mottaker' },
  'copy-receiver': { code: 'EK', description: 'Kopimottaker' },
  'internal-sender': { code: 'IA', description: 'Intern avsender' },
  'internal-receiver': { code: 'IM', description: 'Intern mottaker' },
});
export type CorrespondentRole = keyof typeof correspondentRoles;

/** M052 saksstatus. */
export const recordStatuses = codes({
  open: { code: 'B', description: 'Under behandling' },
  closed: { code: 'A', description: 'Avsluttet' },
});
export type RecordStatus = keyof typeof recordStatuses;

/** M083 dokumenttype. */
export const documentTypes = codes({
  application: { code: 'SØKNAD', description: 'Søknad' },
  message: { code: 'MELDING', description: 'Melding' },
  correspondence: { code: 'KORR', description: 'Korrespondanse' },
  decision: { code: 'VEDTAK', description: 'Vedtak' },
  report: { code: 'RAPPORT', description: 'Rapport' },
});
export type DocumentType = keyof typeof documentTypes;

/** M217 tilknyttetRegistreringSom. */
export const attachments = codes({
  main: { code: 'H', description: 'Hoveddokument' },
  attachment: { code: 'V', description: 'Vedlegg' },
});
export type AttachedAs = keyof typeof attachments;

/** M700 variantformat. */
export const variants = codes({
  production: { code: 'P', description: 'Produksjonsformat' },
  archive: { code: 'A', description: 'Arkivformat' },
});
export type Variant = keyof typeof variants;

/** M450 kassasjonsvedtak. */
export const retentionDecisions = codes({
  preserve: { code: 'B', description: 'Bevares' },
  dispose: { code: 'K', description: 'Kasseres' },
  'assess-later': { code: 'G', description: 'Vurderes senere' },
});
export type RetentionDecision = keyof typeof retentionDecisions;

/** Our word for a code of one list, or undefined when the list has no such code. */
export function wordFor<Word extends string>(table: Readonly<Record<Word, Code>>, code: string): Word | undefined {
  for (const word in table) if (table[word].code === code) return word;
  return undefined;
}
