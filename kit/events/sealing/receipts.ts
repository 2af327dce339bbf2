import { CompactSign, compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { canonicalJson } from './canonical-json.ts';
import type { HubKey, PublicKeySet } from './hub-keys.ts';

const receiptSchema = z.strictObject({
  transferId: z.string().min(1),
  batch: z.int().min(1),
  /** The receiver's and the sender's organisation numbers. */
  from: z.string().min(1),
  to: z.string().min(1),
  contentHash: z.string().regex(/^sha-256:[0-9a-f]{64}$/),
  receivedAt: z.iso.datetime(),
});
/** What a receiver vouches for: that it has stored the content with this hash. */
export type Receipt = z.infer<typeof receiptSchema>;

/** A receipt as a JWS that the sender can keep in its archive and anybody with the receiver's public key can verify. */
export async function signReceipt(receipt: Receipt, key: HubKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonicalJson(receipt)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'receipt+jws' })
    .sign(await importJWK(key, 'EdDSA'));
}

/** The receipt, when it is signed by the peer and vouches for the content that was expected; else a HubError FORBIDDEN. */
export async function verifyReceipt(
  signed: string,
  expected: Pick<Receipt, 'transferId' | 'batch' | 'from' | 'to' | 'contentHash'>,
  peer: PublicKeySet,
): Promise<Receipt> {
  const receipt = receiptSchema.safeParse(await verifiedPayload(signed, peer)).data;
  if (!receipt) throw new HubError('FORBIDDEN', 'The receipt has not the form of a receipt');
  for (const name of ['transferId', 'batch', 'from', 'to', 'contentHash'] as const)
    if (receipt[name] !== expected[name]) throw new HubError('FORBIDDEN', `The receipt is for another ${name}`);
  return receipt;
}

async function verifiedPayload(signed: string, peer: PublicKeySet): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      signed,
      async (header) => {
        const key = peer.keys.find((candidate) => candidate.use === 'sig' && candidate.kid === header.kid);
        if (!key) throw new Error('no such key');
        return importJWK(key, 'EdDSA');
      },
      { algorithms: ['EdDSA'] },
    );
    if (protectedHeader.typ !== 'receipt+jws') throw new Error('not a receipt');
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (cause) {
    throw new HubError('FORBIDDEN', 'The receipt is not signed by the receiver', { cause });
  }
}
