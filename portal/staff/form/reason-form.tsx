import { Button, Paragraph } from '@digdir/designsystemet-react';
import type { FormEvent } from 'react';
import { Refused } from '../../components/refused.tsx';
import type { Operation } from '../../graph/operation.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { TextField } from './fields.tsx';
import { useFormDeed } from './use-form.ts';

interface ReasonFormProps<Data> {
  /** Names the draft of the reason: what is written outlives an ended session. */
  readonly name: string;
  readonly operation: Operation<
    Data,
    { readonly input: { transferId: string; reason: string; idempotencyKey: string } }
  >;
  readonly transferId: string;
  readonly what: string;
  readonly button: string;
  readonly danger?: boolean;
  readonly onDone?: () => void;
}

/** A deed on a move that needs a reason and nothing else. */
export function ReasonForm<Data>({ name, operation, transferId, what, button, danger, onDone }: ReasonFormProps<Data>) {
  const { t } = useSpeech();
  const [reason, setReason] = useDraft(`${name}-${transferId}`);
  const { send, acting, outcome } = useFormDeed(operation, () => {
    setReason('');
    onDone?.();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ transferId, reason: reason.trim() });
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      <Paragraph>{what}</Paragraph>
      <TextField label={t('move.reason')} value={reason} onChange={setReason} lines={2} />
      <Refused outcome={outcome} />
      <div>
        <Button
          type="submit"
          variant="secondary"
          {...(danger ? { 'data-color': 'danger' as const } : {})}
          disabled={acting || reason.trim() === ''}
        >
          {button}
        </Button>
      </div>
    </form>
  );
}
