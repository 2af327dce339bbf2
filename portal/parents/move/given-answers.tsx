import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { WithdrawPermission } from '../../graph/operations.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import type { MessageKey } from '../../language/messages.ts';
import { canBeWithdrawn, type Part } from './move-parts.ts';

/** What needed a permission, how it stands, and the way to take a permission back while that still stops anything. */
export function GivenAnswers({ transferId, parts }: { transferId: string; parts: readonly Part[] }) {
  const { t } = useSpeech();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(WithdrawPermission);
  const gone = parts.some((part) => part.request?.yourAnswer === 'PERMITTED' && !canBeWithdrawn(part));
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('move.given.title')}
        </Heading>
        <ul className="plain-list">
          {parts.map((part) => (
            <li key={part.decision.category} className="ruled">
              <Paragraph>
                <strong>{part.decision.label}</strong>
              </Paragraph>
              <Paragraph>{t(standingOf(part))}</Paragraph>
              {canBeWithdrawn(part) && (
                <Button
                  variant="secondary"
                  data-size="sm"
                  loading={acting}
                  onClick={() => void act({ transferId, categories: [part.decision.category ?? ''] }).then(setOutcome)}
                >
                  {t('move.given.withdraw', { category: part.decision.label ?? '' })}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {gone && <Paragraph data-size="sm">{t('move.given.gone')}</Paragraph>}
        <Refused outcome={outcome} />
      </div>
    </Card>
  );
}

function standingOf({ decision, request }: Part): MessageKey {
  switch (decision.withheldWhy) {
    case 'refused':
      return 'move.standing.refused';
    case 'silence':
      return 'move.standing.silence';
    case 'withdrawn':
      return 'move.standing.withdrawn';
  }
  if (decision.status === 'withheld') return 'move.standing.withheld';
  if (decision.status === 'awaiting-permission')
    return request?.yourAnswer === 'PERMITTED' ? 'move.standing.othersMissing' : 'move.standing.waiting';
  if (decision.status === 'empty') return 'move.standing.empty';
  if (decision.status === 'sent' || decision.status === 'received' || decision.status === 'shared')
    return 'move.standing.sent';
  return 'move.standing.permitted';
}
