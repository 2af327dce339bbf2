import type { Language } from '#contracts/languages.ts';
import { purposes, purposeTable } from '#contracts/purposes.ts';
import { html } from '#kit/html/html.ts';
import { pageOf } from '#kit/html/page.ts';
import type { ProcessingRecord, RecordRow } from './record.ts';

const columns = [
  'activity',
  'purpose',
  'category',
  'data',
  'special',
  'dataSubjects',
  'legalBasis',
  'dpv',
  'seenBy',
  'recipients',
  'retention',
  'heldBy',
  'assurance',
  'fields',
] as const satisfies ReadonlyArray<keyof RecordRow>;

/** A cell that a spreadsheet would take for a formula is made text. */
function cell(value: RecordRow[keyof RecordRow]): string {
  const text = Array.isArray(value) ? value.join('; ') : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, one line for each category of each activity. */
export const recordAsCsv = ({ rows }: ProcessingRecord): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))]
    .join('\r\n')
    .concat('\r\n');

const words = {
  title: {
    nb: 'Protokoll over behandlingsaktiviteter',
    nn: 'Protokoll over behandlingsaktivitetar',
    se: 'Meannudandoaimmaid protokolla',
    en: 'Record of processing activities',
  },
  heads: {
    nb: ['Opplysninger', 'Hvem det handler om', 'Hjemmel', 'Hvem som kan se', 'Mottakere', 'Hvor lenge'],
    nn: ['Opplysningar', 'Kven det handlar om', 'Heimel', 'Kven som kan sjå', 'Mottakarar', 'Kor lenge'],
    se: ['Dieđut', 'Gean birra', 'Láhkavuođđu', 'Gii oaidná', 'Vuostáiváldit', 'Man guhká'],
    en: ['Data', 'Data subjects', 'Legal basis', 'Who may see', 'Recipients', 'For how long'],
  },
  security: { nb: 'Sikkerhet', nn: 'Tryggleik', se: 'Sihkarvuohta', en: 'Security' },
} as const;

/** The record to read and to print. */
export function recordAsHtml(
  { controller, madeAt, policyVersion, rows, security }: ProcessingRecord,
  language: Language,
): string {
  const title = words.title[language];
  return pageOf({
    language,
    title,
    body: html`<header><h1>${title}</h1><p>${controller.name} (${controller.organisationNumber}), ${madeAt.slice(0, 10)}. GDPR art. 30. ${policyVersion}</p></header>
<main>${purposes.map(
      (activity) => html`<section><h2>${purposeTable[activity].label[language]}</h2>
<table><thead><tr>${words.heads[language].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows
  .filter((row) => row.activity === activity)
  .map(
    (
      row,
    ) => html`<tr><td>${row.data}${row.special ? ' (art. 9)' : ''}</td><td>${row.dataSubjects}</td><td>${row.legalBasis}</td>
<td>${row.seenBy.join(', ')}</td><td>${row.recipients.join(', ')}</td><td>${row.retention}</td></tr>\n`,
  )}</tbody></table></section>
`,
    )}<section><h2>${words.security[language]}</h2><ul>${security.map((line) => html`<li>${line}</li>\n`)}</ul></section></main>`,
  });
}
