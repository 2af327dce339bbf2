import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { RecordAnswer } from '../../graph/operations.generated.ts';
import type { AnswerChannel, TransferAnswer } from '../../graph/types.generated.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { CheckField, FieldGroup, RadioField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { useName } from '../pupil-name.ts';
import type { Move } from './move-page.tsx';
import { whoMayAnswer } from './who-may-answer.ts';

const answers: readonly TransferAnswer[] = ['PERMITS', 'REFUSES'];
const channels: readonly AnswerChannel[] = ['PAPER', 'MEETING', 'INTERPRETER'];

/** Records an answer that somebody has given on paper, in a meeting or through an interpreter: who, what, when and how. */
export function RecordAnswerForm({ move }: { move: Move }) {
  const { t } = useSpeech();
  const nameOf = useName();
  const people = whoMayAnswer(move);
  const waiting = (move.decisions ?? []).filter(({ status }) => status === 'awaiting-permission');
  const [who, setWho] = useState<string>();
  const [answer, setAnswer] = useState<TransferAnswer>();
  const [channel, setChannel] = useState<AnswerChannel>('PAPER');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [answeredOn, setAnsweredOn] = useState(todayInNorway());
  const [interpreter, setInterpreter] = useDraft(`interpreter-${move.id}`);
  const [note, setNote] = useDraft(`note-${move.id}`);
  const { send, acting, outcome } = useFormDeed(RecordAnswer, () => {
    setWho(undefined);
    setAnswer(undefined);
    setInterpreter('');
    setNote('');
  });
  const categories = waiting.flatMap(({ category }) => (category && !left.has(category) ? [category] : []));
  const toggle = (category: string, checked: boolean) => {
    const next = new Set(left);
    if (checked) next.delete(category);
    else next.add(category);
    setLeft(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!who || !answer) return;
    void send({
      transferId: move.id,
      categories,
      answeredBy: who,
      answer,
      channel,
      answeredOn,
      ...(channel === 'INTERPRETER' ? { interpreter: interpreter.trim() } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
  };
  const lacks = !who || !answer || categories.length === 0 || (channel === 'INTERPRETER' && interpreter.trim() === '');
  return (
    <form className="stack" onSubmit={submit}>
      <Paragraph>{t('answer.what')}</Paragraph>
      <RadioField
        label={t('answer.who')}
        value={who ?? ''}
        choices={people.map((person) => ({ value: person.personId, label: nameOf(person) }))}
        onChange={setWho}
      />
      <FieldGroup label={t('answer.about')}>
        {waiting.map(({ category, label }) => (
          <CheckField
            key={category}
            label={label}
            checked={!left.has(category ?? '')}
            onChange={(checked) => toggle(category ?? '', checked)}
          />
        ))}
      </FieldGroup>
      <RadioField
        label={t('answer.answer')}
        value={answer ?? ''}
        choices={answers.map((value) => ({ value, label: t(`answer.${value}`) }))}
        onChange={(value) => setAnswer(value as TransferAnswer)}
      />
      <RadioField
        label={t('answer.how')}
        value={channel}
        choices={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={(value) => setChannel(value as AnswerChannel)}
      />
      {channel === 'INTERPRETER' && (
        <TextField
          label={t('answer.interpreter')}
          hint={t('answer.interpreterHint')}
          value={interpreter}
          onChange={setInterpreter}
        />
      )}
      <TextField
        label={t('answer.when')}
        type="date"
        max={todayInNorway()}
        value={answeredOn}
        onChange={setAnsweredOn}
      />
      <TextField label={t('answer.note')} value={note} onChange={setNote} lines={2} />
      <Refused outcome={outcome} />
      {outcome?.state === 'done' && (
        <Alert data-color="success" role="status">
          <Paragraph>{t('answer.done')}</Paragraph>
        </Alert>
      )}
      <div>
        <Button type="submit" disabled={acting || lacks}>
          {t('answer.record')}
        </Button>
      </div>
    </form>
  );
}
