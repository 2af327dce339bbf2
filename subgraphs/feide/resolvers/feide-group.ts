import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { FeideContext } from '../context.ts';
import type { GroupKindName, GroupRow, StaffRow } from '../store/lists.ts';

interface Reference {
  readonly id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const queryResolvers = {
  feideGroup: (_: unknown, { id }: Reference, context: FeideContext) => context.loaders.group.load(id),
};

export const schoolResolvers = {
  __resolveReference: ({ id }: Reference) => ({ id }),
  feideGroups: async (
    { id }: Reference,
    args: PageArguments & { readonly kind?: GroupKindName | null },
    context: FeideContext,
  ) => {
    const page = readPage(args);
    const rows = uuid.test(id)
      ? await context.loaders.schoolPage.load({ of: id, ask: { page, option: args.kind ?? null } })
      : [];
    return connectionOf(rows, page.limit, (group) => [group.displayName, group.id]);
  },
};

export const feideGroupResolvers = {
  __resolveReference: ({ id }: Reference, context: FeideContext) => context.loaders.group.load(id),
  kind: (group: GroupRow) => group.kind ?? group.type,
  school: ({ unitId }: GroupRow) => (unitId === null ? null : { id: unitId }),
  current: (group: GroupRow) => group.seenUntil === null,
  memberships: async ({ id }: GroupRow, args: PageArguments, context: FeideContext) => {
    const page = readPage(args);
    const rows = await context.loaders.groupPage.load({ of: id, ask: { page, option: null } });
    return connectionOf(rows, page.limit, (row) => [row.childId, row.entryId]);
  },
  staff: async ({ id }: GroupRow, args: PageArguments, context: FeideContext) => {
    const page = readPage(args);
    const rows = await context.loaders.staffPage.load({ of: id, ask: { page, option: null } });
    return connectionOf(rows, page.limit, (row) => [row.displayName, row.feideId]);
  },
};

export const staffMemberResolvers = {
  feideId: ({ feideId }: StaffRow) => feideId,
};
