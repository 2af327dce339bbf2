import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { Outcome } from '../graph/use-deed.ts';
import { useSpeech } from '../language/language-context.tsx';

/** Why a deed did nothing, in the reader's language where the code is known, and what to do. */
export function Refused<Data>({ outcome }: { outcome: Outcome<Data> | undefined }) {
  const { t, has } = useSpeech();
  if (!outcome || outcome.state === 'done') return null;
  return (
    <Alert data-color="danger" role="alert">
      {outcome.state === 'failed' ? (
        <>
          <Paragraph>{t(`failure.${outcome.failure.kind}`)}</Paragraph>
          {outcome.failure.kind === 'failed' && outcome.failure.id && (
            <Paragraph>{t('failure.quote', { id: outcome.failure.id })}</Paragraph>
          )}
        </>
      ) : (
        outcome.errors.map(({ code, message }) => {
          const key = `refusal.${code}`;
          return <Paragraph key={code}>{has(key) ? t(key) : message}</Paragraph>;
        })
      )}
    </Alert>
  );
}
