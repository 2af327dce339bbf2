import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createWrappedKeyStore, type VaultTables } from '#kit/events/child-vault.ts';
import { shredChild } from '#kit/events/sealing/child-keys.ts';
import { createHubKeys, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { announce, request } from './test-support/staff-work.ts';
import { prepareDatabase, type TestHub } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
let server: Server | undefined;
beforeAll(prepareDatabase, 120_000);
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await hubs.close();
});

const weeks = 7 * 24 * 3_600_000;
const pass = (count: number) => {
  hubs.clock.now = new Date(hubs.clock.now.getTime() + count * weeks);
};
const waitingAt = async (hub: TestHub) =>
  (
    await sql<{
      typ: string;
    }>`select typ from data_sharing.outbound where delivered_at is null order by position`.execute(hub.database.kysely)
  ).rows.map(({ typ }) => typ);
const times = (history: readonly string[], type: string) => history.filter((one) => one === type).length;

describe('a peer that was away for three weeks', () => {
  it('is asked when it is back, though the request had waited for longer than a sealed message holds', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    await ringsaker.stopListening();
    await request(hubs, transferId, ['enrolment']);
    pass(3);
    expect(await waitingAt(sarpsborg)).toEqual(['transfer-request.v1']);
    await ringsaker.listen();
    await hubs.settle();
    expect((await sarpsborg.history(transferId)).at(-1)).toBe('TransferClosed');
    expect(times(await ringsaker.history(transferId), 'RequestReceived')).toBe(1);
  });

  it('gets the parts that were sealed before it went, and vouches for what was sent', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    // The request has gone out when Sarpsborg goes away: the answer, and then the parts, find nobody.
    const { catchUp } = sarpsborg.running;
    await request({ ...hubs, settle: catchUp }, transferId, ['enrolment']);
    await sarpsborg.stopListening();
    await hubs.settle();
    expect(await waitingAt(ringsaker)).toContain('transfer-parts.v1');
    pass(3);
    await sarpsborg.listen();
    await hubs.settle();
    expect(sarpsborg.school.children.get(hubs.to)?.held.get('enrolment')).toBe('Year 1 to 5');
    const history = await ringsaker.history(transferId);
    expect([times(history, 'PartsSent'), times(history, 'ReceiptRecorded')]).toEqual([1, 1]);
    expect(history.at(-1)).toBe('TransferClosed');
  });

  it('and has other keys since gets what waited under those', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    await ringsaker.stopListening();
    await request(hubs, transferId, ['enrolment']);
    const { kid } = ringsaker.keys.encryption;
    Object.assign(ringsaker.keys, await createHubKeys());
    expect(ringsaker.keys.encryption.kid).not.toBe(kid);
    sarpsborg.peers[0] = ringsaker.asPeer();
    pass(3);
    await ringsaker.restart();
    await hubs.settle();
    expect(await sarpsborg.history(transferId)).toContain('TransferClosed');
    expect(publicKeys(ringsaker.keys).keys).toHaveLength(2);
  });

  it('and had taken a message without our hearing of it takes it once, though it is sealed anew each time', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    const seen: string[] = [];
    let answers = false;
    server = createServer(async (incoming, answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      seen.push(body.toString('utf8'));
      const headers = { 'content-type': 'application/jose' };
      const { status } = await fetch(`${ringsaker.url}/hub/messages`, { method: 'POST', headers, body });
      if (answers) answer.writeHead(status).end('{}');
      else answer.destroy();
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    sarpsborg.peers[0] = {
      ...ringsaker.asPeer(),
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment']);
    pass(3);
    answers = true;
    await hubs.settle();
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(times(await ringsaker.history(transferId), 'RequestReceived')).toBe(1);
    expect((await sarpsborg.history(transferId)).at(-1)).toBe('TransferClosed');
  });
});

describe('a message that waits for a peer', () => {
  it('goes with the child’s keys: erased, it is sent to nobody and holds nothing up', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    await ringsaker.stopListening();
    await request(hubs, transferId, ['enrolment']);
    expect(await waitingAt(sarpsborg)).toEqual(['transfer-request.v1']);
    expect(await shredChild(hubs.to, createWrappedKeyStore(sarpsborg.database.as<VaultTables>()))).toBe(1);
    await ringsaker.listen();
    pass(1);
    await hubs.settle();
    expect(await waitingAt(sarpsborg)).toEqual([]);
    expect(await ringsaker.history(transferId)).toEqual([]);
  });
});
