import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { DataSharingContext } from '../context.ts';
import type { HandOverStage } from '../domain/sending/hand-over/stage.ts';
import { countHandOvers, type HandOverCount, listHandOvers } from '../store/list-hand-overs.ts';
import { cursorOf } from '../store/list-transfers.ts';
import { enumName, wordOf } from './enum-name.ts';
import { isUuid, viewsOf } from './transfer-view.ts';

type Context = DataSharingContext;

interface HandOversArguments extends PageArguments {
  readonly unitId?: string | null;
  readonly stages?: readonly string[] | null;
}

export const handOverQueries = {
  handOvers: async (_: unknown, args: HandOversArguments, { access, process }: Context) => {
    const page = readPage(args);
    // An id that is none is answered as a unit without hand-overs.
    if (args.unitId && !isUuid(args.unitId)) return connectionOf([], page.limit, () => []);
    const stages = args.stages?.map((name) => wordOf(name) as HandOverStage) ?? null;
    const filter = { unitId: args.unitId ?? null, stages };
    const rows = await listHandOvers(process.database, filter, await access.visibility(), page);
    return connectionOf(viewsOf(rows), page.limit, ({ row }) => cursorOf(row));
  },
  handOverCounts: async (_: unknown, __: unknown, { access, process }: Context) =>
    countHandOvers(process.database, await access.visibility()),
};

export const handOverCountResolvers = {
  unit: ({ fromUnit }: HandOverCount) => (fromUnit ? { id: fromUnit } : null),
  stage: ({ stage }: HandOverCount) => enumName(stage),
  answerBy: ({ answerBy }: HandOverCount) => (answerBy ? new Date(answerBy) : null),
};
