import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Refused } from '../../components/refused.tsx';
import { HandOversOfUnit, RemindSilent } from '../../graph/operations.generated.ts';
import type { HandOversOfUnitQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { byClass } from './by-class.ts';
import { SilentLine } from './silent-line.tsx';

const changed = ['Transfer'];

/** Of one kindergarten or school, by class: of whom somebody has not answered, who it is, and a reminder to many at once. */
export function HandOverUnitPage() {
  const { t } = useSpeech();
  const { unitId = '' } = useParams();
  const [after, setAfter] = useState<string | null>(null);
  const variables = { unitId: unitId === 'ukjent' ? null : unitId, stages: ['WAITING_FOR_PERMISSION' as const], after };
  const answer = useAnswer(HandOversOfUnit, variables);
  return (
    <Answered answer={answer}>
      {(data) => (
        <Page title={t('silent.title')} back={{ to: '/ansatt/overganger', label: t('handOvers.title') }}>
          <Silent key={after} data={data} next={setAfter} />
        </Page>
      )}
    </Answered>
  );
}

interface SilentProps {
  readonly data: HandOversOfUnitQuery;
  readonly next: (after: string | null) => void;
}

function Silent({ data: { handOvers }, next }: SilentProps) {
  const { t } = useSpeech();
  const moves = handOvers.edges.map(({ node }) => node);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { send, acting, outcome } = useFormDeed(RemindSilent, undefined, changed);
  const chosen = moves.filter(({ id }) => !left.has(id));
  const toggle = (ids: readonly string[], checked: boolean) => {
    const rest = new Set(left);
    for (const id of ids)
      if (checked) rest.delete(id);
      else rest.add(id);
    setLeft(rest);
  };
  if (moves.length === 0) return <Paragraph>{t('silent.none')}</Paragraph>;
  return (
    <>
      <Paragraph>{t('silent.what')}</Paragraph>
      <div className="row">
        <Button
          disabled={acting || chosen.length === 0}
          onClick={() => void send({ transferIds: chosen.map(({ id }) => id) })}
        >
          {t('silent.remind', { count: chosen.length })}
        </Button>
        <Button
          variant="secondary"
          onClick={() =>
            toggle(
              moves.map(({ id }) => id),
              left.size > 0,
            )
          }
        >
          {t(left.size > 0 ? 'silent.chooseAll' : 'silent.chooseNone')}
        </Button>
      </div>
      <Refused outcome={outcome} />
      {outcome?.state === 'done' && (
        <Alert data-color="success" role="status">
          <Paragraph>
            {t('silent.reminded', { count: outcome.data.remindOfTransfers.reminded })}
            {outcome.data.remindOfTransfers.notReminded.length > 0 &&
              ` ${t('silent.notReminded', { count: outcome.data.remindOfTransfers.notReminded.length })}`}
          </Paragraph>
        </Alert>
      )}
      {byClass(moves).map(([name, of]) => (
        <section key={name} className="stack tight">
          <Heading level={2} data-size="xs">
            {name || t('silent.noClass')} ({of.length})
          </Heading>
          <ul className="plain-list">
            {of.map((move) => (
              <li key={move.id} className="ruled">
                <SilentLine
                  move={move}
                  checked={!left.has(move.id)}
                  onChange={(checked) => toggle([move.id], checked)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {handOvers.pageInfo.hasNextPage && (
        <div>
          <Button variant="secondary" onClick={() => next(handOvers.pageInfo.endCursor)}>
            {t('staff.nextPage')}
          </Button>
        </div>
      )}
    </>
  );
}
