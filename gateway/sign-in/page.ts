import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Language } from './texts.ts';

const style = `
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
a.way, button { display: block; width: 100%; box-sizing: border-box; padding: .8rem 1rem; margin: .6rem 0; font: inherit; text-align: left;
  border: 2px solid #0b4f8a; border-radius: .3rem; color: #0b4f8a; background: #fff; text-decoration: none; cursor: pointer; }
a.way:focus, a.way:hover, button:focus, button:hover { background: #0b4f8a; color: #fff; }
small { color: #555; }`;
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => escapes[found] ?? '');

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** HTML; whatever comes from outside is escaped already. */
  readonly body: string;
  readonly status?: number;
  /** Where the page's form may lead, beside this hub: an issuer's own origin. */
  readonly formsTo?: readonly string[];
}

/** A page without scripts, pictures or anything of another host. */
export function sendPage(
  reply: FastifyReply,
  { language, title, body, status = 200, formsTo = [] }: Page,
): FastifyReply {
  const policy = [
    "default-src 'none'",
    `style-src ${styleHash}`,
    `form-action ${["'self'", ...formsTo].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return reply
    .code(status)
    .header('content-security-policy', policy.join('; '))
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`);
}
