import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { everyExemptionLetter } from '../../graph/enum-values.generated.ts';
import { ExemptOpening } from '../../graph/operations.generated.ts';
import type { ExemptionLetter } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { RadioField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';

/** Keeps an opening from the family until a day, by a letter of personopplysningsloven § 16. Nothing is chosen beforehand. */
export function ExemptForm({ openingId, childId }: { openingId: string; childId: string }) {
  const { t } = useSpeech();
  const [letter, setLetter] = useState<ExemptionLetter>();
  const [until, setUntil] = useState('');
  const [reason, setReason] = useDraft(`exempt-${openingId}`);
  const { send, acting, outcome } = useFormDeed(ExemptOpening, () => setReason(''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (letter) void send({ openingId, childId, letter, until, reason: reason.trim() });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Paragraph>{t('opening.exemptWhat')}</Paragraph>
      <RadioField
        label={t('opening.letter')}
        value={letter ?? ''}
        choices={everyExemptionLetter.map((value) => ({ value, label: t(`opening.letter.${value}`) }))}
        onChange={(value) => setLetter(everyExemptionLetter.find((known) => known === value))}
      />
      <TextField label={t('opening.until')} type="date" value={until} onChange={setUntil} />
      <TextField label={t('move.reason')} value={reason} onChange={setReason} lines={2} />
      <Refused outcome={outcome} />
      <div>
        <Button
          type="submit"
          variant="secondary"
          data-color="danger"
          disabled={acting || !letter || until === '' || reason.trim() === ''}
        >
          {t('opening.exemptDone')}
        </Button>
      </div>
    </form>
  );
}
