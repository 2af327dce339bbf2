import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { RecordClassAbsence } from '../../graph/operations.generated.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { AbsenceRow, type ClassPupil } from './absence-row.tsx';

/** 0 is the whole day. */
type Away = ReadonlyMap<string, number>;
const changed = ['Absence'];

/**
 * Registers a class's absence with the keyboard alone: the arrows go from child to child, the space bar says that one is away, a digit
 * for how many hours, 0 for the whole day; Enter registers.
 */
export function AbsenceForm({ pupils }: { pupils: readonly ClassPupil[] }) {
  const { t } = useSpeech();
  const [day, setDay] = useState(todayInNorway());
  const [away, setAway] = useState<Away>(new Map());
  const { send, acting, outcome } = useFormDeed(RecordClassAbsence, () => setAway(new Map()), changed);
  const mark = (childId: string, hours: number | undefined) => {
    const next = new Map(away);
    if (hours === undefined) next.delete(childId);
    else next.set(childId, hours);
    setAway(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (away.size === 0) return;
    const absences = [...away].map(([childId, hours]) => (hours === 0 ? { childId } : { childId, hours }));
    void send({ day, absences });
  };
  const steer = (event: KeyboardEvent<HTMLFormElement>) => {
    const { key, target } = event;
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return;
    const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]:enabled')];
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) boxes[boxes.indexOf(target) + step]?.focus();
    else if (/^[0-9]$/.test(key)) mark(target.value, Number(key));
    else if (key === 'Enter') event.currentTarget.requestSubmit();
    else return;
    event.preventDefault();
  };
  const done = outcome?.state === 'done' ? outcome.data.recordClassAbsence : undefined;
  return (
    <form className="stack" onSubmit={submit} onKeyDown={steer}>
      <Paragraph>{t('absence.keys')}</Paragraph>
      <TextField label={t('absence.day')} type="date" max={todayInNorway()} value={day} onChange={setDay} />
      <ul className="plain-list" aria-label={t('absence.list')}>
        {pupils.map((pupil) => (
          <li key={pupil.id} className="ruled">
            <AbsenceRow pupil={pupil} day={day} hours={away.get(pupil.id)} mark={mark} />
          </li>
        ))}
      </ul>
      <Refused outcome={outcome} />
      {done && (
        <Alert data-color="success" role="status">
          <Paragraph>
            {t('absence.done', { count: done.recorded })}
            {done.recordedBefore.length > 0 && ` ${t('absence.before', { count: done.recordedBefore.length })}`}
          </Paragraph>
        </Alert>
      )}
      <div>
        <Button type="submit" disabled={acting || away.size === 0}>
          {t('absence.record', { count: away.size })}
        </Button>
      </div>
    </form>
  );
}
