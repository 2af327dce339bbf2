import { useCallback } from 'react';
import type { Level } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';

/** A level as it is called. */
export function useLevelName(): (level: Level) => string {
  const { t } = useSpeech();
  return useCallback(
    (level) => {
      if (level === 'KINDERGARTEN') return t('level.KINDERGARTEN');
      return level.startsWith('VG') ? level : t('pupils.level', { level: Number(level.slice('YEAR_'.length)) });
    },
    [t],
  );
}
