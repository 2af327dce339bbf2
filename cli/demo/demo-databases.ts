import { type Embedded, openEmbedded } from '#kit/database/embedded.ts';
import { type DemoHubName, databaseFolderOf, municipalHubs } from './demo-folder.ts';

/** The demo's databases, being opened. */
export interface DemoDatabases {
  openingOf(hub: DemoHubName): Promise<Embedded> | undefined;
  close(): Promise<void>;
}

/**
 * Begins to open the databases, each on a thread of its own, while this thread loads the program: this module needs little of it.
 * What fails is told to the hub that waits for its database.
 */
export function openDemoDatabases(dataFolder: string, further: readonly DemoHubName[] = []): DemoDatabases {
  const open = (hub: DemoHubName) => {
    const opening = openEmbedded({ kind: 'folder', folder: databaseFolderOf(dataFolder, hub) });
    opening.catch(() => undefined);
    return opening;
  };
  const opening = new Map([...municipalHubs, ...further].map((hub) => [hub, open(hub)] as const));
  const close = async (one: Promise<Embedded>) => {
    const opened = await one.catch(() => undefined);
    await opened?.close();
  };
  return {
    openingOf: (hub) => opening.get(hub),
    close: async () => void (await Promise.all([...opening.values()].map(close))),
  };
}
