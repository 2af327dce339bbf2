import { dateInNorway } from '#kit/access/access.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { type Asking, askForFollowUps } from './ask-for-changes.ts';
import { lookForChanges, matchAgain, type ReadingDeps } from './read-feide.ts';
import type { Directory } from './source/directory.ts';
import { changesToHandOver, countFollowUps, noteHandOver } from './store/changes.ts';
import type { FeideTables } from './store/tables.ts';

export interface FollowingDeps extends Pick<SubgraphDeps<FeideTables>, 'database' | 'transact' | 'now' | 'newId'> {
  readonly reading: ReadingDeps | undefined;
  readonly directory: Directory | undefined;
  readonly lookEverySeconds: number;
}

/** Follows closed transfers until Feide shows what they call for. */
export interface Following {
  /** Something changed that a waiting child may have waited for: an account, a placement, a group. */
  lookAgain(): void;
  /** Asks, hands over and looks; `all` also for changes whose time to be looked for has not come. */
  follow(all: boolean): Promise<false>;
}

/** How long a child who waits is left alone when nothing is known to have changed. */
const patienceMs = 60_000;
const mostAtOnce = 200;

export function createFollowing(deps: FollowingDeps): Following {
  const { database, transact, reading, directory, now, newId, lookEverySeconds } = deps;
  // In memory alone: after a start everything is looked at.
  let changed = true;
  let lastLook = 0;
  let waiting = 0;

  const askForAll = async () => {
    const asking: Asking = { now: now(), on: dateInNorway(now()), newId };
    let after: string | null = null;
    do after = await transact(({ tx }) => askForFollowUps(tx, asking, after));
    while (after !== null);
  };
  const ask = async () => {
    // A transfer that has closed since is seen by its row: the event that told of it may have come before the row could be seen.
    const isNew = (await countFollowUps(database)) !== waiting;
    if (!changed && !isNew && now().getTime() - lastLook < patienceMs) return;
    changed = false;
    try {
      if (reading) await matchAgain(reading);
      await askForAll();
      waiting = await countFollowUps(database);
      lastLook = now().getTime();
    } catch (error) {
      changed = true;
      throw error;
    }
  };
  /** Outside any transaction: asked again under the same id it is the same change. */
  const handOver = async () => {
    const changes = directory ? await changesToHandOver(database, now(), mostAtOnce) : [];
    if (!directory || changes.length === 0) return;
    try {
      const taken = await directory.ask(changes);
      await transact(({ tx }) => noteHandOver(tx, changes, taken, now(), lookEverySeconds));
    } catch (error) {
      await transact(({ tx }) => noteHandOver(tx, changes, new Set(), now(), lookEverySeconds));
      throw error;
    }
  };

  return {
    lookAgain() {
      changed = true;
    },
    async follow(all) {
      await ask();
      await handOver();
      if (reading) await lookForChanges(reading, lookEverySeconds, all);
      return false;
    },
  };
}
