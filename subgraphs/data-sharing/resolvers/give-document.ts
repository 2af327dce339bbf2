import { HubError } from '#kit/errors/hub-error.ts';
import type { DataSharingContext } from '../context.ts';
import type { CommandStamp } from '../domain/actor.ts';
import { documentScope } from '../process/make-document.ts';
import { permissionFactsOf } from '../process/permission-facts.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { findDocument } from '../store/find-document.ts';
import type { TransferRow } from '../store/find-transfer.ts';
import {
  byViewer,
  changeTransfer,
  refusal,
  type TransferInput,
  type TransferPayload,
  transferFor,
  userErrorOf,
} from './change-transfer.ts';
import type { TransferView } from './transfer-view.ts';

interface DocumentPayload extends TransferPayload {
  readonly document: { readonly childId: string; readonly transferId: string; readonly checksum: string } | null;
}
const unknown = 'There is no such transfer, or you may not know of it.';

interface Given {
  readonly by: string;
  readonly stamp: CommandStamp;
}

/** Each time the document is got is told of before its text is out: who got it when is on the timeline. */
async function giveTo(
  context: DataSharingContext,
  mutation: string,
  input: TransferInput,
  row: TransferRow,
  { by, stamp }: Given,
): Promise<DocumentPayload> {
  const on = context.access.on;
  const standing = row.childId ? await context.process.port.transferStanding(row.childId, on) : null;
  // Asked before the key is: what was given once under it is not given again of a child that has been strictly graded since.
  if (!standing || standing.grading === 'STRICTLY_CONFIDENTIAL')
    return { transfer: null, document: null, userErrors: [userErrorOf(refusal('NOT_FOUND', unknown))] };
  const payload = await changeTransfer(context, mutation, input, async (unit) => {
    if (row.side !== 'SENDER')
      throw refusal('OTHER_SIDE', 'The document is given by the controller that the child leaves');
    const facts = permissionFactsOf(standing);
    await act(unit, sending, row.id, { type: 'GiveDocument', by, facts, on, ...stamp });
    return row.id;
  });
  const view = payload.transfer;
  const document = view?.side === 'SENDER' ? view.state.abroad?.document : undefined;
  if (!view || !document) return { ...payload, document: null };
  return { ...payload, document: { childId: view.childId, transferId: view.id, checksum: document.checksum } };
}

/** One who decides for the child gets it. */
export async function collectDocument(
  _: unknown,
  { input }: { readonly input: TransferInput },
  context: DataSharingContext,
): Promise<DocumentPayload> {
  const row = await transferFor(context, input, 'collect-document');
  const { viewer } = context.access;
  if (viewer.kind !== 'person') throw new HubError('FORBIDDEN', 'Only a person can get the document');
  return giveTo(context, 'collectDocument', input, row, { by: viewer.personId, stamp: byViewer(context, 'decider') });
}

/** Staff give it to one who decides for the child. */
export async function giveDocument(
  _: unknown,
  { input }: { readonly input: TransferInput & { readonly givenTo: string } },
  context: DataSharingContext,
): Promise<DocumentPayload> {
  const row = await transferFor(context, input, 'give-document');
  return giveTo(context, 'giveDocument', input, row, { by: input.givenTo, stamp: byViewer(context, 'staff') });
}

interface DocumentOfChild {
  readonly childId: string;
  readonly transferId: string;
}

export const documentFileResolvers = {
  fileName: () => 'skolegang.html',
  mediaType: () => 'text/html; charset=utf-8',
  text: async ({ childId, transferId }: DocumentOfChild, _: unknown, { process }: DataSharingContext) => {
    const sealed = await findDocument(process.database, transferId);
    return sealed === undefined ? null : process.childVault.open(sealed, documentScope(childId));
  },
};

/** What is known of the document without opening it. */
export const madeDocumentOf = (view: TransferView) => {
  const abroad = view.side === 'SENDER' ? view.state.abroad : undefined;
  if (!abroad?.document) return null;
  const { checksum, size, madeAt, categories } = abroad.document;
  const language = abroad.language.toUpperCase();
  return {
    childId: view.childId,
    checksum,
    size,
    categories,
    language,
    madeAt: new Date(madeAt),
    timesGiven: abroad.given,
  };
};
