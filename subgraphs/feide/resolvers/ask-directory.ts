import { viewerKey } from '#kit/access/viewer.ts';
import { once } from '#kit/events/idempotency.ts';
import { askForChild } from '../ask-for-changes.ts';
import type { FeideContext } from '../context.ts';

interface AskDirectoryInput {
  readonly childId: string;
  readonly idempotencyKey: string;
}

export const mutationResolvers = {
  askDirectory: async (_: unknown, { input }: { readonly input: AskDirectoryInput }, context: FeideContext) => {
    const { access, newId } = context;
    const request = { subgraph: 'feide', viewer: viewerKey(access.viewer), key: input.idempotencyKey, request: input };
    const answer = await context.transact((unit) =>
      once(unit, request, () => askForChild(unit.tx, input.childId, { now: access.now, on: access.on, newId })),
    );
    context.wake();
    const pupil = { id: input.childId };
    if (answer.kind === 'asked') return { pupil, asked: answer.count, userErrors: [] };
    const message =
      'Feide shows no account for this pupil yet. It is made by the host organisation; ask again when it is there.';
    return { pupil, asked: 0, userErrors: [{ code: 'NO_FEIDE_ACCOUNT', message, field: ['input', 'childId'] }] };
  },
};
