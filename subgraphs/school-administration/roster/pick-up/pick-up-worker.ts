import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationSettings } from '../../config.ts';
import type { SchoolAdministrationContext } from '../../context.ts';
import type { SchoolAdministrationTables } from '../../store/tables.ts';
import { importRosterHere } from '../import-here.ts';
import { createPickUp, type RosterPickUp } from './pick-up.ts';
import { createPickUpStore } from './pick-up-store.ts';
import { openWatchedFolder } from './watched-folder.ts';

type Deps = SubgraphDeps<SchoolAdministrationTables>;

/** The pick-up that the settings ask for; a replica of the same hub leaves alone what another one holds. */
export async function openPickUp(
  deps: Deps,
  settings: SchoolAdministrationSettings,
  folder: string,
): Promise<RosterPickUp> {
  const { log, now, newId } = deps;
  const database = deps.database as unknown as SchoolAdministrationContext['database'];
  return createPickUp({
    folder: await openWatchedFolder(folder),
    store: createPickUpStore(database, newId()),
    importFile: (file, importId) => importRosterHere({ ...deps, newId: () => importId }, settings, { file }),
    log,
    now,
    newId,
  });
}

/** Looks in the watched folder for as long as the hub runs. */
export function startPickUpWorker(
  deps: Deps,
  settings: SchoolAdministrationSettings,
  pickUp: { readonly folder: string; readonly everySeconds: number },
): Worker {
  let opened: Promise<RosterPickUp> | undefined;
  return startWorker({
    name: 'roster-pick-up',
    everyMs: pickUp.everySeconds * 1_000,
    log: deps.log,
    async run() {
      opened ??= openPickUp(deps, settings, pickUp.folder);
      // A folder that is not there yet is looked for again.
      const open = await opened.catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return open.run();
    },
  });
}
