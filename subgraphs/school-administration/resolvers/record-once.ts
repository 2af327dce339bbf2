import { viewerKey } from '#kit/access/viewer.ts';
import { once } from '#kit/events/idempotency.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import type { UserError } from '../domain/user-error.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

/** What a mutation came to: the id of what it made, or why it made nothing. Kept under its idempotency key. */
export interface Recorded {
  readonly id: string | null;
  readonly userErrors: readonly UserError[];
}

export const recorded = (id: string): Recorded => ({ id, userErrors: [] });
export const refused = (...userErrors: readonly UserError[]): Recorded => ({ id: null, userErrors });

/** Runs a mutation's work once per idempotency key, in one transaction with its events. */
export function recordOnce(
  { access, deps }: SchoolAdministrationContext,
  input: { readonly idempotencyKey: string },
  work: (unit: UnitOfWork<SchoolAdministrationTables>) => Promise<Recorded>,
): Promise<Recorded> {
  return deps.transact((unit) =>
    once(
      unit,
      {
        subgraph: 'school-administration',
        viewer: viewerKey(access.viewer),
        key: input.idempotencyKey,
        request: input,
      },
      () => work(unit),
    ),
  );
}

/** The person who decides; null for a system. */
export const deciderOf = ({ access }: SchoolAdministrationContext): string | null =>
  access.viewer.kind === 'person' ? access.viewer.personId : null;

/** As what a record says who made it. */
export const recorderOf = ({ access }: SchoolAdministrationContext): string => viewerKey(access.viewer);
