import { describe, expect, it } from 'vitest';
import { createHubKeys } from '#kit/events/sealing/hub-keys.ts';
import { createCallSigner, createCallVerifier } from './call-token.ts';

const keys = await createHubKeys();
const body = '{"query":"{ me { personId } }","variables":{}}';
const call = {
  to: 'archive',
  viewer: { kind: 'system', clientId: 'portal', purpose: 'education', organisation: '312000008', assurance: null },
  requestId: 'r1',
} as const;

function atTime() {
  let now = new Date('2026-11-22T12:00:00Z');
  const clock = () => now;
  return {
    sign: createCallSigner(keys, clock),
    verify: createCallVerifier('archive', keys, clock),
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
  };
}
const refused = { code: 'UNAUTHENTICATED' };

describe('a call between the processes of a hub', () => {
  it('says on whose behalf it is, and for which request', async () => {
    const { sign, verify } = atTime();
    expect(await verify(`Bearer ${await sign(call, body)}`, body)).toEqual(call);
  });

  it('is refused without a token', async () => {
    const { verify } = atTime();
    await expect(verify(undefined, body)).rejects.toMatchObject(refused);
    await expect(verify('Bearer nonsense', body)).rejects.toMatchObject(refused);
  });

  it('is refused when it is made again', async () => {
    const { sign, verify, pass } = atTime();
    const token = `Bearer ${await sign(call, body)}`;
    await verify(token, body);
    await expect(verify(token, body)).rejects.toMatchObject(refused);
    pass(29);
    await expect(verify(token, body)).rejects.toMatchObject(refused);
  });

  it('is refused with another body', async () => {
    const { sign, verify } = atTime();
    const token = await sign(call, body);
    await expect(verify(`Bearer ${token}`, body.replace('personId', 'name'))).rejects.toMatchObject(refused);
  });

  it('is refused when it is late, or of a time to come', async () => {
    const late = atTime();
    const token = await late.sign(call, body);
    late.pass(31);
    await expect(late.verify(`Bearer ${token}`, body)).rejects.toMatchObject(refused);
    const early = atTime();
    early.pass(60);
    const tomorrow = await early.sign(call, body);
    await expect(atTime().verify(`Bearer ${tomorrow}`, body)).rejects.toMatchObject(refused);
  });

  it('is refused by another process than it is for, and from another hub', async () => {
    const { sign, verify } = atTime();
    await expect(verify(`Bearer ${await sign({ ...call, to: 'feide' }, body)}`, body)).rejects.toMatchObject(refused);
    const stranger = createCallSigner(await createHubKeys(), () => new Date('2026-11-22T12:00:00Z'));
    await expect(verify(`Bearer ${await stranger(call, body)}`, body)).rejects.toMatchObject(refused);
  });
});
