import { HubError } from '#kit/errors/hub-error.ts';

/** What XML 1.0 (production 2, Char) cannot carry even escaped: most control characters and the two non-characters. */
const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Text as an archive can keep it for ever: characters that no XML file may hold become U+FFFD, so that what is stored,
 * what is sent and what is read back are the same.
 */
export const archiveText = (text: string): string => text.toWellFormed().replace(notInXml, '\u{FFFD}');

/** Text that must say something: Noark 5 refuses an empty title, name or legal basis. */
export function requiredText(text: string, what: string): string {
  const kept = archiveText(text);
  if (kept.trim() === '')
    throw new HubError('BAD_INPUT', `${what} is empty. Noark 5 needs at least one character there.`, {
      details: { what },
    });
  return kept;
}

/** Optional text, left out when it says nothing: Noark 5 has no empty elements. */
export function optionalText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const kept = archiveText(text);
  return kept.trim() === '' ? undefined : kept;
}
