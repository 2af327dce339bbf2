import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createHubKeys, type HubKeys, openingKeys, publicKeys, recordKeys } from '#kit/events/sealing/hub-keys.ts';
import { open } from '#kit/events/sealing/open.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import { createCallSigner, createCallVerifier } from './call-token.ts';
import { followKeys, noticedMs } from './follow-keys.ts';
import { keysFile, makeHubSecrets, readSecrets } from './hub-secrets.ts';
import { forgetKeys, listKeys, prepareKeys, takeNextKeys } from './rotate-keys.ts';

const root = mkdtempSync(join(tmpdir(), 'oppvekst-keys-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const now = new Date('2026-11-25T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
let folder: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  folder = join(root, String(count));
  await makeHubSecrets(folder);
});
const read = (): HubKeys => readSecrets(keysFile(folder)).keys;
const rotate = (keepDays = 90, at = later(1)) => takeNextKeys(folder, { keepDays, atOnce: false, now: at });
const statesOf = (keys: HubKeys) => listKeys(keys).map((key) => `${key.state} ${key.for}`);

/** A message to a hub, as a peer that has this file of it seals it; and whether the hub opens it. */
async function sealed(to: HubKeys, from: HubKeys): Promise<string> {
  const recipientPublicKey = publicKeys(to).keys.find(({ use }) => use === 'enc');
  if (!recipientPublicKey) throw new Error('the file has no key to seal to');
  const options = { typ: 'test/1', id: 'm', from: '312000008', to: '312000016', now, recipientPublicKey };
  return (await seal({ hello: 'hei' }, { ...options, senderPrivateKey: from.signing })).compact;
}
const opens = (message: string, keys: HubKeys, senderFile: HubKeys) =>
  open(message, {
    self: '312000016',
    recipientPrivateKeys: openingKeys(keys),
    peerKeys: () => publicKeys(senderFile),
    typ: 'test/1',
    now,
    seen: () => false,
  });

describe('keys that are rotated', () => {
  it('are made first, and used when the peers know them', async () => {
    const before = read();
    const prepared = await prepareKeys(folder, now);
    expect(read()).toEqual(prepared);
    expect(prepared.signing).toEqual(before.signing);
    expect(publicKeys(prepared).keys.map(({ kid }) => kid)).toEqual([
      before.signing.kid,
      prepared.next?.signing.kid,
      prepared.next?.encryption.kid,
      before.encryption.kid,
    ]);
    const used = rotate();
    expect([used.signing, used.encryption]).toEqual([prepared.next?.signing, prepared.next?.encryption]);
    expect(statesOf(used)).toEqual([
      'in use signatures',
      'in use encryption',
      'retired signatures',
      'retired encryption',
    ]);
  });

  it('leave no private half for signatures behind, nothing secret to peers, and the master key as it was', async () => {
    const master = readSecrets(keysFile(folder)).master;
    const [old] = [read().signing];
    await prepareKeys(folder, now);
    const used = rotate();
    expect(readFileSync(keysFile(folder), 'utf8')).not.toContain(String(old.d));
    expect(JSON.stringify(publicKeys(used))).not.toMatch(/"d":/);
    expect(readSecrets(keysFile(folder)).master).toEqual(master);
    expect(statSync(keysFile(folder)).mode & 0o777).toBe(0o600);
  });

  it('are not used before they are made, nor in the minute after, unless it must be', async () => {
    expect(() => rotate()).toThrow(/No next keys are made/);
    await prepareKeys(folder, now);
    await expect(prepareKeys(folder, now)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(() => rotate(90, new Date(now.getTime() + 59_000))).toThrow(/not a minute old/);
    expect(takeNextKeys(folder, { keepDays: 0, atOnce: true, now }).next).toBeUndefined();
  });

  it('open what was sealed to the keys before until their day, and are forgotten after it', async () => {
    const peer = await createHubKeys();
    const toOld = await sealed(read(), peer);
    const prepared = await prepareKeys(folder, now);
    const toNext = await sealed(prepared, peer);
    // Sealed to the next key before it is in use, and to the old one after.
    await expect(opens(toNext, read(), peer)).resolves.toMatchObject({ content: { hello: 'hei' } });
    rotate(90);
    for (const message of [toOld, toNext])
      await expect(opens(message, read(), peer)).resolves.toMatchObject({ content: { hello: 'hei' } });
    expect(forgetKeys(folder, later(90))).toBe(0);
    expect(forgetKeys(folder, later(92))).toBe(2);
    await expect(opens(toOld, read(), peer)).rejects.toMatchObject({ details: { problem: 'NOT_SEALED_TO_US' } });
    await expect(opens(toNext, read(), peer)).resolves.toBeDefined();
  });
});

it('a key that is forgotten verifies the hub’s own records still, and nothing that comes from elsewhere', async () => {
  const { kid } = read().signing;
  await prepareKeys(folder, now);
  rotate(0);
  forgetKeys(folder, later(2));
  expect(publicKeys(read()).keys.map((key) => key.kid)).not.toContain(kid);
  expect(recordKeys(read()).keys.map((key) => key.kid)).toContain(kid);
  await prepareKeys(folder, later(2));
  takeNextKeys(folder, { keepDays: 0, atOnce: true, now: later(2) });
  forgetKeys(folder, later(3));
  expect(read().past).toHaveLength(2);
});

describe('a process that runs', () => {
  it('takes rotated keys into use by itself, and keeps those it has while the file is broken', async () => {
    let clock = 0;
    const keys = followKeys(keysFile(folder), read, () => clock);
    const old = keys.signing.kid;
    await prepareKeys(folder, now);
    const { signing } = rotate();
    expect(keys.signing.kid).toBe(old);
    clock += noticedMs;
    expect([keys.signing.kid, keys.retired?.length]).toEqual([signing.kid, 2]);
    const whole = readFileSync(keysFile(folder));
    writeFileSync(keysFile(folder), '{');
    clock += noticedMs;
    expect(keys.signing.kid).toBe(signing.kid);
    rmSync(keysFile(folder));
    clock += noticedMs;
    expect(keys.signing.kid).toBe(signing.kid);
    writeFileSync(keysFile(folder), whole, { mode: 0o600 });
    clock += noticedMs;
    expect(keys.signing.kid).toBe(signing.kid);
  });

  it('takes calls of one that signs with the next keys already, and of one that signs with the old ones still', async () => {
    await prepareKeys(folder, now);
    const prepared = read();
    const used = rotate();
    const body = '{"query":"{ me { personId } }"}';
    const call = { to: 'archive', viewer: null, requestId: 'r' };
    for (const [signer, verifier] of [
      [used, prepared],
      [prepared, used],
    ] as const) {
      const token = await createCallSigner(signer, () => now)(call, body);
      const verify = createCallVerifier('archive', verifier, () => now);
      await expect(verify(`Bearer ${token}`, body)).resolves.toEqual(call);
    }
  });
});
