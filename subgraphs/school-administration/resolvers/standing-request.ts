import type { SchoolAdministrationContext } from '../context.ts';
import { endStandingRequests, insertStandingRequest } from '../information/requests.ts';
import { inForceOn } from '../store/periods.ts';
import { rightsEvents } from '../store/published-changes.ts';
import type { PupilRow } from '../store/pupils.ts';
import { deciderOf, recorded, recordOnce } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface Arguments {
  readonly input: { readonly idempotencyKey: string; readonly childId: string };
}

/** A holder of foreldreansvar asks once, and is informed from now on (barnelova § 47 (1)): nobody has to say yes. */
export async function askToBeInformed(_: unknown, { input }: Arguments, context: Context) {
  const { access, deps } = context;
  const { childId } = input;
  await recordOnce(context, { ...input, deed: 'ask' } as typeof input, async ({ tx, emit }) => {
    const id = deps.newId();
    await insertStandingRequest(tx, {
      id,
      childId,
      personId: deciderOf(context) ?? '',
      on: access.on,
      now: deps.now(),
    });
    await emit(rightsEvents([childId]));
    return recorded(childId);
  });
  return { informed: true, userErrors: [] };
}

/** And stops being informed, at once. */
export async function stopBeingInformed(_: unknown, { input }: Arguments, context: Context) {
  const { childId } = input;
  await recordOnce(context, { ...input, deed: 'stop' } as typeof input, async ({ tx, emit }) => {
    await endStandingRequests(tx, childId, deciderOf(context) ?? '', context.access.on);
    await emit(rightsEvents([childId]));
    return recorded(childId);
  });
  return { informed: false, userErrors: [] };
}

/** By what the viewer is informed; null for one who is no holder of foreldreansvar. */
export async function howYouAreInformed({ id }: PupilRow, _: unknown, context: Context) {
  const personId = deciderOf(context);
  const rights = await context.loaders.rights.load({ of: id, ask: { ended: false } });
  const mine = rights.filter((right) => right.personId === personId && inForceOn(right, context.access.on));
  const has = (kind: string) => mine.some((right) => right.kind === kind);
  if (!has('PARENTAL_RESPONSIBILITY')) return null;
  return has('LIVES_WITH') ? 'AT_HOME' : has('STANDING_REQUEST') ? 'ASKED' : 'NOT_ASKED';
}
