import { useCallback, useState } from 'react';
import { useSession } from './session-context.tsx';

const prefix = 'oppvekst-draft:';

/**
 * Text that is being written, kept in this tab through a reload, a lost connection or an ended session, for the one who wrote it: it is
 * found by the person's id, and gone at the sign-out.
 */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const { session } = useSession();
  const key = `${prefix}${session?.personId ?? ''}:${name}`;
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const write = useCallback(
    (text: string) => {
      setDrafts((before) => ({ ...before, [key]: text }));
      if (text) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
    },
    [key],
  );
  return [drafts[key] ?? sessionStorage.getItem(key) ?? '', write];
}

/** Removes what others wrote in this tab; all that was written, when nobody is given. */
export function clearDrafts(exceptOf?: string): void {
  const kept = exceptOf === undefined ? undefined : `${prefix}${exceptOf}:`;
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) && !(kept !== undefined && key.startsWith(kept))) sessionStorage.removeItem(key);
}
