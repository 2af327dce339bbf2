import type { ServerResponse } from 'node:http';
import { type AssuranceLevel, assuranceLevels } from '#contracts/assurance.ts';
import type { CastMember } from '../demo-folder.ts';

/** What this is, in the words of whoever reads it: nobody may take the page for ID-porten or Feide. */
const warning = [
  ['nb', 'Dette er en demo. Ingen er en virkelig person, og du beviser ikke hvem du er: du velger.'],
  ['nn', 'Dette er ein demo. Ingen er ein verkeleg person, og du provar ikkje kven du er: du vel.'],
  ['se', 'Dát lea demo. Ii oktage leat duohta olmmoš, itge duođaš gii don leat: don válljet.'],
  ['en', 'This is a demo. Nobody is a real person, and you do not prove who you are: you choose.'],
] as const;

const style = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:6vh auto;padding:0 1rem}
aside{border:4px dashed #b00;padding:.2rem 1rem;margin-bottom:1.5rem}button,select{font:inherit;padding:.5rem .8rem;margin:.25rem 0}
button{display:block;width:100%;text-align:left;border:2px solid #333;border-radius:.3rem;background:#fff;cursor:pointer}`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => escapes[found] ?? '');

const pageOf = (body: string): string => `<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>DEMO</title>
<style>${style}</style></head><body><aside><strong>DEMO</strong>
${warning.map(([language, words]) => `<p lang="${language}">${words}</p>`).join('\n')}</aside>
${body}</body></html>
`;

export interface ChoosePage {
  readonly response: ServerResponse;
  readonly name: string;
  readonly people: readonly CastMember[];
  /** The level that the hub asks for. */
  readonly level: AssuranceLevel;
  /** Where the choice leads back to: the hub. */
  readonly base: string;
}

/** The people whom one may be, and how surely the demo is to say that one is. */
export function choosePage({ response, name, people, level, base }: ChoosePage): void {
  const levels = assuranceLevels.map(
    (one) => `<option value="${one}"${one === level ? ' selected' : ''}>${one}</option>`,
  );
  const buttons = people.map(
    ({ role, description }) =>
      `<button name="person" value="${escapeHtml(role)}"><strong>${escapeHtml(role)}</strong>: ${escapeHtml(description)}</button>`,
  );
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${base}; frame-ancestors 'none'`,
    })
    .end(
      pageOf(`<main><h1>${escapeHtml(name)}</h1><form method="post">
<label>Sikkerhetsnivå / security level: <select name="level">${levels.join('')}</select></label>
${buttons.join('\n')}</form></main>`),
    );
}

/** The library's own form, sent at the press of one button. */
export const signOutPage = (form: string): string =>
  pageOf(
    `<main>${form}<button form="op.logoutForm" name="logout" value="yes">Logg ut / Logge olggos / Sign out</button></main>`,
  );

export const endPage = (): string =>
  pageOf('<main><p>Du er logget ut. / Don leat loggejuvvon olggos. / You are signed out.</p></main>');
