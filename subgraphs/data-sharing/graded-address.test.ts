import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import type { Grading } from '#contracts/ports.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { announce, decisionsAt, mutate, request } from './test-support/staff-work.ts';
import { prepareDatabase, type TestHub } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());

/** Folkeregisteret grades the child; named staff of the case may still act, others may not know of the child. */
function grade(hub: TestHub, childId: string, grading: Grading): void {
  const child = hub.school.children.get(childId);
  if (child) child.standing = { ...child.standing, grading };
  hub.facts[childId] = [
    'isCaseWorker',
    'isEmployee',
    'namedForCase',
    'namedByDecision',
    grading === 'CONFIDENTIAL' ? 'addressConfidential' : 'addressStrictlyConfidential',
  ];
}
async function messagesFrom(hub: TestHub): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from data_sharing.outbound`.execute(
    hub.database.kysely,
  );
  return rows[0]?.count ?? -1;
}
const transferIn = (hub: TestHub, id: string) =>
  hub.query<{ transfer: { phase: string } | null }>('query ($id: ID!) { transfer(id: $id) { phase } }', { id });

describe('a strictly confidential address (kode 6)', () => {
  it('known to the receiver: nothing is announced, asked or sent, and nobody but the named sees that there is a move', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg, ringsaker, to } = hubs;
    grade(sarpsborg, to, 'STRICTLY_CONFIDENTIAL');
    const transferId = await announce(hubs);
    await hubs.settle();
    const asked = await mutate(sarpsborg, 'requestTransfer', 'RequestTransferInput', {
      transferId,
      categories: [{ category: 'enrolment', purpose: 'right-to-education' }],
    });
    expect(asked.userErrors).toMatchObject([{ code: 'HANDLED_OUTSIDE_THE_HUB' }]);
    await hubs.settle();
    expect([await messagesFrom(sarpsborg), await messagesFrom(ringsaker)]).toEqual([0, 0]);
    const told = 'query ($id: ID!) { transfer(id: $id) { phase startsOn counterpart { name } timeline { type } } }';
    expect((await sarpsborg.query(told, { id: transferId })).data?.transfer).toEqual({
      phase: 'BARRED',
      startsOn: null,
      counterpart: null,
      timeline: [],
    });
    expect(await sarpsborg.running.listMoves()).toEqual([]);
    await expect(sarpsborg.running.showMove(transferId)).rejects.toThrow('There is no move');
    sarpsborg.facts[to] = ['isCaseWorker', 'leadsSchool', 'addressStrictlyConfidential'];
    expect((await transferIn(sarpsborg, transferId)).data?.transfer).toBeNull();
  });

  it('known to the sender alone: a request gets no answer at all, and nobody is asked', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, from } = hubs;
    grade(ringsaker, from, 'STRICTLY_CONFIDENTIAL');
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    expect(await ringsaker.history(transferId)).toEqual([
      'RequestReceived',
      'ChildMatched',
      'GradingKnown',
      'TransferBarred',
    ]);
    expect(await messagesFrom(ringsaker)).toBe(0);
    expect(await ringsaker.published('permission-asked.v1')).toEqual([]);
    expect(await ringsaker.published('parts-requested.v1')).toEqual([]);
  });

  it('given in the middle stops what was sealed and not sent, by the event or at the last moment before sending', async () => {
    for (const byEvent of [true, false]) {
      hubs = await startTwoHubs();
      const { ringsaker, sarpsborg, from, to } = hubs;
      const transferId = await announce(hubs);
      await hubs.settle();
      // The grading comes when the parts have been asked for: they are sealed, and must not leave.
      const answer = ringsaker.school.answer;
      ringsaker.school.answer = async (envelope) => {
        if (envelope.type === 'parts-requested.v1') {
          grade(ringsaker, from, 'STRICTLY_CONFIDENTIAL');
          const place = { childId: from, unitIds: [], groupIds: [], level: 5, active: true };
          const data = { ...place, grading: 'STRICTLY_CONFIDENTIAL' as const };
          if (byEvent) await ringsaker.deliver(newEvent(pupilPlacementChanged, data, from));
        }
        return answer(envelope);
      };
      await request(hubs, transferId, ['enrolment'], ['health']);
      await hubs.settle();
      expect(await ringsaker.history(transferId)).not.toContain('PartsSent');
      expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferBarred');
      expect(sarpsborg.school.children.get(to)?.held.size).toBe(0);
      const { rows } = await sql`select 1 from data_sharing.part where sealed is not null
        union all select 1 from data_sharing.outbound where delivered_at is null`.execute(ringsaker.database.kysely);
      expect(rows).toEqual([]);
      if (byEvent) await hubs.close();
    }
  });
});

describe('a confidential address (kode 7)', () => {
  it('waits for a named person for the request and for every part, collected anew included', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, from, to } = hubs;
    grade(sarpsborg, to, 'CONFIDENTIAL');
    grade(ringsaker, from, 'CONFIDENTIAL');
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment']);
    expect(await messagesFrom(sarpsborg)).toBe(0);
    const reason = 'Agreed with the police on 20 November';
    const letGo = await mutate(sarpsborg, 'releaseTransferRequest', 'TransferReasonInput', { transferId, reason });
    expect(letGo.userErrors).toEqual([]);
    await hubs.settle();
    expect(await decisionsAt(ringsaker, transferId)).toMatchObject({
      enrolment: { status: 'awaiting-release', outcome: 'BY_HAND' },
      identity: { status: 'awaiting-release', outcome: 'BY_HAND' },
      messages: { status: 'withheld' },
    });
    expect(sarpsborg.school.children.get(to)?.held.size).toBe(0);
    for (const category of ['enrolment', 'identity', 'guardians-contact', 'own-work']) {
      const input = { transferId, category, release: true, reason };
      expect((await mutate(ringsaker, 'releaseTransferPart', 'ReleaseTransferPartInput', input)).userErrors).toEqual(
        [],
      );
    }
    await hubs.settle();
    expect(sarpsborg.school.children.get(to)?.held.get('enrolment')).toBe('Year 1 to 5');
    expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferClosed');
  });
});
