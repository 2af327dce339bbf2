import { Page } from '../../app/page.tsx';
import { useSpeech } from '../../language/language-context.tsx';
import { DeadLettersSection } from './dead-letters.tsx';
import { HealthSection } from './health.tsx';

/** How the hub runs, and the events that wait for a person: numbers alone, and nothing of anybody. */
export function OperationsPage() {
  const { t } = useSpeech();
  return (
    <Page title={t('operations.title')}>
      <HealthSection />
      <DeadLettersSection />
    </Page>
  );
}
