import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { DataSharingContext } from '../context.ts';
import { sending } from '../sides.ts';
import { actOnMany } from '../store/act-on-many.ts';
import { transfersByIds } from '../store/list-transfers.ts';
import { byViewer, refusal, userErrorOf } from './change-transfer.ts';
import { isUuid } from './transfer-view.ts';

const mostTransfers = 1_000;

interface RemindInput {
  readonly idempotencyKey: string;
  readonly transferIds: readonly string[];
}

/** Reminds those who have not answered, of many transfers in one transaction. What one may not know of is answered as not reminded. */
export async function remindOfTransfers(
  _: unknown,
  { input }: { readonly input: RemindInput },
  context: DataSharingContext,
) {
  const { process, access } = context;
  const ids = [...new Set(input.transferIds)];
  const allowed = await allowedOf(context, ids.filter(isUuid));
  const options = {
    subgraph: 'data-sharing',
    viewer: viewerKey(access.viewer),
    key: input.idempotencyKey,
    request: { mutation: 'remindOfTransfers', input },
  };
  try {
    const reminded = await process.transact((unit) =>
      once(unit, options, () => {
        if (ids.length === 0 || ids.length > mostTransfers)
          throw refusal('WRONG_NUMBER', `Name between 1 and ${mostTransfers} transfers at a time`);
        return actOnMany(unit, sending, allowed, { type: 'RemindNow', ...byViewer(context, 'staff') });
      }),
    );
    process.wake();
    const done = new Set(reminded);
    return { reminded: done.size, notReminded: ids.filter((id) => !done.has(id)), userErrors: [] };
  } catch (error) {
    return { reminded: 0, notReminded: ids, userErrors: [userErrorOf(error)] };
  }
}

/** The transfers that this controller sends and the viewer may do this to; one who may do it to none is refused. */
async function allowedOf({ process, access }: DataSharingContext, ids: readonly string[]): Promise<readonly string[]> {
  const rows = (await transfersByIds(process.database, ids)).filter(({ side }) => side === 'SENDER');
  await access.prime(rows.flatMap(({ childId }) => childId ?? []));
  const allowed: string[] = [];
  for (const { id, childId } of rows)
    try {
      await access.require('record-permission', childId ?? undefined);
      allowed.push(id);
    } catch (error) {
      if (!isHubError(error) || error.code !== 'NOT_FOUND') throw error;
    }
  if (allowed.length === 0 && ids.length > 0 && ids.length <= mostTransfers)
    throw new HubError('NOT_FOUND', 'There is none of these transfers, or you may not know of them.');
  return allowed;
}
