import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { createHubKeys } from '#kit/events/sealing/hub-keys.ts';
import { createCallSigner, createCallVerifier } from './call-token.ts';
import { type CallTables, callMigrations, takeInDatabase } from './taken-calls.ts';

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

describe('processes of one subgraph behind one address', () => {
  let database: HubDatabase;
  beforeAll(async () => {
    database = await openDatabase({ kind: 'memory' });
    await migrate(database.kysely, [callMigrations]);
  });
  afterAll(() => database.close());
  const process = (clock: () => Date) =>
    createCallVerifier('archive', keys, clock, takeInDatabase(database.as<CallTables>(), clock));

  it('take a call once together, also when it comes to both at the same time', async () => {
    const now = () => new Date('2026-11-22T12:00:00Z');
    const [one, other] = [process(now), process(now)];
    const sign = createCallSigner(keys, now);
    const first = `Bearer ${await sign(call, body)}`;
    await one(first, body);
    await expect(other(first, body)).rejects.toMatchObject(refused);
    const second = `Bearer ${await sign(call, body)}`;
    const outcomes = await Promise.allSettled([one(second, body), other(second, body)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('forget calls that could be made no more', async () => {
    let now = new Date('2026-11-22T13:00:00Z');
    const verify = process(() => now);
    const sign = createCallSigner(keys, () => now);
    for (let minute = 0; minute < 5; minute += 1) {
      await verify(`Bearer ${await sign(call, body)}`, body);
      now = new Date(now.getTime() + 120_000);
    }
    expect(await database.as<CallTables>().selectFrom('calls.taken').selectAll().execute()).toHaveLength(1);
  });

  it('take no call while the database does not answer, and call nobody a liar for it', async () => {
    const now = () => new Date('2026-11-22T14:00:00Z');
    const down = () => Promise.reject(new HubError('UNAVAILABLE', 'The database does not answer now.'));
    const token = `Bearer ${await createCallSigner(keys, now)(call, body)}`;
    await expect(createCallVerifier('archive', keys, now, down)(token, body)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
