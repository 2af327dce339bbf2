import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { type Html, html } from '#kit/html/html.ts';
import type { DocumentLanguage } from '../domain/sending/documents/state.ts';
import { labelOf, wordsFor } from './field-labels.ts';

type Fields = { readonly [field: string]: Json };
const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const isPlain = (value: Json): boolean => typeof value !== 'object' || value === null;

/**
 * Whatever a part holds, in the order in which it is given: a list of like things as a table, anything else as labels and what they say.
 * A field that has no label yet stands under its own name, so that nothing is left out.
 */
export function renderContent(content: Json, language: DocumentLanguage): Html {
  if (Array.isArray(content)) return renderList(content, language);
  if (!isFields(content)) return html`<p>${wordsFor('', content, language)}</p>`;
  const fields = Object.entries(content).filter(([, value]) => !isNothing(value));
  const plain = fields.filter(([, value]) => isPlain(value));
  const nested = fields.filter(([, value]) => !isPlain(value));
  return html`${plain.length > 0 ? [html`<dl>${plain.map(([field, value]) => line(field, value, language))}</dl>\n`] : []}${nested.map(
    ([field, value]) => html`<section><h3>${labelOf(field, language)}</h3>
${renderContent(value, language)}
</section>
`,
  )}`;
}

const line = (field: string, value: Json, language: DocumentLanguage): Html =>
  html`<dt>${labelOf(field, language)}</dt><dd>${wordsFor(field, value, language)}</dd>\n`;

/** Like things without anything inside them are a table; others follow one another. */
function renderList(items: readonly Json[], language: DocumentLanguage): Html {
  const rows = items.filter(isFields);
  const isTable = rows.length === items.length && rows.every((row) => Object.values(row).every(isPlain));
  if (!isTable) return html`${items.map((item) => html`<section>${renderContent(item, language)}</section>\n`)}`;
  const named = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = named.filter((field) => rows.some((row) => !isNothing(row[field] ?? null)));
  return html`<table><thead><tr>${columns.map((field) => html`<th scope="col">${labelOf(field, language)}</th>`)}</tr></thead><tbody>
${rows.map(
  (row) => html`<tr>${columns.map((field) => html`<td>${wordsFor(field, row[field] ?? null, language)}</td>`)}</tr>
`,
)}</tbody></table>`;
}
