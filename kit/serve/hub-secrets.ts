import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import type { MasterKey } from '#kit/events/sealing/child-keys.ts';
import { createHubKeys, type HubKeys } from '#kit/events/sealing/hub-keys.ts';

export interface HubSecrets {
  readonly keys: HubKeys;
  /** Wraps the children's keys; without it nothing sealed on the hub's own log can be read. */
  readonly master: MasterKey;
}

/** The hub's private keys from its own folder; made on first use, readable by the owner alone. */
export async function openHubSecrets(folder: string): Promise<HubSecrets> {
  const file = join(folder, 'hub-keys.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const secrets = {
      keys: await createHubKeys(),
      master: { kid: randomBytes(8).toString('hex'), key: randomBytes(32).toString('base64url') },
    };
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600, flag: 'wx' });
  }
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as { keys: HubKeys; master: { kid: string; key: string } };
    return { keys: read.keys, master: { kid: read.master.kid, bytes: Buffer.from(read.master.key, 'base64url') } };
  } catch (error) {
    throw new HubError('CONFIG', `The hub's keys in ${file} cannot be read. Restore them from your backup of keys.`, {
      cause: error,
    });
  }
}

/**
 * A key of 32 bytes of the hub's own for one purpose, the same in every process and after a restart. A key for another purpose
 * cannot be found from it (HKDF, RFC 5869).
 */
export const deriveKey = (master: MasterKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master.bytes, '', `oppvekst ${purpose}`, 32));
