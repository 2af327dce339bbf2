import { type Html, html } from '#kit/html/html.ts';
import { pageOf } from '#kit/html/page.ts';
import { countOpened, type Incident, reportBy } from './incident.ts';
import { type DraftLanguage, draftTexts } from './texts.ts';

interface Sender {
  readonly organisationNumber: string;
  readonly name: string;
}

const clock = new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', dateStyle: 'long', timeStyle: 'short' });
const rows = (pairs: ReadonlyArray<readonly [string, string | number]>): Html =>
  html`<dl>${pairs.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
const part = (heading: string, ...inside: readonly Html[]): Html => html`<section><h2>${heading}</h2>${inside}</section>
`;

/**
 * A draft of the report to Datatilsynet (GDPR art. 33 (3)), from what the log knows. It names no person and repeats nothing of the message.
 */
export function draftReport(incident: Incident, sender: Sender, language: DraftLanguage): string {
  const say = draftTexts[language];
  return pageOf({
    language,
    title: say.reportTitle,
    body: html`<header><h1>${say.reportTitle}</h1><p>${say.reportLead} ${clock.format(reportBy(incident))}.</p></header>
<main>${[
      part(say.controller, html`<p>${sender.name} (${sender.organisationNumber})</p>`),
      part(
        say.what,
        html`<p>${say.wrongPlace}</p>`,
        rows([
          [say.sent, clock.format(incident.sentAt)],
          [say.foundOut, clock.format(incident.foundOutAt)],
          [say.retracted, clock.format(incident.retractedAt)],
          [say.why, incident.reason],
        ]),
      ),
      part(
        say.how,
        rows([
          [say.concerned, 1],
          [say.received, incident.receivers.length],
          [say.opened, countOpened(incident)],
        ]),
      ),
      part(say.kinds, html`<p>${say.kindsAsk}</p>`),
      part(say.consequences, html`<p>${say.consequencesAsk}</p>`),
      part(say.measures, html`<p>${say.done}</p><p>${say.measuresAsk}</p>`),
      part(say.contact, html`<p>${say.contactAsk}</p>`),
    ]}</main>`,
  });
}

/** A draft of the letter to those concerned (GDPR art. 34 (2)): in plain words, and nothing of who the receivers are. */
export function draftLetter(incident: Incident, sender: Sender, language: DraftLanguage): string {
  const say = draftTexts[language];
  const opened = countOpened(incident);
  return pageOf({
    language,
    title: say.letterTitle,
    body: html`<header><h1>${say.letterTitle}</h1><p>${sender.name}</p></header>
<main><p>${say.letterLead}</p>
${[
  part(
    say.letterWhat,
    rows([
      [say.sent, clock.format(incident.sentAt)],
      [say.retracted, clock.format(incident.retractedAt)],
      [say.letterMany, incident.receivers.length],
      ...(opened === 0 ? [] : [[say.letterOpened, opened] as const]),
    ]),
    ...(opened === 0 ? [html`<p>${say.letterNone}</p>`] : []),
    html`<p>${say.kindsAsk}</p><p>${say.consequencesAsk}</p>`,
  ),
  part(say.measures, html`<p>${say.done}</p><p>${say.measuresAsk}</p>`),
  part(say.letterYou, html`<p>${say.letterRights}</p><p>${say.contactAsk}</p>`),
]}<footer><p>${say.letterLaw}</p></footer></main>`,
  });
}
