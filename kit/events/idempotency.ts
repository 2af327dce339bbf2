import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { HubError } from '#kit/errors/hub-error.ts';
import type { UnitOfWork } from './outbox.ts';

export interface OnceOptions {
  readonly subgraph: string;
  /** Whose key it is: two callers may use the same text. */
  readonly viewer: string;
  readonly key: string;
  /** What was asked; the same key with another request is refused. */
  readonly request: unknown;
}

/**
 * Runs a mutation's work once per idempotency key, in the work's own transaction: repeated, it gives the first answer and has
 * no second effect, for as long as the hub keeps the key (`eventRetention.idempotencyDays`, 30 days). The answer must be plain JSON without personal data (ids and states).
 */
export async function once<Tables, Answer>(
  unit: UnitOfWork<Tables>,
  options: OnceOptions,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const request = createHash('sha256').update(JSON.stringify(options.request)).digest('base64url');
  const { rows: taken } = await sql<{ key: string }>`
    insert into events.idempotency (subgraph, viewer, key, request, answer)
    values (${options.subgraph}, ${options.viewer}, ${options.key}, ${request}, 'null'::jsonb)
    on conflict do nothing returning key`.execute(unit.tx);
  if (taken.length === 0) {
    const { rows } = await sql<{ request: string; answer: Answer }>`select request, answer from events.idempotency
      where subgraph = ${options.subgraph} and viewer = ${options.viewer} and key = ${options.key}`.execute(unit.tx);
    const before = rows[0];
    if (before && before.request !== request)
      throw new HubError(
        'CONFLICT',
        `The idempotency key "${options.key}" was used for another request. Use a new key.`,
      );
    if (before) return before.answer;
  }
  const answer = await work();
  await sql`update events.idempotency set answer = ${JSON.stringify(answer)}::jsonb
    where subgraph = ${options.subgraph} and viewer = ${options.viewer} and key = ${options.key}`.execute(unit.tx);
  return answer;
}
