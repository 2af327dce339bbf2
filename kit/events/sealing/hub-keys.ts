import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { HubError } from '#kit/errors/hub-error.ts';

/** A JWK with the id by which headers name it. */
export interface HubKey extends JWK {
  readonly kid: string;
}
/** A hub's private keys: Ed25519 to sign, X25519 to be sealed to. They stay in the hub's own folder or secret store. */
export interface HubKeys {
  readonly signing: HubKey;
  readonly encryption: HubKey;
}
/** What peers get: a JWK set (RFC 7517) of public keys. */
export interface PublicKeySet {
  readonly keys: readonly HubKey[];
}

/** New keys for a hub; the key ids are thumbprints (RFC 7638), so a key cannot take another's name. */
export async function createHubKeys(): Promise<HubKeys> {
  const signing = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const encryption = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519', extractable: true });
  return {
    signing: await named(await exportJWK(signing.privateKey), { use: 'sig', alg: 'EdDSA' }),
    encryption: await named(await exportJWK(encryption.privateKey), { use: 'enc', alg: 'ECDH-ES+A256KW' }),
  };
}

async function named(key: JWK, uses: JWK): Promise<HubKey> {
  return { ...key, ...uses, kid: await calculateJwkThumbprint(key) };
}

/** The public half of a hub's keys, for `/.well-known/jwks.json` and for peers' configuration. */
export const publicKeys = (keys: HubKeys): PublicKeySet => ({
  keys: [keys.signing, keys.encryption].map(({ d: _, ...key }) => key),
});

/** The key of a set that is for signing or encryption; the first one is the newest. */
export function keyFor(set: PublicKeySet, use: 'sig' | 'enc'): HubKey {
  const key = set.keys.find((candidate) => candidate.use === use);
  if (!key) throw new HubError('CONFIG', `The key set has no key for ${use === 'sig' ? 'signatures' : 'encryption'}`);
  return key;
}
