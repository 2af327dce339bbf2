import { createServer } from 'node:http';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHubKeys, keyFor, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import { transferCancelledMessage } from './domain/messages/transfer-cancelled.ts';
import { transferRequest } from './domain/messages/transfer-request.ts';
import { announce, mutate, request } from './test-support/staff-work.ts';
import { prepareDatabase, type TestHub } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());

async function post(hub: TestHub, body: string, type = 'application/jose') {
  const response = await fetch(`${hub.url}/hub/messages`, { method: 'POST', headers: { 'content-type': type }, body });
  const answer = (await response.json().catch(() => ({}))) as { problem?: string };
  return { status: response.status, problem: answer.problem };
}
const problemsOf = async (hub: TestHub, id: string) => {
  const text = 'query ($id: ID!) { transfer(id: $id) { problems { what problem } waitsFor { what why } } }';
  const { data } = await hub.query<{ transfer: { problems: unknown[]; waitsFor: unknown[] } }>(text, { id });
  return data?.transfer;
};

describe('a peer', () => {
  it('that is down is tried again, the transfer says so, and it goes on when the peer is back', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    await ringsaker.stopListening();
    await request(hubs, transferId, ['enrolment']);
    expect(await problemsOf(sarpsborg, transferId)).toMatchObject({
      problems: [{ what: 'transfer-request.v1', problem: 'The peer cannot be reached' }],
      waitsFor: [{ what: 'decision', why: 'The sender has not answered yet' }],
    });
    await ringsaker.listen();
    hubs.clock.now = new Date(hubs.clock.now.getTime() + 3_600_000);
    await hubs.settle();
    expect((await sarpsborg.history(transferId)).at(-1)).toBe('TransferClosed');
    expect((await problemsOf(sarpsborg, transferId))?.problems).toEqual([]);
  });

  it('that never answers holds up nobody but itself', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg, ringsaker } = hubs;
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const slow = {
      ...ringsaker.asPeer(),
      organisationNumber: '312000024',
      name: 'Treg kommune',
      url: `http://127.0.0.1:${port}`,
    };
    sarpsborg.peers.push(slow);
    const ids = [await announce(hubs, { fromOrganisation: slow.organisationNumber }), await announce(hubs)];
    await sarpsborg.running.catchUp();
    const categories = [{ category: 'enrolment', purpose: 'right-to-education' }];
    for (const transferId of ids)
      await mutate(sarpsborg, 'requestTransfer', 'RequestTransferInput', { transferId, categories });
    const workers = (await sarpsborg.running.startWorkers?.()) ?? [];
    const taken = async () =>
      (await sql`select 1 from data_sharing.inbound`.execute(ringsaker.database.kysely)).rows.length;
    // The silent peer is given 10 seconds; the other has its message long before.
    await expect.poll(taken, { timeout: 8_000 }).toBe(1);
    const { rows } = await sql<{
      peer: string;
      deliveredAt: string | null;
    }>`select peer, delivered_at from data_sharing.outbound
      where peer = ${slow.organisationNumber}`.execute(sarpsborg.database.kysely);
    expect(rows).toEqual([{ peer: slow.organisationNumber, deliveredAt: null }]);
    silent.closeAllConnections();
    silent.close();
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it('is refused what is not sealed, not signed by a peer, or not for us, and told why in a code', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, clock } = hubs;
    const stranger = await createHubKeys();
    const sealTo = (over: object) =>
      seal(transferRequest.example, {
        typ: transferRequest.typ,
        id: 'message-1',
        from: sarpsborg.controller.organisationNumber,
        to: ringsaker.controller.organisationNumber,
        senderPrivateKey: sarpsborg.keys.signing,
        recipientPublicKey: keyFor(publicKeys(ringsaker.keys), 'enc'),
        now: clock.now,
        ...over,
      });
    expect(await post(ringsaker, 'hello')).toMatchObject({ status: 400, problem: 'MALFORMED' });
    expect((await post(ringsaker, '{}', 'application/json')).status).toBeGreaterThanOrEqual(400);
    const unknown = await sealTo({ senderPrivateKey: stranger.signing });
    expect(await post(ringsaker, unknown.compact)).toEqual({ status: 403, problem: 'UNKNOWN_SENDER' });
    const elsewhere = await sealTo({ to: '312000024' });
    expect(await post(ringsaker, elsewhere.compact)).toEqual({ status: 403, problem: 'WRONG_RECEIVER' });
    const late = await sealTo({ now: new Date('2026-01-01T00:00:00Z') });
    expect(await post(ringsaker, late.compact)).toEqual({ status: 403, problem: 'TOO_LATE' });
    const { rows } = await sql`select 1 from data_sharing.inbound`.execute(ringsaker.database.kysely);
    expect(rows).toEqual([]);
  });

  it('may send the same message again: it is taken, and has no second effect', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, clock } = hubs;
    const { compact } = await seal(transferRequest.example, {
      typ: transferRequest.typ,
      id: 'message-1',
      from: '312000016',
      to: '312000008',
      senderPrivateKey: sarpsborg.keys.signing,
      recipientPublicKey: keyFor(publicKeys(ringsaker.keys), 'enc'),
      now: clock.now,
    });
    const { transferId } = transferRequest.example;
    for (let times = 0; times < 3; times += 1) {
      expect((await post(ringsaker, compact)).status).toBe(202);
      await hubs.settle();
    }
    const history = await ringsaker.history(transferId);
    expect(history.filter((type) => type === 'RequestReceived')).toHaveLength(1);
  });

  it("cannot speak of another controller's transfer", async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, clock } = hubs;
    const stranger = await createHubKeys();
    const other = {
      organisationNumber: '312000024',
      name: 'Annen kommune',
      municipalityNumber: null,
      url: 'http://127.0.0.1:1',
    };
    ringsaker.peers.push({ ...other, keys: publicKeys(stranger) });
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    const { compact } = await seal(
      { transferId, kind: 'cancelled' },
      {
        typ: transferCancelledMessage.typ,
        id: 'message-2',
        from: other.organisationNumber,
        to: ringsaker.controller.organisationNumber,
        senderPrivateKey: stranger.signing,
        recipientPublicKey: keyFor(publicKeys(ringsaker.keys), 'enc'),
        now: clock.now,
      },
    );
    expect((await post(ringsaker, compact)).status).toBe(202);
    await hubs.settle();
    expect(await ringsaker.history(transferId)).not.toContain('TransferCancelled');
    const { rows } = await sql<{
      problem: string;
    }>`select problem from data_sharing.inbound where id = 'message-2'`.execute(ringsaker.database.kysely);
    expect(rows).toEqual([{ problem: 'There is no such transfer with this controller' }]);
    expect(sarpsborg.peers).toHaveLength(1);
  });

  it('never finds a name, a number or a mark in the clear in what lies waiting or has been sent', async () => {
    hubs = await startTwoHubs({ held: { 'final-assessment': 'Mathematics: 6' } });
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['final-assessment']);
    for (const hub of [hubs.ringsaker, hubs.sarpsborg]) {
      const tables = [
        'data_sharing.inbound',
        'data_sharing.outbound',
        'data_sharing.part',
        'data_sharing.request',
        'events.outbox',
        'data_sharing.transfer',
        'data_sharing.transfer_event',
      ];
      for (const table of tables) {
        const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(table)} t`.execute(
          hub.database.kysely,
        );
        for (const secret of ['Haugen', '17841690079', 'Mathematics'])
          expect([table, rows.some((row) => row.text.includes(secret))]).toEqual([table, false]);
      }
    }
    expect(hubs.sarpsborg.school.children.get(hubs.to)?.held.get('final-assessment')).toBe('Mathematics: 6');
  });
});
