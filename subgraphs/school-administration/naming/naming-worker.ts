import { dateInNorway } from '#kit/access/access.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import {
  bindNamings,
  childrenWithNumbers,
  forgetEndedNamings,
  takeUntold,
  waitingKeys,
} from '../store/case-namings.ts';
import { followClaims } from '../store/claimed-numbers.ts';
import { rightsEvents } from '../store/published-changes.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { ChildKeyOf } from './child-key.ts';

interface NamingWork extends Pick<SubgraphDeps<SchoolAdministrationTables>, 'transact' | 'now' | 'log'> {
  readonly database: SchoolAdministrationContext['database'];
  readonly childKey: ChildKeyOf;
}

const batchSize = 2_000;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Lets namings take effect for the children who are here, apart from the request that named: what it took and what it answered is
 * the same whether there was a child or not. Gives how many children it was done for.
 */
export async function applyNamings(work: NamingWork): Promise<number> {
  const on = dateInNorway(work.now());
  const waiting = new Set(await waitingKeys(work.database, on));
  const found = waiting.size === 0 ? new Map<string, string>() : await findChildren(work, waiting);
  return work.transact(async ({ tx, emit }) => {
    const bound = found.size === 0 ? [] : await bindNamings(tx, found, { on, now: work.now() });
    const claimed = await followClaims(tx, { on, now: work.now() });
    await emit(rightsEvents([...new Set([...bound, ...claimed, ...(await takeUntold(tx))])]));
    await forgetEndedNamings(tx, on);
    return bound.length;
  });
}

/** The children who have the national ids waited for; a number that two have is nobody's: it must never be guessed. */
async function findChildren({ database, childKey, log }: NamingWork, waiting: ReadonlySet<string>) {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (let after = first; ; ) {
    const children = await childrenWithNumbers(database, after, batchSize);
    for (const { id, nationalId } of children) {
      const key = childKey(nationalId);
      if (!waiting.has(key)) continue;
      if (taken.has(key)) found.delete(key);
      else found.set(key, id);
      taken.add(key);
    }
    const last = children.at(-1);
    if (!last || children.length < batchSize) break;
    after = last.id;
  }
  if (found.size < taken.size)
    log.warn({ numbers: taken.size - found.size }, 'two children have one national id: nobody is named for them');
  return found;
}

export function startNamingWorker(work: NamingWork): Worker {
  return startWorker({
    name: 'case namings',
    everyMs: 10 * 60_000,
    log: work.log,
    async run() {
      await applyNamings(work);
      return false;
    },
  });
}
