import { Home } from '../graph/family-operations.generated.ts';
import { firstLanguage } from '../language/languages.ts';
import { loadFamilyMessages } from '../language/messages.ts';
import { begin } from './begun.ts';

/**
 * Asks at once for what every visit begins with: the texts of one's language, who is signed in, and at the families' home what is on it.
 * They come while the program does, which on a slow line takes a second.
 */
export function beginAsking(): void {
  // Whoever needs them asks for them again, and is told if they cannot be had.
  loadFamilyMessages(firstLanguage()).catch(() => undefined);
  begin('/me', { headers: { accept: 'application/json' } });
  if (location.pathname !== '/') return;
  const { documentId } = Home as unknown as { readonly documentId: string };
  begin('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ documentId, variables: {} }),
  });
}
