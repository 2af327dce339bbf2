import { Button } from '@digdir/designsystemet-react';
import type { FormEvent } from 'react';
import { Refused } from '../../components/refused.tsx';
import { AnswerCorrection } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { type Correction, changes } from './correction-card.tsx';

/** What was corrected, in staff's words: they go to those who got it (GDPR art. 19), so nothing of the family's is filled in beforehand. */
export function CorrectedForm({ correction: { id } }: { correction: Correction }) {
  const { t } = useSpeech();
  const [from, setFrom] = useDraft(`corrected-from-${id}`);
  const [to, setTo] = useDraft(`corrected-to-${id}`);
  const [answer, setAnswer] = useDraft(`corrected-answer-${id}`);
  const clear = () => {
    for (const set of [setFrom, setTo, setAnswer]) set('');
  };
  const { send, acting, outcome } = useFormDeed(AnswerCorrection, clear, changes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = { answer: answer.trim(), correctedFrom: from.trim(), correctedTo: to.trim() };
    void send({ correctionId: id, outcome: 'CORRECTED', ...said });
  };
  const isWhole = [from, to, answer].every((words) => words.trim() !== '');
  return (
    <form className="stack tight" onSubmit={submit}>
      <TextField
        label={t('corrections.correctedFrom')}
        hint={t('corrections.correctedFromHint')}
        value={from}
        onChange={setFrom}
        lines={2}
      />
      <TextField
        label={t('corrections.correctedTo')}
        hint={t('corrections.correctedToHint')}
        value={to}
        onChange={setTo}
        lines={2}
      />
      <TextField label={t('corrections.answer')} value={answer} onChange={setAnswer} lines={3} />
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" disabled={acting || !isWhole}>
          {t('corrections.correct')}
        </Button>
      </div>
    </form>
  );
}
