import { createHash } from 'node:crypto';
import type { Language } from '#contracts/languages.ts';
import { Html, html } from './html.ts';

const style = `
body { font: 11pt/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; border-bottom: 1px solid #999; margin-top: 2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; } th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left;
  vertical-align: top; } td, dd { white-space: pre-wrap; overflow-wrap: anywhere; } dt { font-weight: 600; } dd { margin: 0 0 .4rem 0; }
section section { margin-left: 1rem; } footer { margin-top: 2rem; border-top: 1px solid #999; }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; } tr, dd { break-inside: avoid; } @page { margin: 20mm; } }`;
const security = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** One page of HTML that prints well and stands alone, without script and without anything from elsewhere. */
export const pageOf = ({ language, title, body }: { language: Language; title: string; body: Html }): string =>
  `<!doctype html>
${
  html`<html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${security}">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<title>${title}</title><style>${new Html(style)}</style></head>
<body>${body}</body></html>
`.text
}`;
