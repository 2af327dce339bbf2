import type { FailureKind } from './failures.ts';

export const languages = ['nb', 'nn', 'se', 'en'] as const;
export type Language = (typeof languages)[number];

export interface Texts {
  readonly signIn: string;
  readonly choose: string;
  readonly higher: string;
  readonly signOut: string;
  readonly askSignOut: string;
  readonly signedOut: string;
  readonly again: string;
  readonly quote: string;
  readonly failures: Readonly<Record<FailureKind, string>>;
}

/** The words of the pages for signing in. `{name}` is the controller's. */
const table: Readonly<Record<Language, Texts>> = {
  nb: {
    signIn: 'Logg inn',
    choose: 'Velg hvordan du vil logge inn hos {name}.',
    higher: 'Det du ba om, krever at du logger inn med et høyere sikkerhetsnivå.',
    signOut: 'Logg ut',
    askSignOut: 'Vil du logge ut fra {name}?',
    signedOut: 'Du er logget ut.',
    again: 'Logg inn på nytt',
    quote: 'Oppgi dette nummeret hvis du spør om hjelp: {id}',
    failures: {
      expired: 'Innloggingen tok for lang tid, er brukt allerede, eller ble startet i en annen nettleser.',
      'bad-return': 'Adressen du skulle videre til, er ikke en side her.',
      'no-issuer': 'Denne måten å logge inn på finnes ikke her.',
      cancelled: 'Du avbrøt innloggingen.',
      refused: 'Svaret fra innloggingstjenesten kunne ikke godtas.',
      nobody: 'Innloggingstjenesten sa ikke hvem du er.',
      unmatched:
        'Vi vet ikke sikkert hvem du er her. Spør skolen eller barnehagen barnet går i, eller {name}: de kan knytte deg til barnet ditt.',
      'level-not-reached': 'Du logget ikke inn med det sikkerhetsnivået som kreves. Velg en annen måte.',
      'issuer-down': 'Innloggingstjenesten svarer ikke nå. Prøv igjen om litt.',
      'too-many': 'Det er startet for mange innlogginger herfra. Prøv igjen om et minutt.',
      failed: 'Noe gikk galt hos oss.',
    },
  },
  nn: {
    signIn: 'Logg inn',
    choose: 'Vel korleis du vil logge inn hos {name}.',
    higher: 'Det du bad om, krev at du loggar inn med eit høgare tryggleiksnivå.',
    signOut: 'Logg ut',
    askSignOut: 'Vil du logge ut frå {name}?',
    signedOut: 'Du er logga ut.',
    again: 'Logg inn på nytt',
    quote: 'Oppgi dette nummeret om du spør om hjelp: {id}',
    failures: {
      expired: 'Innlogginga tok for lang tid, er brukt alt, eller vart starta i ein annan nettlesar.',
      'bad-return': 'Adressa du skulle vidare til, er ikkje ei side her.',
      'no-issuer': 'Denne måten å logge inn på finst ikkje her.',
      cancelled: 'Du avbraut innlogginga.',
      refused: 'Svaret frå innloggingstenesta kunne ikkje godtakast.',
      nobody: 'Innloggingstenesta sa ikkje kven du er.',
      unmatched:
        'Vi veit ikkje sikkert kven du er her. Spør skulen eller barnehagen barnet går i, eller {name}: dei kan knyte deg til barnet ditt.',
      'level-not-reached': 'Du logga ikkje inn med det tryggleiksnivået som krevst. Vel ein annan måte.',
      'issuer-down': 'Innloggingstenesta svarar ikkje no. Prøv igjen om litt.',
      'too-many': 'Det er starta for mange innloggingar herifrå. Prøv igjen om eit minutt.',
      failed: 'Noko gjekk gale hos oss.',
    },
  },
  se: {
    signIn: 'Logge sisa',
    choose: 'Vállje mo don háliidat logget sisa: {name}.',
    higher: 'Dat maid don bivdet, gáibida ahte logget sisa alit sihkarvuođadásiin.',
    signOut: 'Logge olggos',
    askSignOut: 'Háliidatgo logget olggos: {name}?',
    signedOut: 'Don leat loggejuvvon olggos.',
    again: 'Logge sisa ođđasit',
    quote: 'Muital dán nummara jus dárbbašat veahki: {id}',
    failures: {
      expired: 'Sisaloggen bisttii menddo guhká, lea juo geavahuvvon, dahje álggahuvvui eará neahttalohkkis.',
      'bad-return': 'Čujuhus gosa galget joatkit, ii leat siidu dáppe.',
      'no-issuer': 'Dát vuohki logget sisa ii gávdno dáppe.',
      cancelled: 'Don gaskkalduhttet sisaloggema.',
      refused: 'Sisaloggenbálvalusa vástádus ii sáhttán dohkkehuvvot.',
      nobody: 'Sisaloggenbálvalus ii muitalan gii don leat.',
      unmatched:
        'Mii eat dieđe sihkkarit gii don leat dáppe. Jeara skuvllas dahje mánáidgárddis gos mánná lea, dahje dáppe: {name}. Sii sáhttet čatnat du mánnásat.',
      'level-not-reached': 'Don it loggen sisa dainna sihkarvuođadásiin mii gáibiduvvo. Vállje eará vuogi.',
      'issuer-down': 'Sisaloggenbálvalus ii vástit dál. Geahččal fas maŋŋel.',
      'too-many': 'Dáppe leat álggahuvvon menddo ollu sisaloggemat. Geahččal fas minuhta geažes.',
      failed: 'Juoga manai boastut min bealde.',
    },
  },
  en: {
    signIn: 'Sign in',
    choose: 'Choose how to sign in at {name}.',
    higher: 'What you asked for needs a sign-in of a higher level.',
    signOut: 'Sign out',
    askSignOut: 'Do you want to sign out from {name}?',
    signedOut: 'You are signed out.',
    again: 'Sign in again',
    quote: 'Quote this number when you ask for help: {id}',
    failures: {
      expired: 'The sign-in took too long, was used before, or was begun in another browser.',
      'bad-return': 'The address that you were to go on to is no page here.',
      'no-issuer': 'There is no such way to sign in here.',
      cancelled: 'You broke off the sign-in.',
      refused: 'The answer of the sign-in service could not be accepted.',
      nobody: 'The sign-in service did not say who you are.',
      unmatched:
        'We do not know for certain who you are here. Ask the school or kindergarten that the child attends, or {name}: they can match you with your child.',
      'level-not-reached': 'You did not sign in with the level that is needed. Choose another way.',
      'issuer-down': 'The sign-in service does not answer now. Try again soon.',
      'too-many': 'Too many sign-ins were begun from here. Try again in a minute.',
      failed: 'Something went wrong with us.',
    },
  },
};

export const textsIn = (language: Language): Texts => table[language];

/** The language of a page: the one that was chosen, else the first of the browser's that there is, else bokmål. */
export function languageOf(chosen: unknown, accepted: string | undefined): Language {
  const wanted = [String(chosen ?? ''), ...(accepted ?? '').split(',').map((part) => part.split(';')[0] ?? '')];
  for (const text of wanted) {
    const code = text.trim().toLowerCase().split('-')[0] ?? '';
    const found = languages.find((language) => language === (code === 'no' ? 'nb' : code));
    if (found) return found;
  }
  return 'nb';
}
