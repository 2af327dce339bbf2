import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { coversBy } from '../covers/covers.ts';
import { isUuid, readListPage } from '../store/list-page.ts';
import { childrenOf, findPupilByNationalId, searchPupils } from '../store/pupils.ts';
import { listUnits } from '../store/units.ts';
import { caseNamings } from './case-namings.ts';
import { placedPupils, pupilKey } from './placed-pupils.ts';
import { forCaseWorkers, queueQueries } from './queue-queries.ts';

type Context = SchoolAdministrationContext;
interface ById {
  readonly id: string;
}
interface PupilsArguments extends PageArguments {
  readonly search?: string | null;
  readonly schoolId?: string | null;
  readonly groupId?: string | null;
}

export const queryResolvers = {
  school: (_: unknown, { id }: ById, { loaders }: Context) => loaders.unit.load(id),
  async schools(_: unknown, args: PageArguments & { readonly kind?: string | null }, { database, access }: Context) {
    const page = readListPage(args, 2);
    const rows = await listUnits(database, args.kind ?? null, page, access.on);
    return connectionOf(rows, page.limit, (unit) => [unit.name, unit.id]);
  },
  group: (_: unknown, { id }: ById, { loaders }: Context) => loaders.group.load(id),
  pupil: (_: unknown, { id }: ById, { loaders }: Context) => loaders.pupil.load(id),
  async pupilByNationalId(_: unknown, { nationalId }: { readonly nationalId: string }, context: Context) {
    await forCaseWorkers(context);
    return (await findPupilByNationalId(context.database, nationalId, await context.access.visibility())) ?? null;
  },
  async pupils(_: unknown, args: PupilsArguments, context: Context) {
    const page = readListPage(args, 3);
    const [unitId, groupId] = [args.schoolId ?? null, args.groupId ?? null];
    if ([unitId, groupId].some((id) => id !== null && !isUuid(id))) return connectionOf([], page.limit, pupilKey);
    const visibility = await context.access.visibility();
    const search = args.search ?? null;
    const rows = await searchPupils(context.database, { search, unitId, groupId }, { page, visibility });
    const isAtPlace = unitId !== null || groupId !== null;
    return isAtPlace ? placedPupils(context, rows, page) : connectionOf(rows, page.limit, pupilKey);
  },
  me: (_: unknown, __: unknown, { access }: Context) =>
    access.viewer.kind === 'person' ? { personId: access.viewer.personId } : null,
  caseNamings,
  ...queueQueries,
};

interface Me {
  readonly personId: string;
}
export const viewerResolvers = {
  employee: ({ personId }: Me, _: unknown, { loaders }: Context) => loaders.employee.load(personId),
  pupil: ({ personId }: Me, _: unknown, { loaders }: Context) => loaders.pupil.load(personId),
  covers: ({ personId }: Me, _: unknown, { database, access }: Context) => coversBy(database, personId, access.on),
  children: ({ personId }: Me, _: unknown, { database, access }: Context) => childrenOf(database, personId, access.on),
  async schools({ personId }: Me, _: unknown, { loaders }: Context) {
    const posts = await loaders.postsOfEmployee.load({ of: personId, ask: null });
    const units = await loaders.unit.loadMany([...new Set(posts.map((post) => post.unitId))]);
    return units.filter((unit) => unit !== null && !(unit instanceof Error));
  },
};
