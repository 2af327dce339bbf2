import { useState } from 'react';
import type { Operation } from '../../graph/operation.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';

/** A deed with what came of it last, for a form that shows it. */
export function useFormDeed<Data, Input extends object>(
  operation: Operation<Data, { readonly input: Input & { readonly idempotencyKey: string } }>,
  onDone: () => void = () => undefined,
  changes?: readonly string[],
) {
  const { act, acting } = useDeed(operation, changes);
  const [outcome, setOutcome] = useState<Outcome<Data>>();
  const send = async (input: Omit<Input, 'idempotencyKey'>) => {
    const result = await act(input);
    setOutcome(result);
    if (result.state === 'done') onDone();
    return result;
  };
  return { send, acting, outcome };
}
