import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import type { MasterKey } from '#kit/events/sealing/child-keys.ts';
import { createHubKeys, type HubKeys } from '#kit/events/sealing/hub-keys.ts';
import { followKeys } from './follow-keys.ts';

export interface HubSecrets {
  readonly keys: HubKeys;
  /** Wraps the children's keys; without it nothing sealed on the hub's own log can be read. */
  readonly master: MasterKey;
}

export const keysFile = (folder: string): string => join(folder, 'hub-keys.json');

/** Makes a hub's private keys in a folder of its own, readable by the owner alone; never writes over others (CONFLICT). */
export async function makeHubSecrets(folder: string): Promise<void> {
  const file = keysFile(folder);
  const secrets = {
    keys: await createHubKeys(),
    master: { kid: randomBytes(8).toString('hex'), key: randomBytes(32).toString('base64url') },
  };
  const part = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(part, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
    // A link appears whole, and does not take the place of keys that are there.
    linkSync(part, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new HubError(
        'CONFLICT',
        `There are keys in ${file} already. They are not written over: name another folder.`,
      );
    throw new HubError(
      'CONFIG',
      `The keys cannot be written to ${folder} (${code}): its owner must be the hub's own user.`,
      {
        cause: error,
      },
    );
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * The hub's private keys from its own folder. Only a demo makes them when there are none: elsewhere new keys would look right, and
 * neither peers nor what is sealed already would know them. Keys that are rotated are taken into use while the process runs.
 */
export async function openHubSecrets(folder: string, make = true): Promise<HubSecrets> {
  const file = keysFile(folder);
  if (make && !existsSync(file)) await makeHubSecrets(folder);
  const { master } = readSecrets(file);
  return { keys: followKeys(file, () => readSecrets(file).keys), master };
}

/** What the file holds now. */
export function readSecrets(file: string): HubSecrets {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new HubError('CONFIG', whyUnreadable(file, (error as NodeJS.ErrnoException).code ?? ''), { cause: error });
  }
  if ((statSync(file).mode & 0o007) !== 0)
    throw new HubError(
      'CONFIG',
      `The hub's keys in ${file} can be read by every user of this machine: chmod 600 ${file}`,
    );
  try {
    const read = JSON.parse(text) as { keys: HubKeys; master: { kid: string; key: string } };
    return { keys: read.keys, master: { kid: read.master.kid, bytes: Buffer.from(read.master.key, 'base64url') } };
  } catch (error) {
    throw new HubError('CONFIG', `The hub's keys in ${file} are damaged. Restore them from your copy of the keys.`, {
      cause: error,
    });
  }
}

function whyUnreadable(file: string, code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return `There are no keys in ${file}. Restore them from your copy; \`oppvekst init\` makes keys for a new hub only.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `The hub's keys in ${file} cannot be read by this user (${code}): the folder and the file must belong to the user that runs the hub.`;
  return `The hub's keys in ${file} cannot be read (${code}).`;
}

/**
 * A key of 32 bytes of the hub's own for one purpose, the same in every process and after a restart. A key for another purpose
 * cannot be found from it (HKDF, RFC 5869).
 */
export const deriveKey = (master: MasterKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master.bytes, '', `oppvekst ${purpose}`, 32));
