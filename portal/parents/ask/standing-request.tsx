import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { AskToBeInformed, StopBeingInformed } from '../../graph/operations.generated.ts';
import type { InformationAskedQuery } from '../../graph/types.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';

type Child = NonNullable<InformationAskedQuery['me']>['children'][number];
const changes = ['Pupil'];

/** By what one is informed of a child, and the way to ask for it and to stop. Nothing is shown where it may not be known. */
export function StandingRequest({ child: { id: childId, givenName, howYouAreInformed: by } }: { child: Child }) {
  const { t } = useSpeech();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const ask = useDeed(AskToBeInformed, changes);
  const stop = useDeed(StopBeingInformed, changes);
  if (!by) return null;
  const name = givenName ?? t('home.unnamedChild');
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {name}
        </Heading>
        <Paragraph>{t(`ask.informed.${by}`)}</Paragraph>
        <Refused outcome={outcome} />
        {by !== 'AT_HOME' && (
          <div>
            {by === 'ASKED' ? (
              <Button
                variant="secondary"
                loading={stop.acting}
                onClick={() => void stop.act({ childId }).then(setOutcome)}
              >
                {t('ask.stop')}
              </Button>
            ) : (
              <Button loading={ask.acting} onClick={() => void ask.act({ childId }).then(setOutcome)}>
                {t('ask.start')}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}
