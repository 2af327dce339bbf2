import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { useSpeech } from '../../language/language-context.tsx';
import { CheckField } from '../form/fields.tsx';
import { whoMayAnswer } from '../moves/who-may-answer.ts';
import { useName } from '../pupil-name.ts';
import type { HandOver } from './by-class.ts';

interface SilentLineProps {
  readonly move: HandOver;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A child, those who have not answered, and the way to record an answer that was given on paper. */
export function SilentLine({ move, checked, onChange }: SilentLineProps) {
  const { t, moment } = useSpeech();
  const nameOf = useName();
  const until = (move.waitsFor ?? []).flatMap((wait) => wait.until ?? []).toSorted()[0];
  const silent = whoMayAnswer(move).map((person) => nameOf(person));
  return (
    <div className="stack tight">
      <CheckField label={<strong>{nameOf(move.pupil)}</strong>} checked={checked} onChange={onChange} />
      <Paragraph className="indented">
        {t('silent.who', { names: silent.join(', ') })} {until && t('move.until', { date: moment(until, 'short') })}{' '}
        <Link asChild>
          <RouterLink to={`/ansatt/flyttinger/${move.id}`}>{t('silent.record')}</RouterLink>
        </Link>
      </Paragraph>
    </div>
  );
}
