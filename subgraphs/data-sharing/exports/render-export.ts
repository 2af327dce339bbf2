import { type CategoryId, categories, categoryIds } from '#contracts/categories.ts';
import type { RetentionPolicy } from '#contracts/policy/retention-policy.ts';
import { retentionInWords } from '#contracts/retention-words.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { Html, html } from '#kit/html/html.ts';
import { pageOf } from '#kit/html/page.ts';
import { renderContent } from '../documents/render-content.ts';
import { exportText } from './export-texts.ts';
import type { ExportContent } from './make-export.ts';
import type { ExportRow, HeldBack } from './store.ts';

interface Party {
  readonly organisationNumber: string;
  readonly name: string;
}

/** An export as it leaves: what was held back by the person who looked is with what was withheld. */
export interface FinishedExport {
  readonly json: string;
  readonly html: string;
}

const screeningBasis = 'personopplysningsloven § 16';

/** Both forms of one content: for machines (JSON), and to read and print (one page of HTML that stands alone). */
export function finishExport(
  row: ExportRow,
  content: ExportContent,
  controller: Party,
  recipients: readonly Party[],
  retention: RetentionPolicy,
): FinishedExport {
  const held = new Map(row.heldBack.map((one) => [one.section, one]));
  const given = content.sections.filter((section) => !held.has(`${section.subgraph}.${section.field}`));
  const document = {
    format: 'oppvekst-hub/personal-data.v1',
    legalBasis: 'GDPR art. 15',
    controller,
    childId: row.childId,
    madeAt: row.madeAt,
    language: row.language,
    categories: categoryIds.map((id) => describeCategory(id, row.language, retention)),
    recipients,
    sections: given,
    withheld: content.withheld,
    keptApart: content.keptApart.map(({ reason, ...one }) => ({ ...one, reason: reason[row.language] })),
    heldBack: row.heldBack.map((one) => ({ ...one, legalBasis: screeningBasis })),
    cutOff: content.cutOff,
  };
  return { json: JSON.stringify(document, null, 2), html: renderPage(row, content, { given, controller, retention }) };
}

const keptFor = (id: CategoryId, policy: RetentionPolicy, language: ExportRow['language']) =>
  retentionInWords(policy.categories[id].keep, language);

const describeCategory = (id: CategoryId, language: ExportRow['language'], policy: RetentionPolicy) => {
  const { label, legalBasis, dpv, special, heldBy } = categories[id];
  const kept = keptFor(id, policy, language);
  return { id, label: label[language], legalBasis, dpv, special, retention: kept, sources: heldBy };
};

interface Rendered {
  readonly given: ExportContent['sections'];
  readonly controller: Party;
  readonly retention: RetentionPolicy;
}
function renderPage(
  { language, madeAt, heldBack }: ExportRow,
  { withheld, keptApart, cutOff }: ExportContent,
  { given, controller, retention }: Rendered,
): string {
  const say = (name: Parameters<typeof exportText>[0]) => exportText(name, language);
  const byCategory = Map.groupBy(given, ({ category }) => category);
  const categorySection = (id: CategoryId): Html => {
    const sections = byCategory.get(id);
    if (!sections) return new Html('');
    const content = Object.fromEntries(sections.map(({ field, content: held }) => [field, held]));
    const inside = renderContent(content, language);
    return html`<section><h2>${categories[id].label[language]}</h2>
<p>${say('why')}: ${categories[id].legalBasis}. ${say('kept')}: ${keptFor(id, retention, language)}.</p>
${inside.text.trim() === '' ? html`<p>${say('nothing')}</p>` : inside}
</section>
`;
  };
  const label = (category: string) =>
    (Object.hasOwn(categories, category) ? categories[category as CategoryId].label[language] : undefined) ?? category;
  const lines = [
    ...withheld.map(({ field, category, legalBasis }) => `${label(category)} (${field}): ${legalBasis.join('; ')}`),
    ...keptApart.map(({ category, legalBasis, reason }) => `${label(category)}: ${reason[language]} (${legalBasis})`),
    ...heldBack.map(({ section, reason }: HeldBack) => `${section}: ${reason} (${screeningBasis})`),
  ];
  return pageOf({
    language,
    title: say('title'),
    body: html`<header><h1>${say('title')}</h1>
<p>${controller.name} (${controller.organisationNumber}), ${madeAt === null ? '' : dateInNorway(madeAt)}</p>
<p>${say('introduction')}</p></header>
<main>
${categoryIds.map(categorySection)}
<section><h2>${say('withheld')}</h2>
${lines.length === 0 ? html`<p>–</p>` : html`<ul>${[...new Set(lines)].map((line) => html`<li>${line}</li>\n`)}</ul>`}
<p>${say('appeal')}</p>
${cutOff.length === 0 ? [] : [html`<p>${say('cutOff')} ${cutOff.join(', ')}</p>`]}</section>
</main>`,
  });
}
