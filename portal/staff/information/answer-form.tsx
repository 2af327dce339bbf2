import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { AnswerInformationRequest } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { SeveralField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { changes, type Request } from './request-card.tsx';

/** The answer in words, and what the parent may read for a while. Nothing is chosen beforehand. */
export function AnswerForm({ request: { id, mayBeGiven } }: { request: Request }) {
  const { t } = useSpeech();
  const [words, setWords] = useDraft(`answer-${id}`);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { send, acting, outcome } = useFormDeed(AnswerInformationRequest, () => setWords(''), changes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ requestId: id, categories: [...chosen], answer: words.trim() });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Paragraph>{t('requests.answerWhat')}</Paragraph>
      <TextField label={t('requests.words')} value={words} onChange={setWords} lines={4} />
      <SeveralField
        label={t('requests.give')}
        choices={(mayBeGiven ?? []).map((category) => ({ value: category.id, label: category.label }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" disabled={acting || words.trim() === ''}>
          {t('requests.answer')}
        </Button>
      </div>
    </form>
  );
}
