import { Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { MoveInBoardFragment } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';
import { isFailing } from './move-words.ts';
import { WaitText } from './wait-text.tsx';

/** A move in a line or three: who, where to, what it waits for and since when, and what to do where somebody here must do it. */
export function MoveRow({ move, urgent = false }: { move: MoveInBoardFragment; urgent?: boolean }) {
  const { t, date } = useSpeech();
  const nameOf = useName();
  const { id, pupil, side, counterpart, startsOn, waitsFor } = move;
  const waits = [...new Map((waitsFor ?? []).map((wait) => [wait.what, wait])).values()];
  return (
    <div className="stack tight">
      <div className="row">
        <Link asChild>
          <RouterLink to={`/ansatt/flyttinger/${id}`}>{nameOf(pupil)}</RouterLink>
        </Link>
        <Tag data-color={side === 'SENDER' ? 'neutral' : 'info'}>
          {t(side === 'SENDER' ? 'move.leaves' : 'move.comes')}
        </Tag>
        <span className="subtle">
          {counterpart?.name && t(side === 'SENDER' ? 'move.to' : 'move.from', { name: counterpart.name })}
          {startsOn && ` · ${t('move.starts', { date: date(startsOn, 'short') })}`}
        </span>
      </div>
      {waits.map((wait) => (
        <WaitText key={wait.what} wait={wait} advice={urgent} />
      ))}
      {isFailing(move) && <Paragraph>{t('move.failing')}</Paragraph>}
    </div>
  );
}
