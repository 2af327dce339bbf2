import { useCallback } from 'react';
import { useSpeech } from '../language/language-context.tsx';

interface Named {
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** A person's name, or that it is not for the reader. */
export function useName(): (person: Named | null | undefined) => string {
  const { t } = useSpeech();
  return useCallback(
    (person) => {
      const name = [person?.givenName, person?.familyName].filter(Boolean).join(' ');
      return name || t('staff.nameless');
    },
    [t],
  );
}
