import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { ResourcesContext } from '../context.ts';
import type { AccessChange } from '../store/access-changes.ts';
import { isUuid, type ResourceRow } from '../store/resource-rows.ts';

interface Entity {
  readonly id: string;
}
export const placeOf = (row: ResourceRow) => [row.title, row.id];

export const School = {
  __resolveReference: ({ id }: Entity) => ({ id }),
  resources: async ({ id }: Entity, args: PageArguments, { load }: ResourcesContext) => {
    const page = readPage(args);
    return connectionOf(isUuid(id) ? await load.resourcesOfUnit.load({ of: id, ask: page }) : [], page.limit, placeOf);
  },
};

export const FeideGroup = {
  __resolveReference: ({ id }: Entity) => ({ id }),
  resources: async ({ id }: Entity, args: PageArguments, { load }: ResourcesContext) => {
    const page = readPage(args);
    const [rows, purposes] = await Promise.all([
      load.resourcesOfGroup.load({ of: id, ask: page }),
      load.purposes.load(id),
    ]);
    const connection = connectionOf(rows, page.limit, placeOf);
    const use = new Map(purposes.map((each) => [each.resourceId, each]));
    return {
      ...connection,
      edges: connection.edges.map((edge) => {
        const { purpose, usedFrom } = use.get(edge.node.id) ?? {};
        return { ...edge, purpose, usedFrom };
      }),
    };
  },
};

export const Pupil = {
  resources: async ({ id }: Entity, args: PageArguments, { load }: ResourcesContext) => {
    const page = readPage(args);
    return connectionOf(await load.resourcesOfChild.load({ of: id, ask: page }), page.limit, placeOf);
  },
  resourceAccessChanges: ({ id }: Entity, _: unknown, { load }: ResourcesContext) => load.accessChanges.load(id),
};

export const ResourceAccessChange = {
  resource: ({ resourceId }: AccessChange, _: unknown, { load }: ResourcesContext) => load.resource.load(resourceId),
  changedAt: ({ changedAt }: AccessChange) => new Date(changedAt).toISOString(),
};
