import type { Language } from '#contracts/languages.ts';
import { purposes, purposeTable } from '#contracts/purposes.ts';
import { html } from '#kit/html/html.ts';
import { pageOf } from '#kit/html/page.ts';
import type { ProcessingRecord } from './record.ts';

const words = {
  nb: {
    title: 'Slik bruker vi opplysninger om barnet ditt',
    introduction:
      'Vi må ha opplysninger om barna som går hos oss. Her står det hva vi har, hvorfor, og hvem som kan se det (personvernforordningen artikkel 13 og 14).',
    what: 'Dette har vi',
    why: 'Hjemmel',
    who: 'Disse kan se det',
    given: 'Vi gir det til',
    nobody: 'ingen andre',
    kept: 'Så lenge',
    sources: 'Hvor vi får det fra',
    sourcesText:
      'Fra deg og barnet, fra dem som arbeider med barnet, fra Folkeregisteret, og fra skolen eller barnehagen barnet kom fra.',
    rights: 'Dine rettigheter',
    rightsText:
      'Du kan se hva vi har, se hvem som har sett det, få en kopi, be om at feil blir rettet, og protestere. Noe må vi ta vare på etter arkivlova. Du kan klage til Datatilsynet.',
    special: 'særlig beskyttet',
  },
  nn: {
    title: 'Slik bruker vi opplysningar om barnet ditt',
    introduction:
      'Vi må ha opplysningar om barna som går hos oss. Her står det kva vi har, kvifor, og kven som kan sjå det (personvernforordninga artikkel 13 og 14).',
    what: 'Dette har vi',
    why: 'Heimel',
    who: 'Desse kan sjå det',
    given: 'Vi gir det til',
    nobody: 'ingen andre',
    kept: 'Så lenge',
    sources: 'Kvar vi får det frå',
    sourcesText:
      'Frå deg og barnet, frå dei som arbeider med barnet, frå Folkeregisteret, og frå skolen eller barnehagen barnet kom frå.',
    rights: 'Rettane dine',
    rightsText:
      'Du kan sjå kva vi har, sjå kven som har sett det, få ein kopi, be om at feil blir retta, og protestere. Noko må vi ta vare på etter arkivlova. Du kan klage til Datatilsynet.',
    special: 'særleg verna',
  },
  se: {
    title: 'Ná mii geavahit dieđuid du máná birra',
    introduction:
      'Mis fertejit leat dieđut mánáid birra geat vázzet min luhtte. Dás čuožžu mii mis lea, manne, ja gii sáhttá oaidnit dan (persovdnasuodjalusásahus artihkkalat 13 ja 14).',
    what: 'Dát mis lea',
    why: 'Láhkavuođđu',
    who: 'Sii geat sáhttet oaidnit dan',
    given: 'Mii addit dan',
    nobody: 'ii earáide',
    kept: 'Nu guhká',
    sources: 'Gos mii oažžut dan',
    sourcesText:
      'Dus ja mánás, sis geat barget mánáin, Álbmotregistaris, ja skuvllas dahje mánáidgárddis gos mánná bođii.',
    rights: 'Du vuoigatvuođat',
    rightsText:
      'Sáhtát oaidnit mii mis lea, oaidnit gii lea geahččan dan, oažžut kopiija, bivdit divvut meattáhusaid, ja vuosttaldit. Muhtin dieđuid fertet vurket arkiivalága mielde. Sáhtát váidit Datatilsynii.',
    special: 'erenoamáš suodjaluvvon',
  },
  en: {
    title: 'How we use information about your child',
    introduction:
      'We need information about the children who attend here. This says what we hold, why, and who may see it (GDPR articles 13 and 14).',
    what: 'What we hold',
    why: 'Legal basis',
    who: 'Who may see it',
    given: 'We give it to',
    nobody: 'nobody else',
    kept: 'For how long',
    sources: 'Where we get it from',
    sourcesText:
      'From you and the child, from those who work with the child, from Folkeregisteret, and from the school or kindergarten that the child came from.',
    rights: 'Your rights',
    rightsText:
      'You can see what we hold, see who has looked at it, get a copy, have errors put right, and object. Some of it we must keep by arkivlova. You can complain to Datatilsynet.',
    special: 'specially protected',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The notice to families, purpose by purpose (GDPR art. 13, 14), from the same rows as the record. */
export function noticeToFamilies({ controller, rows }: ProcessingRecord, language: Language): string {
  const say = words[language];
  const about = rows.filter(({ category }) => category !== 'staff');
  return pageOf({
    language,
    title: say.title,
    body: html`<header><h1>${say.title}</h1><p>${controller.name} (${controller.organisationNumber})</p><p>${say.introduction}</p></header>
<main>${purposes.map(
      (activity) => html`<section><h2>${purposeTable[activity].label[language]}</h2>
${about
  .filter((row) => row.activity === activity)
  .map(
    (row) => html`<h3>${row.data}${row.special ? ` (${say.special})` : ''}</h3>
<dl><dt>${say.why}</dt><dd>${row.legalBasis}</dd><dt>${say.who}</dt><dd>${row.seenBy.join(', ')}</dd>
<dt>${say.given}</dt><dd>${row.recipients.length === 0 ? say.nobody : row.recipients.join(', ')}</dd><dt>${say.kept}</dt><dd>${row.retention}</dd></dl>\n`,
  )}</section>
`,
    )}<section><h2>${say.sources}</h2><p>${say.sourcesText}</p></section>
<section><h2>${say.rights}</h2><p>${say.rightsText}</p></section></main>`,
  });
}
