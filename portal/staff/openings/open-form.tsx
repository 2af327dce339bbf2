import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Answered } from '../../components/answered.tsx';
import { Refused } from '../../components/refused.tsx';
import { OpeningEnds, OpenRecord } from '../../graph/operations.generated.ts';
import type { NamedChildInput } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { SeveralField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { usePurpose } from '../purpose/ask-purpose.tsx';
import { useCategoryName } from './use-category-name.ts';

interface OpenFormProps {
  /** Names the draft of the reason. */
  readonly name: string;
  /** Which child: by id, or by what one knows; undefined while that is not said. */
  readonly child: { readonly childId: string } | { readonly child: NamedChildInput } | undefined;
  readonly categories: readonly string[];
  onOpened?(childId: string): void;
  /** The fields by which the child is named. */
  readonly children?: ReactNode;
}

/** What is told as changed when something is opened: all that is shown of children. */
const changes = ['Pupil', 'PupilConnection'];

/** Opens what is necessary for a while. That it ends, and that the leader and the family read it, stands before the button. */
export function OpenForm({ name, child, categories, onOpened, children }: OpenFormProps) {
  const { t, date } = useSpeech();
  const categoryName = useCategoryName();
  const purpose = usePurpose();
  const ends = useAnswer(OpeningEnds, {});
  const [reason, setReason] = useDraft(`open-${name}`);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { send, acting, outcome } = useFormDeed(OpenRecord, () => setReason(''), changes);
  const isReady = ends.state === 'ready' && child !== undefined && chosen.length > 0 && reason.trim() !== '' && !acting;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!child) return;
    const result = await send({ ...child, categories: [...chosen], reason: reason.trim() });
    if (result.state !== 'done') return;
    setChosen([]);
    const { childId } = result.data.openRecord;
    if (childId) onOpened?.(childId);
  };
  const validTo = outcome?.state === 'done' && outcome.data.openRecord.validTo;
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Answered answer={ends} skeleton={null}>
        {({ recordOpeningEnds }) => (
          <Paragraph>
            {t('opening.openWhat', { purpose: t(`purpose.${purpose}`), date: date(recordOpeningEnds, 'long') })}
          </Paragraph>
        )}
      </Answered>
      {children}
      <SeveralField
        label={t('opening.choose')}
        choices={categories.map((category) => ({ value: category, label: categoryName(category) }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <TextField label={t('opening.why')} hint={t('opening.whyHint')} value={reason} onChange={setReason} lines={2} />
      <Refused outcome={outcome} />
      {validTo && <Paragraph role="status">{t('opening.done', { date: date(validTo, 'long') })}</Paragraph>}
      <div>
        <Button type="submit" disabled={!isReady}>
          {t('opening.send')}
        </Button>
      </div>
    </form>
  );
}
