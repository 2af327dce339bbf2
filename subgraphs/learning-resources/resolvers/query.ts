import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { ResourcesContext } from '../context.ts';
import { basePackageOn } from '../domain/base-package.ts';
import { aimsAhead, subjectIn } from '../domain/competence-aim.ts';
import type { Level } from '../domain/level.ts';
import { entriesOf } from '../store/base-packages.ts';
import { aimsOfSubject, subjectsOfCatalogue } from '../store/competence-aims.ts';
import { pageOfResources, type ResourceFilter } from '../store/read-resources.ts';
import { approvalOf, isUuid } from '../store/resource-rows.ts';
import { placeOf } from './entities.ts';

export const Query = {
  resources: async (
    _: unknown,
    { filter, ...args }: PageArguments & { filter?: ResourceFilter | null },
    { deps }: ResourcesContext,
  ) => {
    const page = readPage(args);
    return connectionOf(await pageOfResources(deps.database, filter ?? {}, page), page.limit, placeOf);
  },
  resource: (_: unknown, { id }: { id: string }, { load }: ResourcesContext) =>
    isUuid(id) ? load.resource.load(id) : null,
  competenceAim: (_: unknown, { code }: { code: string }, { load }: ResourcesContext) => load.aim.load(code),
  competenceAims: async (
    _: unknown,
    { subjectCode, level }: { subjectCode: string; level: Level },
    { deps }: ResourcesContext,
  ) => {
    const subject = subjectIn(subjectCode);
    return subject ? aimsAhead(await aimsOfSubject(deps.database, subject), level) : [];
  },
  subjects: (_: unknown, __: unknown, { deps }: ResourcesContext) => subjectsOfCatalogue(deps.database),
  basePackage: async (
    _: unknown,
    { level, on }: { level: Level; on?: string | null },
    { access, deps, load }: ResourcesContext,
  ) => {
    const entries = await entriesOf(deps.database, level);
    const ids = [...new Set(entries.map((entry) => entry.resourceId))];
    const rows = (await Promise.all(ids.map((id) => load.resource.load(id)))).filter((row) => row !== undefined);
    const resources = rows.map((row) => ({ id: row.id, description: row.description, approval: approvalOf(row) }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return basePackageOn(level, on ?? access.on, entries, resources).map(({ resourceId, usable }) => ({
      resource: byId.get(resourceId),
      usable,
    }));
  },
};
