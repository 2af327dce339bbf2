import { categories } from '#contracts/categories.ts';
import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import type { DataSharingContext } from '../context.ts';
import { complaint } from '../corrections/complaint.ts';
import { type Correction, listOpenCorrections, type Receiver } from '../corrections/store.ts';
import { oneMonthAfter } from './data-exports.ts';
import { type InLanguage, languageOf } from './in-language.ts';
import { may } from './may.ts';

type Context = DataSharingContext;

/** To one of the home, what they asked for themselves; to those who answer, all of the child's. */
export async function corrections({ id: childId }: { readonly id: string }, _: unknown, { access, loaders }: Context) {
  const rows = await loaders.corrections.load(childId);
  if (rows.length === 0 || (await may(access, 'answer-correction', childId))) return rows;
  const { viewer } = access;
  return viewer.kind === 'person' ? rows.filter(({ askedBy }) => askedBy === viewer.personId) : [];
}

export async function correctionRequests(_: unknown, args: PageArguments, { access, process }: Context) {
  await access.require('list-corrections');
  const page = readPage(args);
  const rows = await listOpenCorrections(process.database, await access.visibility(), page);
  await access.prime([...new Set(rows.map(({ childId }) => childId))]);
  const connection = connectionOf(rows, page.limit, ({ askedAt, id }) => [new Date(askedAt).toISOString(), id]);
  const edges = [];
  for (const edge of connection.edges) if (await may(access, 'answer-correction', edge.node.childId)) edges.push(edge);
  return { ...connection, edges };
}

const timeOf = (at: string | null | undefined) => (at ? new Date(at) : null);

export const correctionResolvers = {
  pupil: ({ childId }: Correction) => ({ id: childId }),
  fromController: ({ fromPeer }: Correction) => fromPeer,
  label: ({ category }: Correction, { language }: InLanguage) => categories[category].label[languageOf(language)],
  askedAt: ({ askedAt }: Correction) => new Date(askedAt),
  answerBy: ({ askedAt }: Correction) => oneMonthAfter(new Date(askedAt)),
  answeredAt: ({ answeredAt }: Correction) => timeOf(answeredAt),
  complaint: ({ outcome }: Correction, { language }: InLanguage) =>
    outcome === 'REFUSED' ? complaint[languageOf(language)] : null,
  receivers: ({ childId, receivers, deliveries }: Correction) =>
    receivers.map((receiver) => ({
      ...receiver,
      childId,
      sent: receiver.messageId !== null && receiver.messageId in deliveries,
      deliveredAt: deliveries[receiver.messageId ?? ''] ?? null,
    })),
};

interface Told extends Receiver {
  readonly sent: boolean;
  readonly deliveredAt: string | null;
}
export const correctionReceiverResolvers = {
  told: ({ sent, deliveredAt }: Told) => {
    if (!sent) return 'BY_STAFF';
    return deliveredAt === null ? 'WAITING' : 'TOLD';
  },
  toldAt: ({ deliveredAt }: Told) => timeOf(deliveredAt),
};
