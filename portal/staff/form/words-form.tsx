import { Button, Paragraph } from '@digdir/designsystemet-react';
import type { FormEvent } from 'react';
import { Refused } from '../../components/refused.tsx';
import type { Operation } from '../../graph/operation.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { TextField } from './fields.tsx';
import { useFormDeed } from './use-form.ts';

interface WordsFormProps<Data, Input extends object> {
  /** Names the draft of the words: what is written outlives an ended session. */
  readonly name: string;
  readonly operation: Operation<Data, { readonly input: Input & { readonly idempotencyKey: string } }>;
  inputOf(words: string): Omit<Input, 'idempotencyKey'>;
  readonly what: string;
  readonly button: string;
  /** What the words are; why, when not given. */
  readonly label?: string;
  readonly danger?: boolean;
  readonly changes?: readonly string[];
}

/** A deed that needs somebody's words and nothing else. */
export function WordsForm<Data, Input extends object>(props: WordsFormProps<Data, Input>) {
  const { name, operation, inputOf, what, button, label, danger, changes } = props;
  const { t } = useSpeech();
  const [words, setWords] = useDraft(name);
  const { send, acting, outcome } = useFormDeed(operation, () => setWords(''), changes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(inputOf(words.trim()));
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      <Paragraph>{what}</Paragraph>
      <TextField label={label ?? t('move.reason')} value={words} onChange={setWords} lines={2} />
      <Refused outcome={outcome} />
      <div>
        <Button
          type="submit"
          variant="secondary"
          {...(danger ? { 'data-color': 'danger' as const } : {})}
          disabled={acting || words.trim() === ''}
        >
          {button}
        </Button>
      </div>
    </form>
  );
}
