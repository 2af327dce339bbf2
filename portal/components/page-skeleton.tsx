import { Skeleton } from '@digdir/designsystemet-react';
import { useSpeech } from '../language/language-context.tsx';

/** The room that a page will take, while it comes. */
export function PageSkeleton() {
  const { t } = useSpeech();
  return (
    <div className="stack">
      <p className="ds-sr-only" role="status">
        {t('frame.loading')}
      </p>
      <Skeleton variant="rectangle" width="60%" height={40} />
      <Skeleton variant="rectangle" className="skeleton-card" />
      <Skeleton variant="rectangle" className="skeleton-card" />
    </div>
  );
}
