import { viewerKey } from '#kit/access/viewer.ts';
import { once } from '#kit/events/idempotency.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { CommunicationContext } from '../context.ts';
import type { Refusal } from '../domain/telling.ts';
import type { ParentCommunicationTables } from '../store/tables.ts';

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field?: readonly string[];
}
/** What a mutation did: the ids of what it made or changed, or why it did nothing. */
export interface Outcome {
  readonly id: string | null;
  readonly threadId?: string;
  readonly userErrors: readonly UserError[];
}

export const refused = (refusal: Refusal<string>): Outcome => ({
  id: null,
  userErrors: [
    {
      code: refusal.code,
      message: refusal.citation ? `${refusal.message} (${refusal.citation})` : refusal.message,
    },
  ],
});

/** Does a mutation's work once per idempotency key, in one transaction. Facts and sealing come before it, never inside. */
export function mutateOnce(
  { access, deps }: CommunicationContext,
  name: string,
  input: { readonly idempotencyKey: string },
  work: (unit: UnitOfWork<ParentCommunicationTables>) => Promise<Outcome>,
): Promise<Outcome> {
  return deps.transact((unit) =>
    once(
      unit,
      {
        subgraph: 'parent-communication',
        viewer: viewerKey(access.viewer),
        key: input.idempotencyKey,
        request: { name, input },
      },
      () => work(unit),
    ),
  );
}
