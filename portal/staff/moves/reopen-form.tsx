import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { ReopenParts } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import type { Move } from './move-page.tsx';

/** Lets the parts that the receiver could not take be sealed and sent anew, when the cause is mended. */
export function ReopenForm({ move }: { move: Move }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const { send, acting, outcome } = useFormDeed(ReopenParts, () => setReason(''));
  const rejected = (move.batches ?? []).filter((batch) => batch.rejected && !batch.receipt).at(-1);
  const number = rejected?.number;
  if (number === undefined || number === null) return null;
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void send({ transferId: move.id, batch: number, reason: reason.trim() });
      }}
    >
      <Paragraph className="written">{rejected?.rejected}</Paragraph>
      <TextField label={t('move.mended')} value={reason} onChange={setReason} lines={2} />
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" variant="secondary" disabled={acting || reason.trim() === ''}>
          {t('move.sendAnew')}
        </Button>
      </div>
    </form>
  );
}
