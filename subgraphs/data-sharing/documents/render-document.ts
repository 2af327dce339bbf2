import { type CategoryId, categories } from '#contracts/categories.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { html } from '#kit/html/html.ts';
import { pageOf } from '#kit/html/page.ts';
import type { DocumentLanguage } from '../domain/sending/documents/state.ts';
import { textsOf } from './document-texts.ts';
import { renderContent } from './render-content.ts';

export interface DocumentContent {
  readonly language: DocumentLanguage;
  readonly controller: { readonly organisationNumber: string; readonly name: string };
  /** ISO dates. */
  readonly lastDay: string;
  readonly madeOn: string;
  readonly parts: ReadonlyArray<{ readonly category: CategoryId; readonly content: Json }>;
}

/**
 * The document that the family of a child who moves abroad brings: one page of HTML that prints well and stands alone, without script and
 * without anything from elsewhere. The same content gives the same text, and so the same checksum.
 */
export function renderDocument({ language, controller, lastDay, madeOn, parts }: DocumentContent): string {
  const texts = textsOf(language);
  return pageOf({
    language,
    title: texts.title,
    body: html`<header><h1>${texts.title}</h1>
<dl><dt>${texts.from}</dt><dd>${controller.name} (${controller.organisationNumber})</dd>
<dt>${texts.lastDay}</dt><dd>${lastDay}</dd><dt>${texts.madeOn}</dt><dd>${madeOn}</dd></dl>
${texts.introduction.map((paragraph) => html`<p>${paragraph}</p>\n`)}</header>
<main>
${parts.map(
  ({ category, content }) => html`<section><h2>${categories[category].label[language]}</h2>
${renderContent(content, language)}
</section>
`,
)}</main>
<footer>${texts.closing.map((paragraph) => html`<p>${paragraph}</p>\n`)}</footer>`,
  });
}
