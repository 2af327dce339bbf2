import { existsSync } from 'node:fs';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ControlCommand, Progress } from './control/commands.ts';
import { callHub, hubRuns } from './control/control-socket.ts';
import { hubFolderOf, manifestFile } from './demo/demo-folder.ts';
import { type HubTarget, stateFolderOf } from './hub-target.ts';

/** Runs a command on a hub: on the one that runs, or on its database opened for the occasion. */
export async function runOnHub(
  target: HubTarget,
  command: ControlCommand,
  input: unknown,
  progress: Progress = () => undefined,
): Promise<unknown> {
  const folder = folderOf(target);
  if (await hubRuns(folder)) return callHub(folder, command, input, progress);
  const hub = await openOffline(target);
  try {
    const { controlCommands } = await import('./control/commands.ts');
    return await controlCommands[command](hub, input, progress);
  } finally {
    await hub.stop();
  }
}

/** Where the hub's control socket is. */
export const folderOf = (target: HubTarget): string =>
  target.kind === 'own' ? stateFolderOf(target.settings) : hubFolderOf(target.dataFolder, target.name);

async function openOffline(target: HubTarget): Promise<Hub> {
  if (target.kind === 'own') {
    const { startHub } = await import('#gateway/hub/start-hub.ts');
    const tell = (message: string) => void process.stderr.write(`oppvekst: ${message}\n`);
    return startHub({ settings: target.settings, offline: true, onWaiting: tell });
  }
  if (!existsSync(manifestFile(target.dataFolder)))
    throw new HubError(
      'NOT_FOUND',
      `There is no hub in ${target.dataFolder}. Run \`npm start\` first, or give --data or --config.`,
    );
  const { openHubOffline } = await import('./demo/open-hub-offline.ts');
  return openHubOffline(target.dataFolder, target.name);
}
