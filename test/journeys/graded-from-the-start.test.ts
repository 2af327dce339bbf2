import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import { nationalIdCheckDigits } from '#contracts/identifiers.ts';
import { nameByNationalId } from '#test/support/graded.ts';
import {
  act,
  announce,
  asked,
  beginJourney,
  type Journey,
  refusals,
  statusesOf,
  transferAt,
  untilPhase,
} from '#test/support/journey.ts';
import { childIdOf, trafficOf } from '#test/support/look-inside.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const hubs = ['ringsaker', 'sarpsborg'] as const;
const reason = 'Agreed with the family and the police on 19 November';
/** A valid national id of nobody. */
const nobody = `138505996${nationalIdCheckDigits('138505996')}`;

const pupil = `query ($id: ID!) { pupil(id: $id) { id givenName level units { id } transfers(first: 5) { edges { node { id } } } pupilRecord { caseNumber } } }`;
const name = `mutation ($input: NameForCaseInput!) { nameForCase(input: $input) { recorded userErrors { code message } } }`;
const lists = '{ transfers(first: 50) { edges { node { id } } } requestsToMatch(first: 50) { edges { node { id } } } }';
const personOf = async (graph: PersonGraph) =>
  (await graph.ask<{ me: { personId: string } }>('{ me { personId } }')).me.personId;

describe('the move of a child whose address was confidential (kode 7) before anybody was named', () => {
  const mover = () => journey.mover('graded-7');
  let transferId: string;

  /** Nobody but the one named sees more of the child than of one that does not exist. */
  async function expectNoTrace(hub: DemoHubName): Promise<void> {
    const childId = await childIdOf(journey, mover(), hub);
    for (const role of ['rektor', 'contact-teacher']) {
      const graph = journey.as(hub, role);
      expect(await graph.bytesOf(pupil, { id: childId })).toBe(await graph.bytesOf(pupil, { id: randomUUID() }));
      expect(await transferAt(graph, transferId)).toBeNull();
      expect(await graph.bytesOf(lists, {})).not.toContain(transferId);
    }
  }

  it('begins with nobody who knows of it', async () => {
    for (const hub of hubs) {
      const childId = await childIdOf(journey, mover(), hub);
      for (const role of ['case-worker', 'rektor']) {
        const graph = journey.as(hub, role);
        expect(await graph.bytesOf(pupil, { id: childId })).toBe(await graph.bytesOf(pupil, { id: randomUUID() }));
      }
    }
  });

  it('is opened to one who is named by national id, with an answer that is the same for a child that does not exist', async () => {
    for (const hub of hubs) {
      const leader = journey.as(hub, 'rektor');
      const personId = await personOf(journey.as(hub, 'case-worker'));
      const strictly = journey.mover('graded-6-sibling').nationalId;
      const answers = [];
      for (const nationalId of [mover().nationalId, strictly, journey.mover('main').nationalId, nobody])
        answers.push(
          await leader.bytesOf(name, { input: { nationalId, personId, reason, idempotencyKey: randomUUID() } }),
        );
      expect(new Set(answers)).toEqual(new Set(['{"data":{"nameForCase":{"recorded":true,"userErrors":[]}}}\n']));
      await nameByNationalId(journey, hub, mover().nationalId);
      // Named or not, one graded strengt fortrolig stays closed without a decision of the police or barnevernstjenesten.
      const graph = journey.as(hub, 'case-worker');
      const strictId = await childIdOf(journey, journey.mover('graded-6-sibling'), hub);
      expect(await graph.bytesOf(pupil, { id: strictId })).toBe(await graph.bytesOf(pupil, { id: randomUUID() }));
    }
  });

  it('is announced, and asks for nothing before the named one at the receiver lets the request go by hand', async () => {
    transferId = await announce(journey, mover());
    const categories = asked(['enrolment', 'written-language-form']);
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
    expect(await untilPhase(journey.receiving, transferId, 'ASKED')).toMatchObject({
      waitsFor: [{ what: 'release-of-the-request' }],
    });
    expect(await trafficOf(journey, 'sarpsborg')).toEqual({ sent: 0, received: 0 });
    expect(journey.linkTo.ringsaker.seen).toEqual([]);
    await expectNoTrace('sarpsborg');
    expect(await refusals(act(journey.receiving, 'releaseTransferRequest', { transferId, reason }))).toEqual([]);
  });

  it('sends what the named one at the sender lets go by hand, gets a receipt, and closes', async () => {
    const decided = await untilPhase(journey.sending, transferId, 'DECIDED');
    expect(decided.batches).toEqual([]);
    await expectNoTrace('ringsaker');
    const waiting = Object.entries(statusesOf(decided)).filter(([, status]) => status === 'awaiting-release');
    expect(waiting.map(([category]) => category)).toEqual(
      expect.arrayContaining(['enrolment', 'written-language-form']),
    );
    for (const [category] of waiting) {
      const release = category === 'enrolment' || category === 'written-language-form';
      const input = { transferId, category, release, reason, thirdPartiesRemoved: true };
      expect(await refusals(act(journey.sending, 'releaseTransferPart', input))).toEqual([]);
    }
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(closed.batches?.flatMap(({ categories }) => categories).sort()).toEqual([
      'enrolment',
      'written-language-form',
    ]);
    expect(closed.batches?.every(({ receipt }) => receipt !== null)).toBe(true);
    await untilPhase(journey.receiving, transferId, 'CLOSED');
  });

  it('has left no trace for anybody else, at either end', async () => {
    for (const hub of hubs) {
      await journey.hub(hub).settle();
      await expectNoTrace(hub);
    }
  });
});
