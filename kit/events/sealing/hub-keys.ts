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
  /** Made, and told to peers, to be used later: what is sealed to it is opened already. */
  readonly next?: { readonly signing: HubKey; readonly encryption: HubKey; readonly madeAt: string } | undefined;
  /** Used before: to open what is under way to them, and to verify what they signed. Those for signatures have no private half. */
  readonly retired?: readonly RetiredKey[] | undefined;
  /** The public halves of those that signed the hub's own records long ago, and are believed of nothing else. */
  readonly past?: readonly HubKey[] | undefined;
}
export interface RetiredKey {
  readonly key: HubKey;
  /** ISO instant after which it may be forgotten. */
  readonly until: string;
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

export const withoutPrivate = ({ d: _, ...key }: HubKey): HubKey => key;

/**
 * The public half of a hub's keys, for `/.well-known/jwks.json` and for peers' configuration. What the hub may sign with next is there
 * before it does, and what is sealed to it is best sealed to the next key already.
 */
export function publicKeys({ signing, encryption, next, retired = [] }: HubKeys): PublicKeySet {
  const coming = next ? [next.signing, next.encryption] : [];
  const before = retired.map(({ key }) => key);
  const all = [signing, ...coming, encryption, ...before];
  return { keys: ['sig', 'enc'].flatMap((use) => all.filter((key) => key.use === use)).map(withoutPrivate) };
}

/** What verifies the hub's own records (the audit trail's checkpoints), however old they are. */
export const recordKeys = (keys: HubKeys): PublicKeySet => ({ keys: [...publicKeys(keys).keys, ...(keys.past ?? [])] });

/** The private keys that may still be sealed to, the newest first. */
export const openingKeys = ({ encryption, next, retired = [] }: HubKeys): readonly HubKey[] => [
  ...(next ? [next.encryption] : []),
  encryption,
  ...retired.map(({ key }) => key).filter(({ use }) => use === 'enc'),
];

/** The key of a set that is for signing or encryption; the first one is the newest. */
export function keyFor(set: PublicKeySet, use: 'sig' | 'enc'): HubKey {
  const key = set.keys.find((candidate) => candidate.use === use);
  if (!key) throw new HubError('CONFIG', `The key set has no key for ${use === 'sig' ? 'signatures' : 'encryption'}`);
  return key;
}
