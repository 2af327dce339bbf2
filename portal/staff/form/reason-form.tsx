import type { Operation } from '../../graph/operation.ts';
import { WordsForm } from './words-form.tsx';

interface ReasonFormProps<Data> {
  readonly name: string;
  readonly operation: Operation<
    Data,
    { readonly input: { transferId: string; reason: string; idempotencyKey: string } }
  >;
  readonly transferId: string;
  readonly what: string;
  readonly button: string;
  readonly danger?: boolean;
}

/** A deed on a move that needs a reason and nothing else. */
export function ReasonForm<Data>({ name, transferId, ...rest }: ReasonFormProps<Data>) {
  return <WordsForm name={`${name}-${transferId}`} inputOf={(reason) => ({ transferId, reason })} {...rest} />;
}
