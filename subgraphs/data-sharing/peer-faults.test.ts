import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHubKeys, keyFor, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import { transferRequest } from './domain/messages/transfer-request.ts';
import { announce, request } from './test-support/staff-work.ts';
import { prepareDatabase } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
let server: Server | undefined;
beforeAll(prepareDatabase, 120_000);
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await hubs.close();
});

const seconds = (count: number) => new Date(hubs.clock.now.getTime() + count * 1_000);
/** A message from Sarpsborg to Ringsaker, as Ringsaker answers it. */
async function post(over: Record<string, unknown>) {
  const { ringsaker, sarpsborg, clock } = hubs;
  const { compact } = await seal(transferRequest.example, {
    typ: transferRequest.typ,
    id: `message-${Math.random()}`,
    from: sarpsborg.controller.organisationNumber,
    to: ringsaker.controller.organisationNumber,
    senderPrivateKey: sarpsborg.keys.signing,
    recipientPublicKey: keyFor(publicKeys(ringsaker.keys), 'enc'),
    now: clock.now,
    ...over,
  });
  const headers = { 'content-type': 'application/jose' };
  const response = await fetch(`${ringsaker.url}/hub/messages`, { method: 'POST', headers, body: compact });
  return { status: response.status, problem: ((await response.json()) as { problem?: string }).problem };
}

describe('a peer whose clock is wrong', () => {
  it('by five minutes is understood, and by an hour ahead is told so; an hour behind does no harm', async () => {
    hubs = await startTwoHubs();
    expect(await post({ now: seconds(299) })).toMatchObject({ status: 202 });
    expect(await post({ now: seconds(3_600) })).toEqual({ status: 403, problem: 'FROM_THE_FUTURE' });
    expect(await post({ now: seconds(-3_600) })).toMatchObject({ status: 202 });
  });
});

describe('a peer with a key that it should not have', () => {
  it('cannot speak as another peer, nor with another’s key as itself', async () => {
    hubs = await startTwoHubs();
    const other = await createHubKeys();
    const known = {
      organisationNumber: '312000024',
      name: 'Annen kommune',
      municipalityNumber: null,
      url: 'http://127.0.0.1:1',
    };
    hubs.ringsaker.peers.push({ ...known, keys: publicKeys(other) });
    expect(await post({ senderPrivateKey: other.signing })).toEqual({ status: 403, problem: 'UNKNOWN_SENDER' });
    expect(await post({ from: known.organisationNumber })).toEqual({ status: 403, problem: 'UNKNOWN_SENDER' });
    // The right id on a key that is not the one: the signature does not fit.
    const forged = { ...other.signing, kid: hubs.sarpsborg.keys.signing.kid };
    expect(await post({ senderPrivateKey: forged })).toEqual({ status: 403, problem: 'BAD_SIGNATURE' });
  });
});

describe('a peer that answers wrongly', () => {
  it.each([
    ['200 with a page', (answer: ServerResponse) => answer.end('<html>Welcome</html>'), 'The peer answered 200'],
    [
      'an error of its own',
      (answer: ServerResponse) => answer.writeHead(500).end('stack trace of the peer'),
      'The peer answered 500',
    ],
    [
      'elsewhere',
      (answer: ServerResponse) => answer.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      'The peer cannot be reached',
    ],
    ['half a line and then nothing', (answer: ServerResponse) => answer.destroy(), 'The peer cannot be reached'],
    [
      'that our clock is wrong',
      (answer: ServerResponse) => answer.writeHead(403).end('{"problem":"FROM_THE_FUTURE"}'),
      'The peer answered 403 (FROM_THE_FUTURE)',
    ],
  ])('%s: the message waits and is told of, and is taken when the peer is right again', async (_, wrong, problem) => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg } = hubs;
    server = createServer((_request, answer) => void wrong(answer));
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const peer = sarpsborg.peers[0];
    if (!peer) throw new Error('Sarpsborg has no peer');
    const transferId = await announce(hubs);
    await hubs.settle();
    sarpsborg.peers[0] = { ...peer, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    await request(hubs, transferId, ['enrolment']);
    const { rows } = await sql<{
      problem: string;
    }>`select problem from data_sharing.outbound where delivered_at is null`.execute(sarpsborg.database.kysely);
    expect(rows).toEqual([{ problem }]);
    sarpsborg.peers[0] = { ...peer, url: ringsaker.url };
    hubs.clock.now = seconds(3_600);
    await hubs.settle();
    expect((await sarpsborg.history(transferId)).filter((type) => type === 'TransferRequested')).toHaveLength(1);
    expect(await ringsaker.history(transferId)).toContain('RequestReceived');
  });
});
