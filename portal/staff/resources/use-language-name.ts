import { useCallback } from 'react';
import { useSpeech } from '../../language/language-context.tsx';

/** A language of an edition as it is called; another one than Norway's by its code. */
export function useLanguageName(): (code: string) => string {
  const { t, has } = useSpeech();
  return useCallback(
    (code) => {
      const key = `language.${code}`;
      return has(key) ? t(key) : code;
    },
    [t, has],
  );
}
