import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import { Link as RouterLink } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { MovesBoard } from '../../graph/operations.generated.ts';
import type { MovesBoardQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { MoveRow } from './move-row.tsx';
import { boardOf } from './move-words.ts';
import { RequestsToMatchSection } from './requests-to-match.tsx';

const refreshEveryMs = 60_000;
/** In the order in which a move goes through them. */
const phases = ['OFFERED', 'HELD', 'ANNOUNCED', 'ASKED', 'REQUESTED', 'UNMATCHED', 'MATCHED', 'DECIDED'] as const;

/** The moves that are not over: on top those that stand still until somebody here does something, then the others by where they stand. */
export function MovesBoardPage() {
  const { t } = useSpeech();
  const answer = useAnswer(MovesBoard, {}, { everyMs: refreshEveryMs });
  return (
    <Answered answer={answer}>
      {(data) => (
        <Page title={t('moves.title')}>
          <Moves data={data} />
        </Page>
      )}
    </Answered>
  );
}

function Moves({ data: { transfers, handOverCounts } }: { data: MovesBoardQuery }) {
  const { t } = useSpeech();
  const moves = transfers.edges.map(({ node }) => node);
  // The board is made for the moment at which its moves came.
  const { stuck, others } = useMemo(
    () =>
      boardOf(
        transfers.edges.map(({ node }) => node),
        Date.now(),
      ),
    [transfers],
  );
  const waiting = handOverCounts.filter(({ stage }) => stage === 'WAITING_FOR_PERMISSION');
  const silent = waiting.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <section className="stack tight" aria-labelledby="stuck">
        <Heading level={2} data-size="sm" id="stuck">
          {t('moves.stuck', { count: stuck.length })}
        </Heading>
        {stuck.length === 0 && <Paragraph>{moves.length === 0 ? t('moves.none') : t('moves.noneStuck')}</Paragraph>}
        {stuck.length > 0 && (
          <ul className="plain-list">
            {stuck.map((move) => (
              <li key={move.id}>
                <Card>
                  <MoveRow move={move} urgent />
                </Card>
              </li>
            ))}
          </ul>
        )}
      </section>
      <RequestsToMatchSection />
      {handOverCounts.length > 0 && (
        <Card>
          <Paragraph>
            <Link asChild>
              <RouterLink to="/ansatt/overganger">{t('moves.handOvers', { count: silent })}</RouterLink>
            </Link>
          </Paragraph>
        </Card>
      )}
      {phases.map((phase) => {
        const here = others.get(phase) ?? [];
        if (here.length === 0) return null;
        return (
          <section key={phase} className="stack tight" aria-labelledby={phase}>
            <Heading level={2} data-size="xs" id={phase}>
              {t(`move.phase.${phase}`)} ({here.length})
            </Heading>
            <ul className="plain-list">
              {here.map((move) => (
                <li key={move.id} className="ruled">
                  <MoveRow move={move} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {transfers.pageInfo.hasNextPage && <Paragraph className="subtle">{t('moves.more')}</Paragraph>}
    </>
  );
}
