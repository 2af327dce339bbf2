import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import { Link as RouterLink } from 'react-router';
import { Page } from '../app/page.tsx';
import { Answered } from '../components/answered.tsx';
import { MovesBoard, StaffStart } from '../graph/operations.generated.ts';
import type { MovesBoardQuery } from '../graph/types.generated.ts';
import { useAnswer } from '../graph/use-answer.ts';
import { useSpeech } from '../language/language-context.tsx';
import { MoveRow } from './moves/move-row.tsx';
import { boardOf } from './moves/move-words.ts';

const refreshEveryMs = 60_000;
/** So many stand on the first page; the board has the others. */
const mostShown = 5;

/** The daily round: what stands still until somebody here does something, and the way to everything else. */
export function StaffStartPage() {
  const { t } = useSpeech();
  const answer = useAnswer(StaffStart, {});
  return (
    <Answered answer={answer}>
      {({ me }) => (
        <Page title={t('staff.title')}>
          {me?.schools.length ? (
            <>
              <Paragraph className="subtle">{me.schools.map(({ name }) => name).join(', ')}</Paragraph>
              <Round />
            </>
          ) : (
            <Paragraph>{t('staff.noPost')}</Paragraph>
          )}
        </Page>
      )}
    </Answered>
  );
}

function Round() {
  const answer = useAnswer(MovesBoard, {}, { everyMs: refreshEveryMs });
  return <Answered answer={answer}>{(board) => <Moves board={board} />}</Answered>;
}

function Moves({ board: { transfers, handOverCounts } }: { board: MovesBoardQuery }) {
  const { t } = useSpeech();
  const { stuck } = useMemo(
    () =>
      boardOf(
        transfers.edges.map(({ node }) => node),
        Date.now(),
      ),
    [transfers],
  );
  const silent = handOverCounts.reduce(
    (sum, { stage, count }) => (stage === 'WAITING_FOR_PERMISSION' ? sum + count : sum),
    0,
  );
  return (
    <section className="stack tight" aria-labelledby="round">
      <Heading level={2} data-size="sm" id="round">
        {t('moves.stuck', { count: stuck.length })}
      </Heading>
      {stuck.length === 0 && <Paragraph>{t('moves.noneStuck')}</Paragraph>}
      <ul className="plain-list">
        {stuck.slice(0, mostShown).map((move) => (
          <li key={move.id}>
            <Card>
              <MoveRow move={move} urgent />
            </Card>
          </li>
        ))}
      </ul>
      <Paragraph>
        <Link asChild>
          <RouterLink to="/ansatt/flyttinger">{t('staff.allMoves')}</RouterLink>
        </Link>
      </Paragraph>
      {handOverCounts.length > 0 && (
        <Paragraph>
          <Link asChild>
            <RouterLink to="/ansatt/overganger">{t('moves.handOvers', { count: silent })}</RouterLink>
          </Link>
        </Paragraph>
      )}
    </section>
  );
}
