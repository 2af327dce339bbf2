import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Refused } from '../../components/refused.tsx';
import { DecideMove, ReleaseRequest } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { ReasonForm } from '../form/reason-form.tsx';
import { useFormDeed } from '../form/use-form.ts';
import type { Move } from './move-page.tsx';
import { ReopenForm } from './reopen-form.tsx';
import { WaitText } from './wait-text.tsx';

/** What the move waits for, what to do about it, and what fails meanwhile. */
export function ToDo({ move }: { move: Move }) {
  const { t, moment, number } = useSpeech();
  const waits = move.waitsFor ?? [];
  const problems = move.problems ?? [];
  const what = new Set(waits.map((wait) => wait.what));
  const isUndecided = move.side === 'SENDER' && move.phase === 'MATCHED';
  if (waits.length === 0 && problems.length === 0 && !isUndecided) return null;
  return (
    <Card data-color="accent" className="to-do">
      <div className="stack">
        <Heading level={2} data-size="xs">
          {t('move.waitsFor')}
        </Heading>
        {[...new Map(waits.map((wait) => [wait.what, wait])).values()].map((wait) => (
          <WaitText key={wait.what} wait={wait} advice />
        ))}
        {isUndecided && <Decide transferId={move.id} />}
        {(what.has('release-of-the-request') || what.has('release-of-the-answer')) && (
          <ReasonForm
            name="release-request"
            operation={ReleaseRequest}
            transferId={move.id}
            what={t('move.releaseRequestWhat')}
            button={t('move.releaseRequest')}
          />
        )}
        {what.has('a-person-after-rejection') && <ReopenForm move={move} />}
        {problems.map(({ what: step, problem, attempts, triedAgainAt }) => (
          <Paragraph key={step}>
            {t('move.problem', {
              problem: problem ?? '',
              attempts: number(attempts ?? 0),
              at: triedAgainAt ? moment(triedAgainAt) : '–',
            })}
          </Paragraph>
        ))}
      </div>
    </Card>
  );
}

function Decide({ transferId }: { transferId: string }) {
  const { t } = useSpeech();
  const { send, acting, outcome } = useFormDeed(DecideMove);
  return (
    <div className="stack tight">
      <Paragraph>{t('move.decideWhat')}</Paragraph>
      <Refused outcome={outcome} />
      <div>
        <Button disabled={acting} onClick={() => void send({ transferId })}>
          {t('move.decide')}
        </Button>
      </div>
    </div>
  );
}
