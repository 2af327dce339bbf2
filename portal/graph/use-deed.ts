import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useSession } from '../session/session-context.tsx';
import { type Failure, failureOf } from './failures.ts';
import type { Operation } from './operation.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
}
/** What came of a deed. `refused`: the hub says why, and nothing was done. */
export type Outcome<Data> =
  | { readonly state: 'done'; readonly data: Data }
  | { readonly state: 'refused'; readonly errors: readonly Refusal[] }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface Deed<Data, Input> {
  /** Does it. Tried again with the same input it has one effect. */
  act(input: Input): Promise<Outcome<Data>>;
  readonly acting: boolean;
}

const unchanged: readonly string[] = [];

/**
 * A change to the graph whose only argument is `input` with an `idempotencyKey`, which is added here.
 * @param changes Types of the graph that it changes and does not answer with: what is shown of them is asked for anew.
 */
export function useDeed<Data, Input extends object>(
  operation: Operation<Data, { readonly input: Input & { readonly idempotencyKey: string } }>,
  changes: readonly string[] = unchanged,
): Deed<Data, Omit<Input, 'idempotencyKey'>> {
  const client = useClient();
  const { tellSignedOut } = useSession();
  const [acting, setActing] = useState(false);
  const last = useRef({ text: '', key: '' });
  const act = useCallback(
    async (input: Omit<Input, 'idempotencyKey'>): Promise<Outcome<Data>> => {
      const text = JSON.stringify(input);
      if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
      setActing(true);
      try {
        const { data, error } = await client
          .mutation(
            operation,
            { input: { ...input, idempotencyKey: last.current.key } as Input & { idempotencyKey: string } },
            { additionalTypenames: [...changes] },
          )
          .toPromise();
        if (error || !data) {
          const failure: Failure = error ? failureOf(error) : { kind: 'failed' };
          if (failure.kind === 'signed-out') tellSignedOut();
          return { state: 'failed', failure };
        }
        const errors = Object.values(data).flatMap((payload) => refusalsIn(payload));
        if (errors.length > 0) return { state: 'refused', errors };
        last.current = { text: '', key: '' };
        return { state: 'done', data };
      } finally {
        setActing(false);
      }
    },
    [client, operation, changes, tellSignedOut],
  );
  return { act, acting };
}

const refusalsIn = (payload: unknown): readonly Refusal[] =>
  (payload as { readonly userErrors?: readonly Refusal[] } | null)?.userErrors ?? [];
