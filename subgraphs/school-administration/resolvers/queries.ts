import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { isUuid, readListPage } from '../store/list-page.ts';
import { childrenOf, findPupilByNationalId, searchPupils } from '../store/pupils.ts';
import { listFindings, listGuardiansToMatch } from '../store/queues.ts';
import type { GuardianRow } from '../store/rights.ts';
import { listUnits } from '../store/units.ts';
import { caseNamings } from './case-namings.ts';
import { placedPupils, pupilKey } from './placed-pupils.ts';

type Context = SchoolAdministrationContext;
interface ById {
  readonly id: string;
}
interface PupilsArguments extends PageArguments {
  readonly search?: string | null;
  readonly schoolId?: string | null;
  readonly groupId?: string | null;
}

/** The queues are the case workers': what they hold is of every school. */
const forCaseWorkers = (context: Context) => context.access.require('match-guardian');

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
    return (await findPupilByNationalId(context.database, nationalId)) ?? null;
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
  async importFindings(_: unknown, args: PageArguments, context: Context) {
    await forCaseWorkers(context);
    const page = readPage(args, 1);
    const before = page.after === undefined ? null : Number(page.after[0]);
    if (before !== null && !Number.isSafeInteger(before))
      throw new HubError(
        'BAD_INPUT',
        'after is not a cursor of this list. Use pageInfo.endCursor from the page before.',
      );
    const rows = await listFindings(context.database, page.limit, before);
    return connectionOf(rows, page.limit, (finding) => [String(finding.id)]);
  },
  caseNamings,
  async matchQueue(_: unknown, args: PageArguments, context: Context) {
    await forCaseWorkers(context);
    const page = readListPage(args, 4);
    const visibility = await context.access.visibility();
    const rows = await listGuardiansToMatch(context.database, page, { visibility, on: context.access.on });
    return connectionOf(rows, page.limit, (row) => [row.familyName, row.givenName, row.childId, row.id]);
  },
};

interface Me {
  readonly personId: string;
}
export const viewerResolvers = {
  employee: ({ personId }: Me, _: unknown, { loaders }: Context) => loaders.employee.load(personId),
  pupil: ({ personId }: Me, _: unknown, { loaders }: Context) => loaders.pupil.load(personId),
  children: ({ personId }: Me, _: unknown, { database, access }: Context) => childrenOf(database, personId, access.on),
  async schools({ personId }: Me, _: unknown, { loaders }: Context) {
    const posts = await loaders.postsOfEmployee.load({ of: personId, ask: null });
    const units = await loaders.unit.loadMany([...new Set(posts.map((post) => post.unitId))]);
    return units.filter((unit) => unit !== null && !(unit instanceof Error));
  },
};

export const guardianToMatchResolvers = {
  pupil: ({ childId }: GuardianRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId),
  guardian: (guardian: GuardianRow) => guardian,
  async candidates({ childId }: GuardianRow, _: unknown, { loaders }: Context) {
    const rights = await loaders.rights.load({ of: childId, ask: { ended: false } });
    return rights.filter((right) => right.personId !== null);
  },
};
