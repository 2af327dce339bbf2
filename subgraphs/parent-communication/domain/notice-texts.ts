import type { NotificationPreferences } from './preferences.ts';

export type NoticeLanguage = NotificationPreferences['language'];
/** MESSAGE: something to read. DOCUMENT: something to collect. QUESTION: something to answer. ANSWER: what the person has asked is answered. TASK: something to do, for staff. */
export const noticeKinds = ['MESSAGE', 'DOCUMENT', 'ANSWER', 'TASK', 'QUESTION'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * The words of notices. They say that something waits and nothing else: no child, no school, no sender, no subject, because
 * an e-mail or a lock screen is read by others than the one it is meant for. North Sámi has a dual, so `two` is a form of its own.
 */
const texts: Readonly<Record<NoticeLanguage, Readonly<Record<NoticeKind, Forms>> & { readonly signIn: string }>> = {
  nb: {
    MESSAGE: { one: 'En melding venter på deg.', other: '{count} meldinger venter på deg.' },
    QUESTION: { one: 'Et spørsmål venter på svar fra deg.', other: '{count} spørsmål venter på svar fra deg.' },
    DOCUMENT: { one: 'Et dokument venter på deg.', other: '{count} dokumenter venter på deg.' },
    ANSWER: { one: 'Et svar venter på deg.', other: '{count} svar venter på deg.' },
    TASK: { one: 'En oppgave venter på deg.', other: '{count} oppgaver venter på deg.' },
    signIn: 'Logg inn for å lese.',
  },
  nn: {
    MESSAGE: { one: 'Ei melding ventar på deg.', other: '{count} meldingar ventar på deg.' },
    QUESTION: { one: 'Eit spørsmål ventar på svar frå deg.', other: '{count} spørsmål ventar på svar frå deg.' },
    DOCUMENT: { one: 'Eit dokument ventar på deg.', other: '{count} dokument ventar på deg.' },
    ANSWER: { one: 'Eit svar ventar på deg.', other: '{count} svar ventar på deg.' },
    TASK: { one: 'Ei oppgåve ventar på deg.', other: '{count} oppgåver ventar på deg.' },
    signIn: 'Logg inn for å lese.',
  },
  se: {
    MESSAGE: {
      one: 'Dieđáhus vuordá du.',
      two: 'Guokte dieđáhusa vuordiba du.',
      other: '{count} dieđáhusa vurdet du.',
    },
    QUESTION: {
      one: 'Gažaldat vuordá du vástádusa.',
      two: 'Guokte gažaldaga vuordiba du vástádusa.',
      other: '{count} gažaldaga vurdet du vástádusa.',
    },
    DOCUMENT: {
      one: 'Dokumeanta vuordá du.',
      two: 'Guokte dokumeantta vuordiba du.',
      other: '{count} dokumeantta vurdet du.',
    },
    ANSWER: {
      one: 'Vástádus vuordá du.',
      two: 'Guokte vástádusa vuordiba du.',
      other: '{count} vástádusa vurdet du.',
    },
    TASK: {
      one: 'Bargu vuordá du.',
      two: 'Guokte barggu vuordiba du.',
      other: '{count} barggu vurdet du.',
    },
    signIn: 'Logge sisa lohkat.',
  },
  en: {
    MESSAGE: { one: 'A message is waiting for you.', other: '{count} messages are waiting for you.' },
    QUESTION: {
      one: 'A question is waiting for your answer.',
      other: '{count} questions are waiting for your answer.',
    },
    DOCUMENT: { one: 'A document is waiting for you.', other: '{count} documents are waiting for you.' },
    ANSWER: { one: 'An answer is waiting for you.', other: '{count} answers are waiting for you.' },
    TASK: { one: 'A task is waiting for you.', other: '{count} tasks are waiting for you.' },
    signIn: 'Sign in to read.',
  },
};

export const noticeLanguages = Object.keys(texts) as readonly NoticeLanguage[];

// ICU has no plural rules for nynorsk; they are those of bokmål.
const pluralRules: Readonly<Record<NoticeLanguage, Intl.PluralRules>> = {
  nb: new Intl.PluralRules('nb'),
  nn: new Intl.PluralRules('nb'),
  se: new Intl.PluralRules('se'),
  en: new Intl.PluralRules('en'),
};

const subjects: Readonly<Record<NoticeLanguage, string>> = {
  nb: 'Noe venter på deg',
  nn: 'Noko ventar på deg',
  se: 'Juoga vuordá du',
  en: 'Something is waiting for you',
};

/** The subject of a notice by e-mail: the same whatever waits. */
export const mailSubject = (language: NoticeLanguage): string => subjects[language];

/** What a person reads when things wait: a sentence for each kind, and that one signs in to read. */
export function noticeText(counts: Readonly<Partial<Record<NoticeKind, number>>>, language: NoticeLanguage): string {
  const words = texts[language];
  // Questions first: they are what somebody waits for.
  const sentences = noticeKinds.toReversed().flatMap((kind) => {
    const count = counts[kind] ?? 0;
    if (count === 0) return [];
    const forms = words[kind];
    return (forms[pluralRules[language].select(count)] ?? forms.other).replace('{count}', String(count));
  });
  return [...sentences, words.signIn].join(' ');
}
