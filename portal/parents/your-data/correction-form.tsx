import { Alert, Button, Label, Select } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useMemo, useState } from 'react';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import { RequestCorrection } from '../../graph/operations.generated.ts';
import type { YourDataQuery } from '../../graph/types.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';

const longest = 2_000;
const changes = ['Pupil', 'Correction'];

interface CorrectionFormProps {
  readonly childId: string;
  readonly activities: YourDataQuery['processing'];
}

/** Asks for something to be corrected. Every category can be chosen: the list tells nothing of what is held of this child. */
export function CorrectionForm({ childId, activities }: CorrectionFormProps) {
  const { t, language } = useSpeech();
  const { act, acting } = useDeed(RequestCorrection, changes);
  const [category, setCategory] = useDraft(`category:${childId}`);
  const [wrong, setWrong] = useDraft(`wrong:${childId}`);
  const [right, setRight] = useDraft(`right:${childId}`);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const id = useId();
  const choices = useMemo(() => {
    const labels = new Map(activities.flatMap(({ data }) => data.map((one) => [one.category, one.label] as const)));
    return [...labels].sort(([, one], [, other]) => one.localeCompare(other, language));
  }, [activities, language]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act({ childId, category, wrong, right });
    setOutcome(done);
    if (done.state !== 'done') return;
    for (const clear of [setCategory, setWrong, setRight]) clear('');
  };
  return (
    <form className="stack tight" onSubmit={(event) => void send(event)}>
      <Label htmlFor={id}>{t('yourData.correct.about')}</Label>
      <Select id={id} required value={category} onChange={({ target }) => setCategory(target.value)}>
        <option value="">{t('yourData.correct.choose')}</option>
        {choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <LabelledText
        label={t('yourData.correct.wrong')}
        rows={3}
        required
        maxLength={longest}
        value={wrong}
        onChange={setWrong}
      />
      <LabelledText
        label={t('yourData.correct.right')}
        rows={3}
        required
        maxLength={longest}
        value={right}
        onChange={setRight}
      />
      <Refused outcome={outcome} />
      <div role="status">
        {outcome?.state === 'done' && <Alert data-color="success">{t('yourData.correct.sent')}</Alert>}
      </div>
      <div>
        <Button type="submit" variant="secondary" loading={acting}>
          {t('yourData.correct.send')}
        </Button>
      </div>
    </form>
  );
}
