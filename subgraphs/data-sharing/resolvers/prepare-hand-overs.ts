import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { DataSharingContext } from '../context.ts';
import { prepareHandOvers as prepare } from '../process/prepare-hand-overs.ts';
import { byViewer, refusal, userErrorOf } from './change-transfer.ts';
import { type HandOverTerms, readTerms } from './prepare-hand-over.ts';

const mostChildren = 1_000;

interface PrepareHandOversInput extends HandOverTerms {
  readonly childIds: readonly string[];
}

interface Summary {
  readonly begun: readonly string[];
  readonly underWay: readonly string[];
  readonly elsewhere: readonly string[];
  readonly notHere: readonly string[];
}
const nothing: Summary = { begun: [], underWay: [], elsewhere: [], notHere: [] };

/**
 * Records that many children will start at one place: in one transaction, in a constant number of statements. Children whose hand-over
 * is under way are left as they are, so that it can be done again with a longer list.
 */
export async function prepareHandOvers(
  _: unknown,
  { input }: { readonly input: PrepareHandOversInput },
  context: DataSharingContext,
) {
  const { process, access } = context;
  const childIds = [...new Set(input.childIds)];
  const known = await knownOf(context, childIds);
  const standings = await process.port.transferStandings(known, access.on);
  // Of a strictly graded child nobody is told that it is one: it is answered as one that is not here.
  const here = standings.filter(({ grading }) => grading !== 'STRICTLY_CONFIDENTIAL');
  const hereIds = new Set(here.map(({ childId }) => childId));
  const options = {
    subgraph: 'data-sharing',
    viewer: viewerKey(access.viewer),
    key: input.idempotencyKey,
    request: { mutation: 'prepareHandOvers', input },
  };
  const termsOf = await readTerms(context, input);
  try {
    const summary = await process.transact((unit) =>
      once(unit, options, async (): Promise<Summary> => {
        if (childIds.length === 0 || childIds.length > mostChildren)
          throw refusal('WRONG_NUMBER', `Name between 1 and ${mostChildren} children at a time`);
        const done = await prepare(process, unit, here, termsOf(), byViewer(context, 'staff'));
        return {
          begun: [...done.begun.keys()],
          underWay: done.underWay.map(({ childId }) => childId),
          elsewhere: done.elsewhere.map(({ childId }) => childId),
          notHere: childIds.filter((childId) => !hereIds.has(childId)),
        };
      }),
    );
    process.wake();
    return { ...payloadOf(summary), userErrors: [] };
  } catch (error) {
    return { ...payloadOf(nothing), userErrors: [userErrorOf(error)] };
  }
}

const payloadOf = ({ begun, ...lists }: Summary) => ({ ...lists, begun: begun.length });

/** Those of the children whom the viewer may hand over; one who may hand over none of them is refused. */
async function knownOf({ access }: DataSharingContext, childIds: readonly string[]): Promise<readonly string[]> {
  await access.prime(childIds);
  const allowed: string[] = [];
  for (const childId of childIds)
    try {
      await access.require('hand-over', childId);
      allowed.push(childId);
    } catch (error) {
      if (!isHubError(error) || error.code !== 'NOT_FOUND') throw error;
    }
  if (allowed.length === 0)
    throw new HubError('NOT_FOUND', 'There is none of these children, or you may not know of them.');
  return allowed;
}
