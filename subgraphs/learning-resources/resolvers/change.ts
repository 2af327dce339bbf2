import { viewerKey } from '#kit/access/viewer.ts';
import { once } from '#kit/events/idempotency.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { ResourcesContext } from '../context.ts';
import type { LearningResourcesTables } from '../store/tables.ts';

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field?: readonly string[];
}
interface Answer {
  readonly resourceId: string;
  readonly userErrors: readonly UserError[];
}
interface Input {
  readonly idempotencyKey: string;
}
/** Does the work and says what stood in its way, if anything did; then nothing was changed. */
type Work = (unit: UnitOfWork<LearningResourcesTables>, resourceId: string) => Promise<readonly UserError[]>;

/** Carries out a mutation of a resource once per idempotency key, and answers with the resource as it then is. */
export async function changeResource(
  context: ResourcesContext,
  mutation: { readonly deed: string; readonly name: string; readonly input: Input; readonly resourceId: string },
  work: Work,
): Promise<{ resource: unknown; userErrors: readonly UserError[] }> {
  const { access, deps, load } = context;
  await access.require(mutation.deed);
  const { name, input } = mutation;
  const answer = await deps.transact((unit) =>
    once<LearningResourcesTables, Answer>(
      unit,
      {
        subgraph: 'learning-resources',
        viewer: viewerKey(access.viewer),
        key: input.idempotencyKey,
        request: { name, input },
      },
      async () => ({ resourceId: mutation.resourceId, userErrors: await work(unit, mutation.resourceId) }),
    ),
  );
  load.resource.clear(answer.resourceId);
  return { resource: await load.resource.load(answer.resourceId), userErrors: answer.userErrors };
}

/** Who acts: the person, or the system by its client id. */
export const actorOf = ({ access }: ResourcesContext): string =>
  access.viewer.kind === 'person' ? access.viewer.personId : access.viewer.clientId;

/** An input without its nulls: GraphQL may send null for what is left out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutNulls(part)]));
}
