import { availableParallelism } from 'node:os';
import { type Embedded, openEmbedded } from '#kit/database/embedded.ts';
import { type DemoHubName, databaseFolderOf, municipalHubs } from './demo-folder.ts';

/** The demo's databases, being opened. */
export interface DemoDatabases {
  openingOf(hub: DemoHubName): Promise<Embedded> | undefined;
  close(): Promise<void>;
}

/** Opening a database keeps a core busy, and so does loading the program meanwhile. */
const atOnce = Math.max(1, availableParallelism() - 1);

/**
 * Begins to open the databases, each on a thread of its own, while this thread loads the program: this module needs little of it. No
 * more at once than there are cores for, in the order in which the hubs start. What fails is told to the hub that waits for its database.
 */
export function openDemoDatabases(dataFolder: string, further: readonly DemoHubName[] = []): DemoDatabases {
  const opening = new Map<DemoHubName, Promise<Embedded>>();
  const open = async (hub: DemoHubName, before: Promise<Embedded> | undefined) => {
    await before?.catch(() => undefined);
    return openEmbedded({ kind: 'folder', folder: databaseFolderOf(dataFolder, hub) });
  };
  for (const hub of [...municipalHubs, ...further]) {
    const one = open(hub, [...opening.values()].at(-atOnce));
    one.catch(() => undefined);
    opening.set(hub, one);
  }
  const close = async (one: Promise<Embedded>) => {
    const opened = await one.catch(() => undefined);
    await opened?.close();
  };
  return {
    openingOf: (hub) => opening.get(hub),
    close: async () => void (await Promise.all([...opening.values()].map(close))),
  };
}
