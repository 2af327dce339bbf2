import { mkdirSync } from 'node:fs';
import type { Hub } from '#gateway/hub/start-hub.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { serveControl } from './control/control-socket.ts';
import { exitCodes } from './exit.ts';
import { readConfig, stateFolderOf } from './hub-target.ts';
import { builtPortal } from './portal.ts';
import { print } from './print.ts';

/** Runs the hub of a settings file until it is told to stop; then in order, within the settings' time for it. */
export async function startFromConfig(file: string, stopped: Promise<void>): Promise<never> {
  const settings = await readConfig(file);
  const folder = stateFolderOf(settings);
  makeFolder(folder);
  const { startHub } = await import('#gateway/hub/start-hub.ts');
  const hub = await startHub({ settings, workLater: true, onWaiting: tell, portal: builtPortal() });
  try {
    const closeControl = await serveControl(hub, folder);
    await hub.startWork();
    for (const line of describeHub(hub)) print(line);
    await stopped;
    await stopInOrder(hub, closeControl);
  } catch (error) {
    await hub.stop();
    throw error;
  }
  process.exit(exitCodes.fine);
}

const tell = (message: string): void => void process.stderr.write(`oppvekst: ${message}\n`);

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HubError('CONFIG', `stateFolder: ${folder} cannot be made (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}

/** Not ready first, so that a load balancer sends nobody more; then what is under way ends; what does not end in time is cut off. */
async function stopInOrder(hub: Hub, closeControl: () => Promise<void>): Promise<void> {
  const { drainSeconds, graceSeconds } = hub.settings.stopping;
  print(`Stopping: not ready from now on, for ${drainSeconds} s; then what is under way, then the database.`);
  hub.drain();
  await new Promise((resolve) => setTimeout(resolve, drainSeconds * 1_000));
  const late = setTimeout(() => {
    tell(`What was under way has not ended in ${graceSeconds} s, and is cut off. It goes on at the next start.`);
    process.exit(exitCodes.refused);
  }, graceSeconds * 1_000);
  await closeControl();
  await hub.stop();
  clearTimeout(late);
}

function* describeHub({ settings, url }: Hub): Generator<string> {
  yield `${settings.controller.name} answers at ${url}${settings.publicUrl ? `, for others at ${settings.publicUrl}` : ''}.`;
  yield `Database: ${describeDatabase(settings)}. Peers: ${settings.peers.map(({ name }) => name).join(', ') || 'none'}. Token issuers: ${settings.issuers.length || 'none: nobody can ask'}.`;
  yield `Health: ${url}/health/live and /health/ready. Stop with SIGTERM or Ctrl-C.`;
}

const describeDatabase = ({ database }: HubSettings): string =>
  database.kind === 'postgres'
    ? 'PostgreSQL'
    : database.kind === 'folder'
      ? `embedded, in ${database.folder}`
      : 'in memory';
