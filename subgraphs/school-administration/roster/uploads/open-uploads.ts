import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { ReceivedFile, TakenFile } from '#kit/serve/uploads/uploads.ts';
import type { SchoolAdministrationSettings } from '../../config.ts';
import type { SchoolAdministrationContext } from '../../context.ts';
import type { SchoolAdministrationTables } from '../../store/tables.ts';
import { importRosterHere } from '../import-here.ts';
import { openUploadFolder, type UploadFolder } from './upload-folder.ts';
import { createUploadStore } from './upload-store.ts';
import { proceedWithUploads } from './uploads.ts';

type Deps = SubgraphDeps<SchoolAdministrationTables>;

export interface RosterUploads {
  /** Takes a file that a person has sent, to be looked through soon. CONFLICT when too many await somebody already. */
  take(viewer: Viewer, file: ReceivedFile): Promise<TakenFile>;
  /** Somebody has decided on one. */
  wake(): void;
  startWorker(): Worker;
}

/** More wait for nobody's sake: a file is looked through in its turn, and each holds a place on the disk. */
const mostOpen = 5;
const everyMs = 10_000;

export function createRosterUploads(deps: Deps, settings: SchoolAdministrationSettings): RosterUploads {
  const { log, now, newId } = deps;
  const database = deps.database as unknown as SchoolAdministrationContext['database'];
  const store = createUploadStore(database, newId());
  const arriving = new Set<string>();
  let opened: Promise<UploadFolder> | undefined;
  let worker: Worker | undefined;
  const folderOf = () => {
    opened ??= openUploadFolder(deps.stateFolder).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    async take(viewer, { path, name, bytes, sha256 }) {
      if (viewer.kind !== 'person') throw new HubError('FORBIDDEN', 'A roster is uploaded by a person.');
      const folder = await folderOf();
      const id = newId();
      arriving.add(id);
      try {
        await folder.take(path, id);
        const upload = { id, fileName: name, bytes, checksum: sha256, uploadedBy: viewer.personId };
        if (!(await store.add(upload, { now: now(), most: mostOpen })))
          throw new HubError(
            'CONFLICT',
            `${mostOpen} rosters wait to be looked through or decided on already. Import or discard one of them first.`,
          );
        log.info({ upload: id, by: viewer.personId, bytes, checksum: sha256 }, 'a roster was uploaded');
        worker?.wake();
        return { id };
      } catch (error) {
        await folder.remove(id);
        throw error;
      } finally {
        arriving.delete(id);
      }
    },
    wake: () => worker?.wake(),
    startWorker() {
      worker = startWorker({
        name: 'roster uploads',
        everyMs,
        log,
        async run() {
          // Without a folder of the hub's own, nothing can be left from before.
          if (!deps.stateFolder && !opened) return false;
          return proceedWithUploads({
            ...{ folder: await folderOf(), store, arriving, log, now, newId },
            importFile: (file, importId) => importRosterHere({ ...deps, newId: () => importId }, settings, file),
          });
        },
      });
      return worker;
    },
  };
}
