import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { HubError, type HubErrorCode, isHubError } from '#kit/errors/hub-error.ts';
import { type ControlCommand, controlCommands, type Progress } from './commands.ts';

/** What Linux and macOS allow, less the end mark. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

export const socketOf = (hubFolder: string): string => join(hubFolder, 'control.sock');

type Line =
  | { readonly progress: readonly [number, number] }
  | { readonly result: unknown }
  | { readonly error: { readonly code: HubErrorCode; readonly message: string } };

/** Lets the CLI of the same user on the same machine work on a hub that runs: a socket in the hub's own folder. */
export async function serveControl(hub: Hub, hubFolder: string): Promise<() => Promise<void>> {
  const path = socketOf(hubFolder);
  if (Buffer.byteLength(path) > longestSocketPath)
    throw new HubError(
      'CONFIG',
      `The path of ${path} is longer than the ${longestSocketPath} bytes that a socket may have: choose a shorter stateFolder.`,
    );
  if (await hubRuns(hubFolder))
    throw new HubError(
      'CONFLICT',
      `A hub runs already with the folder ${hubFolder}. Stop it first, or give this one its own stateFolder.`,
    );
  rmSync(path, { force: true });
  const server = http.createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(hub, name, Buffer.concat(chunks).toString('utf8'), response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, readableAll: false, writableAll: false }, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      rmSync(path, { force: true });
    });
}

async function answer(hub: Hub, name: string, body: string, response: http.ServerResponse): Promise<void> {
  const write = (line: Line) => void response.write(`${JSON.stringify(line)}\n`);
  try {
    if (!Object.hasOwn(controlCommands, name)) throw new HubError('BAD_INPUT', `There is no command "${name}".`);
    hub.log.info({ command: name }, 'a command of the command line');
    const result = await controlCommands[name as ControlCommand](hub, body ? JSON.parse(body) : {}, (done, total) =>
      write({ progress: [done, total] }),
    );
    write({ result });
  } catch (error) {
    write({ error: isHubError(error) ? { code: error.code, message: error.message } : internal(hub, name, error) });
  }
  response.end();
}

/** What is not deliberate may quote what the command read: it goes to the hub's log by an id, and the operator gets the id. */
function internal(hub: Hub, command: string, error: unknown) {
  const id = randomUUID();
  hub.log.error({ err: error, errorId: id, command }, 'a command failed unexpectedly');
  return { code: 'INTERNAL' as const, message: `The command failed in the hub. Its log tells more of ${id}.` };
}

/** True when a hub answers on the folder's socket. */
export async function hubRuns(hubFolder: string): Promise<boolean> {
  const path = socketOf(hubFolder);
  if (!existsSync(path)) return false;
  return new Promise((resolve) => {
    const request = http.request({ socketPath: path, path: '/', method: 'POST' }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('error', () => resolve(false));
    request.end('{}');
  });
}

/** Runs a command on the hub that holds the folder. */
export function callHub(
  hubFolder: string,
  command: ControlCommand,
  input: unknown,
  progress: Progress,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { socketPath: socketOf(hubFolder), path: `/${command}`, method: 'POST' },
      (response) => {
        const lines = createInterface({ input: response });
        lines.on('line', (text) => {
          const line = JSON.parse(text) as Line;
          if ('progress' in line) progress(...line.progress);
          else if ('result' in line) resolve(line.result);
          else reject(new HubError(line.error.code, line.error.message));
        });
        lines.on('close', () =>
          reject(new HubError('UNAVAILABLE', 'The hub stopped before it had answered. Run the command again.')),
        );
      },
    );
    request.on('error', (error) =>
      reject(new HubError('UNAVAILABLE', 'The hub does not answer on its control socket.', { cause: error })),
    );
    request.end(JSON.stringify(input));
  });
}
