import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { FeideContext } from '../context.ts';
import type { AccountRow, Belonging } from '../store/lists.ts';

interface Pupil {
  readonly id: string;
}

export const pupilResolvers = {
  feideAccount: ({ id }: Pupil, _: unknown, context: FeideContext) => context.loaders.account.load(id),
  feideGroups: async (
    { id }: Pupil,
    args: PageArguments & { readonly history?: boolean | null },
    context: FeideContext,
  ) => {
    const page = readPage(args);
    const rows = await context.loaders.childPage.load({ of: id, ask: { page, option: args.history ?? false } });
    return connectionOf(rows, page.limit, (row) => [row.groupId, row.entryId]);
  },
};

export const accountResolvers = {
  displayName: (account: AccountRow) => account.name,
};

export const membershipResolvers = {
  pupil: ({ childId }: Belonging) => ({ id: childId }),
  group: ({ groupId }: Belonging, _: unknown, context: FeideContext) => context.loaders.group.load(groupId),
};
