import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { isHubError } from '#kit/errors/hub-error.ts';
import { createHubKeys, type HubKeys, keyFor, publicKeys } from './hub-keys.ts';
import { type OpenOptions, open } from './open.ts';
import { type SealOptions, seal } from './seal.ts';

const now = new Date('2026-11-22T10:00:00Z');
const ringsaker = '312000008';
const sarpsborg = '312000016';
let sender: HubKeys;
let receiver: HubKeys;
let stranger: HubKeys;
beforeAll(async () => {
  [sender, receiver, stranger] = await Promise.all([createHubKeys(), createHubKeys(), createHubKeys()]);
});

const sealed = (over: Partial<SealOptions> = {}, content: Parameters<typeof seal>[0] = { mark: 5 }) =>
  seal(content, {
    typ: 'transfer-parts.v1',
    id: 'message-1',
    from: ringsaker,
    to: sarpsborg,
    senderPrivateKey: sender.signing,
    recipientPublicKey: keyFor(publicKeys(receiver), 'enc'),
    now,
    ...over,
  });
const opening = (over: Partial<OpenOptions> = {}): OpenOptions => ({
  self: sarpsborg,
  recipientPrivateKeys: [receiver.encryption],
  peerKeys: (organisation) => (organisation === ringsaker ? publicKeys(sender) : undefined),
  typ: ['transfer-request.v1', 'transfer-parts.v1'],
  now,
  seen: () => false,
  ...over,
});
async function problemOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isHubError(error) ? error.details?.problem : error;
  }
  return 'nothing';
}
/** Signs and seals what `seal` never would. */
async function forged(header: { alg: string; kid?: string; typ?: string }, claims: string, key = sender.signing) {
  const signed = await new CompactSign(new TextEncoder().encode(claims))
    .setProtectedHeader(header)
    .sign(await importJWK(key, 'EdDSA'));
  return encrypted(signed);
}
const encrypted = async (text: string) =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: receiver.encryption.kid })
    .encrypt(await importJWK(keyFor(publicKeys(receiver), 'enc'), 'ECDH-ES+A256KW'));

describe('a sealed message', () => {
  it('opens at its receiver with its sender, format, time and the hash that the sender knows', async () => {
    const { compact, contentHash } = await sealed({}, { name: 'Áile', marks: [5, 6], none: null });
    expect(await open(compact, opening())).toEqual({
      id: 'message-1',
      typ: 'transfer-parts.v1',
      from: ringsaker,
      sealedAt: now,
      content: { name: 'Áile', marks: [5, 6], none: null },
      contentHash,
    });
  });

  it('shows nothing of its content, and never looks the same twice', async () => {
    const [first, second] = await Promise.all([sealed(), sealed()]);
    expect(Buffer.from(first.compact).toString('base64url')).not.toContain('mark');
    expect(first.compact).not.toBe(second.compact);
    expect(first.contentHash).not.toBe(second.contentHash);
  });

  it('opens with an older key that is still kept', async () => {
    const { compact } = await sealed();
    const opened = await open(compact, opening({ recipientPrivateKeys: [stranger.encryption, receiver.encryption] }));
    expect(opened.id).toBe('message-1');
  });

  it('does not open at somebody it is not sealed to', async () => {
    const { compact } = await sealed();
    expect(await problemOf(open(compact, opening({ recipientPrivateKeys: [stranger.encryption] })))).toBe(
      'NOT_SEALED_TO_US',
    );
  });

  it('does not open when any part of it was altered', async () => {
    const { compact } = await sealed();
    const parts = compact.split('.');
    for (const index of [1, 2, 3, 4]) {
      const altered = parts
        .map((part, at) => (at === index ? (part[0] === 'A' ? 'B' : 'A') + part.slice(1) : part))
        .join('.');
      expect(await problemOf(open(altered, opening()))).toBe('ALTERED');
    }
  });

  it('does not open when it comes from somebody who is no peer, or is signed with another key', async () => {
    const notPeer = await sealed({ from: '999999999' });
    expect(await problemOf(open(notPeer.compact, opening()))).toBe('UNKNOWN_SENDER');
    const impostor = await sealed({ senderPrivateKey: stranger.signing });
    expect(await problemOf(open(impostor.compact, opening()))).toBe('UNKNOWN_SENDER');
    const borrowedName = await sealed({ senderPrivateKey: { ...stranger.signing, kid: sender.signing.kid } });
    expect(await problemOf(open(borrowedName.compact, opening()))).toBe('BAD_SIGNATURE');
  });

  it('does not open when it says that it needs no signature', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: sender.signing.kid, typ: 'transfer-parts.v1' }));
    const claims = { jti: '1', iss: ringsaker, aud: sarpsborg, iat: 1, exp: 9e9, salt: 'x'.repeat(43), content: {} };
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const unsigned = await encrypted(`${header.toString('base64url')}.${body}.`);
    expect(await problemOf(open(unsigned, opening()))).toBe('BAD_SIGNATURE');
  });

  it('does not open as another format', async () => {
    const { compact } = await sealed();
    expect(await problemOf(open(compact, opening({ typ: 'transfer-receipt.v1' })))).toBe('WRONG_FORMAT');
  });

  it('does not open at a receiver that it was passed on to', async () => {
    const { compact } = await sealed({ to: '111111111' });
    expect(await problemOf(open(compact, opening()))).toBe('WRONG_RECEIVER');
  });

  it('does not open when it is late or from the future, with five minutes of patience', async () => {
    const { compact } = await sealed({ lifetime: 60 });
    const at = (time: string) => open(compact, opening({ now: new Date(time) }));
    expect((await at('2026-11-22T10:05:30Z')).id).toBe('message-1');
    expect(await problemOf(at('2026-11-22T10:07:00Z'))).toBe('TOO_LATE');
    expect((await at('2026-11-22T09:56:00Z')).id).toBe('message-1');
    expect(await problemOf(at('2026-11-22T09:54:00Z'))).toBe('FROM_THE_FUTURE');
  });

  it('that came inside a fresh one opens however long it waited there, and is no less looked at otherwise', async () => {
    const { compact } = await sealed({ lifetime: 60 });
    const carried = { carried: true, now: new Date('2027-02-22T10:00:00Z') };
    expect((await open(compact, opening(carried))).id).toBe('message-1');
    expect(await problemOf(open(compact, opening({ ...carried, self: '111111111' })))).toBe('WRONG_RECEIVER');
    const ahead = opening({ carried: true, now: new Date('2026-11-22T09:54:00Z') });
    expect(await problemOf(open(compact, ahead))).toBe('FROM_THE_FUTURE');
  });

  it('does not open a second time', async () => {
    const taken = new Set(['message-1']);
    const { compact } = await sealed();
    expect(await problemOf(open(compact, opening({ seen: (id) => taken.has(id) })))).toBe('REPLAYED');
  });

  it('is refused without a word of it when it is not a sealed message at all', async () => {
    for (const text of ['', 'a.b.c', '{"mark":5}', 'x'.repeat(10_000)])
      expect(await problemOf(open(text, opening()))).toBe('MALFORMED');
    const kid = sender.signing.kid;
    expect(await problemOf(open(await encrypted('not a signature'), opening()))).toBe('MALFORMED');
    expect(await problemOf(open(await forged({ alg: 'EdDSA', kid }, '{"jti":"1"}'), opening()))).toBe('MALFORMED');
    const secret = await forged({ alg: 'EdDSA', kid, typ: 'transfer-parts.v1' }, 'Ola has 5 in maths');
    await expect(open(secret, opening())).rejects.not.toThrow('Ola');
  });
});

describe('hub keys', () => {
  it('give away nothing private in the public set, and have names of their own', () => {
    const set = publicKeys(sender);
    expect(JSON.stringify(set)).not.toContain(sender.signing.d);
    expect(JSON.stringify(set)).not.toContain(sender.encryption.d);
    expect(set.keys.map((key) => key.use)).toEqual(['sig', 'enc']);
    expect(new Set([...set.keys, ...publicKeys(receiver).keys].map((key) => key.kid)).size).toBe(4);
    expect(() => keyFor({ keys: [] }, 'enc')).toThrow('no key for encryption');
  });
});
