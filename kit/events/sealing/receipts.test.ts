import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash } from './canonical-json.ts';
import { createHubKeys, publicKeys } from './hub-keys.ts';
import { signReceipt, verifyReceipt } from './receipts.ts';

const receiver = await createHubKeys();
const stranger = await createHubKeys();
const receipt = {
  transferId: 'transfer-1',
  batch: 1,
  from: '312000016',
  to: '312000008',
  contentHash: contentHash({ mark: 5 }, 'salt'),
  receivedAt: '2026-11-22T10:00:00.000Z',
};

describe('a receipt', () => {
  it('is accepted when the receiver vouches for the content that was sent', async () => {
    const signed = await signReceipt(receipt, receiver.signing);
    expect(await verifyReceipt(signed, receipt, publicKeys(receiver))).toEqual(receipt);
  });

  it('is refused for other content, another batch, another transfer or other parties', async () => {
    const signed = await signReceipt(receipt, receiver.signing);
    for (const wrong of [
      { contentHash: contentHash({ mark: 6 }, 'salt') },
      { batch: 2 },
      { transferId: 'transfer-2' },
      { from: '999999999' },
      { to: '999999999' },
    ])
      await expect(verifyReceipt(signed, { ...receipt, ...wrong }, publicKeys(receiver))).rejects.toThrow(
        'is for another',
      );
  });

  it('is refused when it is unsigned, altered, or signed by somebody else', async () => {
    const signed = await signReceipt(receipt, receiver.signing);
    const [header, body, signature] = signed.split('.');
    const none = Buffer.from('{"alg":"none","typ":"receipt+jws"}').toString('base64url');
    for (const text of [
      `${none}.${body}.`,
      `${header}.${body}AA.${signature}`,
      await signReceipt(receipt, stranger.signing),
      '',
    ])
      await expect(verifyReceipt(text, receipt, publicKeys(receiver))).rejects.toThrow('not signed by the receiver');
  });
});

describe('canonical JSON', () => {
  it('gives equal bytes for equal content, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 'æ' }], a: null })).toBe('{"a":null,"b":[1,{"c":"æ","d":2}]}');
    expect(contentHash({ a: 1, b: 2 }, 's')).toBe(contentHash({ b: 2, a: 1 }, 's'));
  });

  it('cannot be guessed from the hash without the salt', () => {
    expect(contentHash('nynorsk', 'salt-1')).not.toBe(contentHash('nynorsk', 'salt-2'));
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('cannot be written as JSON');
  });
});
