import type { InLanguages, Language } from '#contracts/languages.ts';

const texts = {
  title: {
    nb: 'Det vi har om barnet',
    nn: 'Det vi har om barnet',
    se: 'Dat mii mis lea máná birra',
    en: 'What we hold about the child',
  },
  introduction: {
    nb: 'Dette er det kommunen eller skoleeieren har registrert om barnet (personvernforordningen artikkel 15). En person har sett gjennom det før det ble gitt ut.',
    nn: 'Dette er det kommunen eller skoleeigaren har registrert om barnet (personvernforordninga artikkel 15). Ein person har sett gjennom det før det vart gitt ut.',
    se: 'Dát lea dat maid suohkan dahje skuvlaeaiggát lea registreren máná birra (persovdnasuodjalusásahus artihkal 15). Olmmoš lea geahččan dan čađa ovdal go addojuvvui.',
    en: 'This is what the municipality or school owner has recorded about the child (GDPR article 15). A person has looked through it before it was given out.',
  },
  why: { nb: 'Hvorfor vi har det', nn: 'Kvifor vi har det', se: 'Manne mis dat lea', en: 'Why we hold it' },
  kept: { nb: 'Hvor lenge', nn: 'Kor lenge', se: 'Man guhká', en: 'For how long' },
  nothing: {
    nb: 'Ingenting registrert.',
    nn: 'Ingenting registrert.',
    se: 'Ii mihkkege registrerejuvvon.',
    en: 'Nothing recorded.',
  },
  withheld: {
    nb: 'Det du ikke får her',
    nn: 'Det du ikkje får her',
    se: 'Maid it oaččo dás',
    en: 'What you do not get here',
  },
  appeal: {
    nb: 'Du kan klage på dette til Datatilsynet eller Statsforvalteren.',
    nn: 'Du kan klage på dette til Datatilsynet eller Statsforvaltaren.',
    se: 'Sáhtát váidit dán birra Datatilsynii dahje Stáhtahálddašeaddjái.',
    en: 'You can complain about this to Datatilsynet or Statsforvalteren.',
  },
  cutOff: {
    nb: 'Disse listene er lengre enn det som står her. Be om resten:',
    nn: 'Desse listene er lengre enn det som står her. Be om resten:',
    se: 'Dát listtut leat guhkit go dat mii lea dás. Jeara loahpa:',
    en: 'These lists are longer than what stands here. Ask for the rest:',
  },
} as const satisfies Record<string, InLanguages>;

export const exportText = (name: keyof typeof texts, language: Language): string => texts[name][language];
