import { Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { StaffMove } from '../../graph/operations.generated.ts';
import type { StaffMoveQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';
import { AskForm } from './ask-form.tsx';
import { Decisions } from './decisions.tsx';
import { EndMove } from './end-move.tsx';
import { explanationLanguage } from './explanation-language.ts';
import { RecordAnswerForm } from './record-answer-form.tsx';
import { Timeline } from './timeline.tsx';
import { ToDo } from './to-do.tsx';
import { WhatCameSection } from './what-came.tsx';

export type Move = NonNullable<StaffMoveQuery['transfer']>;
const refreshEveryMs = 10_000;

/** One move: what it waits for and what to do, what was asked, decided and answered, what came, and what has happened. */
export function MovePage() {
  const { id = '' } = useParams();
  const { t, language } = useSpeech();
  const answer = useAnswer(StaffMove, { id, language: explanationLanguage(language) }, { everyMs: refreshEveryMs });
  return (
    <Answered answer={answer}>
      {({ transfer }) =>
        transfer ? (
          <MoveContent move={transfer} />
        ) : (
          // No such move, and one that the reader may not know of, are answered alike.
          <Page title={t('move.unknown')} back={{ to: '/ansatt/flyttinger', label: t('moves.title') }}>
            <Paragraph>{t('move.unknownWhat')}</Paragraph>
          </Page>
        )
      }
    </Answered>
  );
}

function MoveContent({ move }: { move: Move }) {
  const { t, date } = useSpeech();
  const nameOf = useName();
  const { pupil, phase, direction, counterpart, side, startsOn } = move;
  const waitsForParents = (move.waitsFor ?? []).some(({ what }) => what === 'permission');
  return (
    <Page title={nameOf(pupil)} back={{ to: '/ansatt/flyttinger', label: t('moves.title') }}>
      <div className="stack tight">
        <div className="row">
          {phase && <Tag data-color="info">{t(`move.phase.${phase}`)}</Tag>}
          <span>
            {direction && t(`move.direction.${direction}`)}
            {counterpart?.name && `, ${t(side === 'SENDER' ? 'move.to' : 'move.from', { name: counterpart.name })}`}
          </span>
        </div>
        <Paragraph className="subtle">
          {pupil?.birthDate && `${t('move.born', { date: date(pupil.birthDate, 'long') })} `}
          {startsOn && t('move.startsOn', { date: date(startsOn, 'long') })}
        </Paragraph>
      </div>
      <ToDo move={move} />
      {move.mayAskFor && move.mayAskFor.length > 0 && (
        <Section title={t('ask.title')}>
          <AskForm transferId={move.id} askable={move.mayAskFor} />
        </Section>
      )}
      {waitsForParents && side === 'SENDER' && (
        <Section title={t('answer.title')}>
          <RecordAnswerForm move={move} />
        </Section>
      )}
      {move.decisions && move.decisions.length > 0 && (
        <Section title={t('decisions.title')}>
          <Decisions move={move} decisions={move.decisions} />
        </Section>
      )}
      {side === 'RECEIVER' && pupil && (move.batches ?? []).length > 0 && <WhatCameSection childId={pupil.id} />}
      <Section title={t('timeline.title')}>
        <Timeline move={move} />
      </Section>
      <EndMove move={move} />
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Card>
        <div className="stack">
          <Heading level={2} data-size="xs">
            {title}
          </Heading>
          {children}
        </div>
      </Card>
    </section>
  );
}
