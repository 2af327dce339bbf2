import { type Embedded, openEmbedded } from '#kit/database/embedded.ts';
import { type DemoHubName, databaseFolderOf, demoHubNames } from './demo-folder.ts';

/** The demo's two databases, being opened. */
export interface DemoDatabases {
  readonly opening: Readonly<Record<DemoHubName, Promise<Embedded>>>;
  close(): Promise<void>;
}

/**
 * Begins to open both databases, each on a thread of its own, while this thread loads the program: this module needs little of it.
 * What fails is told to the hub that waits for its database.
 */
export function openDemoDatabases(dataFolder: string): DemoDatabases {
  const open = (hub: DemoHubName) => {
    const opening = openEmbedded({ kind: 'folder', folder: databaseFolderOf(dataFolder, hub) });
    opening.catch(() => undefined);
    return opening;
  };
  const opening = { ringsaker: open('ringsaker'), sarpsborg: open('sarpsborg') };
  const close = async (hub: DemoHubName) => {
    const opened = await opening[hub].catch(() => undefined);
    await opened?.close();
  };
  return { opening, close: async () => void (await Promise.all(demoHubNames.map(close))) };
}
