import type { Language } from '#contracts/languages.ts';

/** What one who is refused is told of the way to complain (GDPR art. 12 (4), 77). */
export const complaint: Readonly<Record<Language, string>> = {
  nb: 'Du kan klage på dette til Datatilsynet.',
  nn: 'Du kan klage på dette til Datatilsynet.',
  se: 'Sáhtát váidit dán birra Datatilsynii.',
  en: 'You can complain about this to Datatilsynet, the Norwegian Data Protection Authority.',
};
