import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { canonicalJson } from '#kit/events/sealing/canonical-json.ts';
import { type HubKeys, publicKeys } from '#kit/events/sealing/hub-keys.ts';

const publicKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.enum(['Ed25519', 'X25519']),
  x: z.string().min(40),
  kid: z.string(),
  use: z.enum(['sig', 'enc']),
  alg: z.string(),
});
const peerFileSchema = z.strictObject({
  format: z.literal('oppvekst-peer/1'),
  organisationNumber: z.string().refine(isOrganisationNumber, 'is not an organisation number'),
  name: z.string().min(1),
  municipalityNumber: z.string().nullable(),
  url: z.url(),
  keys: z.strictObject({ keys: z.array(publicKey).min(2) }),
});

/** What one controller gives another so that their hubs can exchange sealed messages: who it is, where, and its public keys. */
export type PeerFile = z.infer<typeof peerFileSchema>;

/** This hub's own file for its peers. */
export function peerFileOf(settings: HubSettings, keys: HubKeys): PeerFile {
  if (!settings.publicUrl)
    throw new HubError('CONFIG', 'publicUrl is not set: peers must be told where they reach this hub.');
  const { organisationNumber, name, municipalityNumber } = settings.controller;
  const file = {
    format: 'oppvekst-peer/1',
    organisationNumber,
    name,
    municipalityNumber,
    url: settings.publicUrl,
    keys: publicKeys(keys),
  };
  return peerFileSchema.parse(file);
}

/**
 * Reads a peer's file. A file with a private key in it, or whose key ids are not those of its keys, is refused.
 *
 * @throws BAD_INPUT
 */
export async function readPeerFile(path: string): Promise<PeerFile> {
  const refuse = (why: string, cause?: unknown) =>
    new HubError(
      'BAD_INPUT',
      `${path} is not a peer's key file: ${why}. The peer makes one with \`oppvekst peers export\`.`,
      { cause },
    );
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse(
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it cannot be read as JSON',
      error,
    );
  }
  const read = peerFileSchema.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refuse(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  }
  for (const key of read.data.keys.keys)
    if ((await calculateJwkThumbprint(key)) !== key.kid) throw refuse('the id of a key is not that of the key');
  for (const use of ['sig', 'enc'] as const)
    if (!read.data.keys.keys.some((key) => key.use === use))
      throw refuse(`it has no key for ${use === 'sig' ? 'signatures' : 'encryption'}`);
  return read.data;
}

/** What two people read to each other by telephone: it covers every letter of the file. */
export const fingerprintOf = (peer: PeerFile): string =>
  (createHash('sha256').update(canonicalJson(peer)).digest('hex').slice(0, 40).match(/.{4}/g) ?? []).join(' ');

/** Whether a fingerprint that somebody typed is the file's; spaces and case do not matter. */
export const isFingerprintOf = (typed: string, peer: PeerFile): boolean =>
  typed.replaceAll(/\s/g, '').toLowerCase() === fingerprintOf(peer).replaceAll(' ', '');
