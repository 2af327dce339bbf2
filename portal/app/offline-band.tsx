import { Alert } from '@digdir/designsystemet-react';
import { useSyncExternalStore } from 'react';
import { useSpeech } from '../language/language-context.tsx';

function follow(tell: () => void): () => void {
  addEventListener('online', tell);
  addEventListener('offline', tell);
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
}

/** Whether the browser has a network at all. */
export const useOnline = (): boolean => useSyncExternalStore(follow, () => navigator.onLine);

/** Says that there is no network, and that nothing that was typed is lost. */
export function OfflineBand() {
  const { t } = useSpeech();
  const online = useOnline();
  return (
    <div role="status" className={online ? undefined : 'frame-band'}>
      {!online && <Alert data-color="warning">{t('frame.offline')}</Alert>}
    </div>
  );
}
