import { Alert, Card, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Move as MoveOperation } from '../../graph/operations.generated.ts';
import type { MoveQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import type { MessageKey } from '../../language/messages.ts';
import { pageOf } from '../home/child-news.ts';
import { AnswerForm } from './answer-form.tsx';
import { GivenAnswers } from './given-answers.tsx';
import { LawLink } from './law-link.tsx';
import { type Move, type Part, partsOf } from './move-parts.ts';
import { Story } from './story.tsx';

/** A child's change of school: what is asked of the reader, what goes with the child and what does not, and what has happened. */
export function MovePage() {
  const { childId = '', transferId = '' } = useParams();
  const { t, language } = useSpeech();
  const answer = useAnswer(
    MoveOperation,
    { childId, transferId, language: explanationLanguage[language] },
    { everyMs: 60_000 },
  );
  return (
    <Answered answer={answer}>
      {({ pupil, transfer }) =>
        pupil && transfer ? (
          <Page
            title={t('move.title', { name: pupil.givenName ?? t('home.unnamedChild') })}
            back={{ to: pageOf(childId), label: pupil.givenName ?? t('home.unnamedChild') }}
          >
            <MoveContent pupil={pupil} move={transfer} />
          </Page>
        ) : (
          <NotFoundPage />
        )
      }
    </Answered>
  );
}

function MoveContent({ pupil, move }: { pupil: NonNullable<MoveQuery['pupil']>; move: Move }) {
  const { t, date } = useSpeech();
  const parts = partsOf(move, pupil.permissionRequests ?? []);
  const other = move.counterpart?.name;
  return (
    <>
      <Paragraph data-size="lg">
        {other && t(move.side === 'SENDER' ? 'move.to' : 'move.from', { other })}{' '}
        {move.startsOn && t('move.starts', { date: date(move.startsOn) })}
      </Paragraph>
      {parts.toAnswer.length > 0 && <AnswerForm transferId={move.id} parts={parts.toAnswer} />}
      {parts.byPermission.length > 0 && <GivenAnswers transferId={move.id} parts={parts.byPermission} />}
      <PartsCard title="move.byLaw.title" intro="move.byLaw.intro" parts={parts.byLaw} />
      <PartsCard title="move.withheld.title" intro="move.withheld.intro" parts={parts.withheld} />
      <PartsCard title="move.otherWays.title" intro="move.otherWays.intro" parts={parts.otherWays} />
      {parts.notAskedFor.length > 0 && (
        <Card>
          <Details>
            <Details.Summary>{t('move.notAskedFor', { count: parts.notAskedFor.length })}</Details.Summary>
            <Details.Content>
              <ul>
                {parts.notAskedFor.map(({ decision }) => (
                  <li key={decision.category}>{decision.label}</li>
                ))}
              </ul>
            </Details.Content>
          </Details>
        </Card>
      )}
      {(move.decisions ?? []).length === 0 && <Alert data-color="info">{t('move.notDecided')}</Alert>}
      <Story move={move} />
    </>
  );
}

interface PartsCardProps {
  readonly title: MessageKey;
  readonly intro: MessageKey;
  readonly parts: readonly Part[];
}

/** Categories with their rule in plain words; the provision itself stands behind them. */
function PartsCard({ title, intro, parts }: PartsCardProps) {
  const { t } = useSpeech();
  if (parts.length === 0) return null;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t(title)}
        </Heading>
        <Paragraph>{t(intro)}</Paragraph>
        {parts.map(({ decision }) => (
          <Details key={decision.category}>
            <Details.Summary>{decision.label}</Details.Summary>
            <Details.Content>
              <Paragraph>{decision.explanation}</Paragraph>
              {decision.withheldWhy && <WithheldWhy why={decision.withheldWhy} />}
              {decision.asHistory && <Paragraph>{t('move.asHistory')}</Paragraph>}
              {decision.citation && (
                <Paragraph data-size="sm">
                  {t('move.law')} <LawLink citation={decision.citation} />
                </Paragraph>
              )}
            </Details.Content>
          </Details>
        ))}
      </div>
    </Card>
  );
}

function WithheldWhy({ why }: { why: string }) {
  const { t, has } = useSpeech();
  const key = `move.why.${why}`;
  return has(key) ? <Paragraph>{t(key)}</Paragraph> : null;
}
