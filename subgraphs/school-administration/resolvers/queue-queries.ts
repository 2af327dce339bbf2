import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { readRegisterStatus } from '../register/register-status.ts';
import { listPupilsToIdentify, type PupilToIdentifyRow } from '../store/identity-queue.ts';
import { importKey, listImports, type RosterImportRow } from '../store/imports.ts';
import { readListPage } from '../store/list-page.ts';
import { listFindings, listGuardiansToMatch } from '../store/queues.ts';
import { listRegisterCases, type RegisterCaseRow } from '../store/register-cases.ts';
import type { GuardianRow } from '../store/rights.ts';

type Context = SchoolAdministrationContext;

/** The queues are the case workers': what they hold is of every school. */
export const forCaseWorkers = (context: Context) => context.access.require('match-guardian');

export const queueQueries = {
  async rosterImports(_: unknown, args: PageArguments & { readonly awaiting: boolean }, context: Context) {
    await forCaseWorkers(context);
    const page = readListPage(args, 2);
    const rows = await listImports(context.database, page, args.awaiting);
    return connectionOf(rows, page.limit, importKey);
  },
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
  async matchQueue(_: unknown, args: PageArguments, context: Context) {
    await forCaseWorkers(context);
    const page = readListPage(args, 4);
    const visibility = await context.access.visibility();
    const rows = await listGuardiansToMatch(context.database, page, { visibility, on: context.access.on });
    return connectionOf(rows, page.limit, (row) => [row.familyName, row.givenName, row.childId, row.id]);
  },
  async pupilsToIdentify(_: unknown, args: PageArguments, context: Context) {
    await forCaseWorkers(context);
    const page = readListPage(args, 3);
    const visibility = await context.access.visibility();
    const rows = await listPupilsToIdentify(context.database, page, { visibility, on: context.access.on });
    return connectionOf(rows, page.limit, (row) => [row.familyName, row.givenName, row.childId]);
  },
  async registerCases(_: unknown, args: PageArguments, context: Context) {
    await forCaseWorkers(context);
    const page = readListPage(args, 2);
    if (page.after && Number.isNaN(Date.parse(page.after[0] ?? '')))
      throw new HubError(
        'BAD_INPUT',
        'after is not a cursor of this list. Use pageInfo.endCursor from the page before.',
      );
    const rows = await listRegisterCases(context.database, page, await context.access.visibility());
    return connectionOf(rows, page.limit, (row) => [row.notedAt.toISOString(), row.id]);
  },
  async registerStatus(_: unknown, __: unknown, context: Context) {
    await forCaseWorkers(context);
    return readRegisterStatus(context.database, await context.access.visibility());
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

export const pupilToIdentifyResolvers = {
  pupil: ({ childId }: PupilToIdentifyRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId),
  candidates: ({ childId }: PupilToIdentifyRow, _: unknown, { loaders }: Context) =>
    loaders.identityCandidates.load({ of: childId, ask: null }),
};

export const registerCaseResolvers = {
  pupil: ({ childId }: RegisterCaseRow, _: unknown, { loaders }: Context) => loaders.pupil.load(childId),
};

export const rosterImportResolvers = {
  takenAt: ({ startedAt }: RosterImportRow) => startedAt,
  uploadedBy: ({ uploadedBy }: RosterImportRow, _: unknown, { loaders }: Context) =>
    uploadedBy === null ? null : loaders.employee.load(uploadedBy),
  counts: ({ counts }: RosterImportRow) => Object.entries(counts ?? {}).map(([kind, count]) => ({ kind, ...count })),
};
