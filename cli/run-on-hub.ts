import { existsSync } from 'node:fs';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ControlCommand, Progress } from './control/commands.ts';
import { callHub, hubRuns } from './control/control-socket.ts';
import { type DemoHubName, hubFolderOf, manifestFile } from './demo/demo-folder.ts';

/** Runs a command on a hub: on the one that runs, or on its database opened for the occasion. */
export async function runOnHub(
  dataFolder: string,
  name: DemoHubName,
  command: ControlCommand,
  input: unknown,
  progress: Progress = () => undefined,
): Promise<unknown> {
  const folder = hubFolderOf(dataFolder, name);
  if (await hubRuns(folder)) return callHub(folder, command, input, progress);
  if (!existsSync(manifestFile(dataFolder)))
    throw new HubError('NOT_FOUND', `There is no hub in ${dataFolder}. Run \`npm start\` first, or give --data.`);
  const [{ openHubOffline }, { controlCommands }] = await Promise.all([
    import('./demo/open-hub-offline.ts'),
    import('./control/commands.ts'),
  ]);
  const hub = await openHubOffline(dataFolder, name);
  try {
    return await controlCommands[command](hub, input, progress);
  } finally {
    await hub.stop();
  }
}
