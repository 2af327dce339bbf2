import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { DataSharingContext } from '../context.ts';
import { transferOffer } from '../domain/messages/transfer-offer.ts';
import { transferRequest } from '../domain/messages/transfer-request.ts';
import { openMessage } from '../process/seal-message.ts';
import { findRequest } from '../store/find-request.ts';
import type { TransferRow } from '../store/find-transfer.ts';
import { cursorOf, listTransfers, listUnmatched } from '../store/list-transfers.ts';
import type { TransferSide } from '../store/tables.ts';
import { wordOf } from './enum-name.ts';
import { handOverQueries } from './hand-overs.ts';
import { isUuid, viewOf, viewsOf } from './transfer-view.ts';

type Context = DataSharingContext;

interface TransfersArguments extends PageArguments {
  readonly side?: TransferSide | null;
  readonly phases?: readonly string[] | null;
  readonly open?: boolean | null;
  readonly waiting?: boolean | null;
  readonly handOvers?: boolean | null;
}

export const queryResolvers = {
  ...handOverQueries,
  // An id that is none is answered as one that does not exist.
  transfer: async (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
    isUuid(id) ? viewOf(await loaders.transfer.load(id)) : null,
  transfers: async (_: unknown, args: TransfersArguments, { access, process }: Context) => {
    const page = readPage(args);
    const filter = {
      side: args.side ?? null,
      phases: args.phases?.map(wordOf) ?? null,
      open: args.open ?? null,
      waiting: args.waiting ?? null,
      handOvers: args.handOvers ?? null,
    };
    const rows = await listTransfers(process.database, filter, await access.visibility(), page);
    return connectionOf(viewsOf(rows), page.limit, ({ row }) => cursorOf(row));
  },
  requestsToMatch: async (_: unknown, args: PageArguments, { access, process }: Context) => {
    await access.require('decide-transfer');
    const page = readPage(args);
    return connectionOf(await listUnmatched(process.database, page), page.limit, cursorOf);
  },
};

export const pupilResolvers = {
  transfers: async ({ id: childId }: { readonly id: string }, args: PageArguments, { loaders }: Context) => {
    const page = readPage(args);
    const rows = await loaders.transferPage.load({ of: childId, ask: page });
    return connectionOf(viewsOf(rows), page.limit, ({ row }) => cursorOf(row));
  },
};

/** Who a request is about: opened when it is looked at, and kept nowhere. */
async function childIn(row: TransferRow, { process }: Context) {
  const request = await findRequest(process.database, row.id);
  if (!request) return undefined;
  const opened = await openMessage(process, request.compact, new Date(request.receivedAt));
  const format = row.side === 'SENDER' ? transferRequest : transferOffer;
  return format.read(opened.content).child;
}

export const requestToMatchResolvers = {
  offered: ({ side }: TransferRow) => side === 'RECEIVER',
  counterpart: ({ peer, state }: TransferRow) => ({
    organisationNumber: peer,
    name: 'offer' in state ? (state.offer?.peerName ?? null) : 'peerName' in state ? state.peerName : null,
  }),
  receivedAt: ({ createdAt }: TransferRow) => new Date(createdAt),
  why: ({ state }: TransferRow) =>
    ('offer' in state ? state.offer?.unmatchedWhy : 'unmatchedWhy' in state ? state.unmatchedWhy : undefined) ?? null,
  givenName: async (row: TransferRow, _: unknown, context: Context) => (await childIn(row, context))?.givenName ?? null,
  familyName: async (row: TransferRow, _: unknown, context: Context) =>
    (await childIn(row, context))?.familyName ?? null,
  birthDate: async (row: TransferRow, _: unknown, context: Context) => (await childIn(row, context))?.birthDate ?? null,
};
