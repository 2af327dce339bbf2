import type { Language } from '#contracts/languages.ts';
import { html } from '#kit/html/html.ts';
import { pageOf } from '#kit/html/page.ts';

/** One section as the one who looks through it may see it. */
export interface DraftSection {
  readonly name: string;
  readonly label: string | null;
  readonly category: string | null;
  /** JSON; null where the screener may not see the category. */
  readonly content: string | null;
}

const words = {
  nb: {
    title: 'Utkast til innsyn',
    introduction:
      'Dette er til den som ser gjennom innsynet før det gis. Det skal ikke gis videre. Hver overskrift har et navn: bruk det med --hold-back for å holde delen tilbake, med en grunn.',
    hidden: 'Du har ikke tilgang til å se dette. Det følger med i innsynet.',
  },
  nn: {
    title: 'Utkast til innsyn',
    introduction:
      'Dette er til den som ser gjennom innsynet før det blir gitt. Det skal ikkje gjevast vidare. Kvar overskrift har eit namn: bruk det med --hold-back for å halde delen tilbake, med ein grunn.',
    hidden: 'Du har ikkje tilgang til å sjå dette. Det følgjer med i innsynet.',
  },
  se: {
    title: 'Geahčadeami evttohus',
    introduction:
      'Dát lea sutnje gii geahčada ovdal go addojuvvo. Ale atte dan viidáseappot. Juohke bajilčállagis lea namma: geavat dan --hold-back:in jus oassi galgá doalahuvvot, ja čále sivas.',
    hidden: 'Dus ii leat vuoigatvuohta oaidnit dán. Dat čuovvu mielde.',
  },
  en: {
    title: 'Draft of an answer about access',
    introduction:
      'This is for the one who looks through it before it is given, and goes to nobody else. Each heading has a name: give it with --hold-back to hold the section back, with a reason.',
    hidden: 'You may not see this. It is part of what is given.',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The draft, to read: one page that stands alone. */
export function draftAsHtml({
  exportId,
  sections,
  language,
}: {
  readonly exportId: string;
  readonly sections: readonly DraftSection[];
  readonly language: Language;
}): string {
  const say = words[language];
  return pageOf({
    language,
    title: say.title,
    body: html`<header><h1>${say.title}</h1><p>${exportId}</p><p>${say.introduction}</p></header>
<main>${sections.map(
      ({ name, label, content }) => html`<section><h2>${label ?? name}</h2><p><code>${name}</code></p>
${content === null ? html`<p>${say.hidden}</p>` : html`<pre>${JSON.stringify(JSON.parse(content), null, 2)}</pre>`}</section>
`,
    )}</main>`,
  });
}
