import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  announce,
  announcement,
  asked,
  askFor,
  beginJourney,
  childAt,
  eventsOf,
  type Journey,
  present,
  refusals,
  transferAt,
  untilPhase,
} from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const openOf = async (childId: string) => {
  const { pupil } = await journey.receiving.ask<{
    pupil: { transfers: { edges: ReadonlyArray<{ node: { id: string; open: boolean } }> } };
  }>('query ($id: ID!) { pupil(id: $id) { transfers(first: 10) { edges { node { id open } } } } }', { id: childId });
  return pupil.transfers.edges.filter(({ node }) => node.open).map(({ node }) => node.id);
};

describe('a move that is announced twice', () => {
  it('with the same key is the same move', async () => {
    const input = { ...(await announcement(journey, journey.ordinaryMover(0))), idempotencyKey: randomUUID() };
    const first = await act(journey.receiving, 'announceTransfer', input);
    const again = await act(journey.receiving, 'announceTransfer', input);
    expect(again.userErrors).toEqual([]);
    expect(again.transfer?.id).toBe(present(first.transfer, 'transfer').id);
    expect(await openOf(input.childId)).toHaveLength(1);
  });

  it('with another key is refused: one child does not make the same move twice at a time', async () => {
    const input = await announcement(journey, journey.ordinaryMover(1));
    expect(await refusals(act(journey.receiving, 'announceTransfer', input))).toEqual([]);
    expect(await refusals(act(journey.receiving, 'announceTransfer', input))).toEqual(['ALREADY_ANNOUNCED']);
    expect(await openOf(input.childId)).toHaveLength(1);
  });

  it('by two at the same moment is one move: the other is told so', async () => {
    const input = await announcement(journey, journey.ordinaryMover(9));
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => refusals(act(journey.receiving, 'announceTransfer', input))),
    );
    const told = ['ALREADY_ANNOUNCED'];
    expect(answers.toSorted((one, other) => one.length - other.length)).toEqual([[], told, told, told]);
    expect(await openOf(input.childId)).toHaveLength(1);
  });
});

describe('a move that both hubs tell of', () => {
  it('is one: the receiver asks for it itself, and what the sender has begun gives way', async () => {
    const mover = journey.mover('main');
    const [announced, prepared] = await Promise.all([
      announce(journey, mover),
      act(journey.sending, 'prepareHandOver', {
        childId: (await childAt(journey.sending, mover)).id,
        toOrganisation: journey.manifest.controllers.sarpsborg.organisationNumber,
        startsOn: mover.startsOn,
        direction: 'SCHOOL_TO_SCHOOL',
      }),
    ]);
    const handOver = present(prepared.transfer, 'hand-over').id;
    const request = { transferId: announced, categories: asked(['enrolment']) };
    expect(await refusals(act(journey.receiving, 'requestTransfer', request))).toEqual([]);
    await untilPhase(journey.sending, announced, 'CLOSED');
    await untilPhase(journey.receiving, announced, 'CLOSED');
    expect(await untilPhase(journey.sending, handOver, 'CANCELLED')).toMatchObject({ open: false });
    expect(await transferAt(journey.receiving, handOver)).toBeNull();
    expect(await openOf((await childAt(journey.receiving, mover)).id)).toEqual([]);
    await journey.holds();
  });
});

describe('a transfer that is asked for twice', () => {
  it('with the same key is asked for once, and the sender gets one request', async () => {
    const transferId = await announce(journey, journey.ordinaryMover(2));
    const input = { transferId, categories: asked(['enrolment']), idempotencyKey: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => act(journey.receiving, 'requestTransfer', input)));
    expect(answers.map(({ userErrors }) => userErrors)).toEqual([[], [], []]);
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(eventsOf(closed).filter((type) => type === 'RequestReceived')).toHaveLength(1);
    const received = await untilPhase(journey.receiving, transferId, 'CLOSED');
    expect(eventsOf(received).filter((type) => type === 'TransferAsked')).toHaveLength(1);
  });

  it('with another key is a typed user error that changes nothing', async () => {
    const transferId = await askFor(journey, journey.ordinaryMover(3), ['enrolment']);
    const again = { transferId, categories: asked(['written-language-form']) };
    const [refusal] = await refusals(act(journey.receiving, 'requestTransfer', again));
    expect(['ASKED_TWICE', 'CLOSED']).toContain(refusal);
    const received = await untilPhase(journey.receiving, transferId, 'CLOSED');
    expect(received.batches?.flatMap(({ categories }) => categories)).toEqual(['enrolment']);
  });

  it('for the same category in one request is refused whole', async () => {
    const transferId = await announce(journey, journey.ordinaryMover(4));
    const categories = asked(['enrolment', 'enrolment']);
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([
      'ASKED_TWICE',
    ]);
    expect(present(await transferAt(journey.receiving, transferId), 'transfer').phase).toBe('ANNOUNCED');
  });

  it('under a key that was used for something else is refused', async () => {
    const idempotencyKey = randomUUID();
    const transferId = await announce(journey, journey.ordinaryMover(5), { idempotencyKey });
    const input = { idempotencyKey, transferId, reason: 'The key of another' };
    const text = 'mutation ($input: TransferReasonInput!) { cancelTransfer(input: $input) { userErrors { code } } }';
    expect((await journey.receiving.answerTo(text, { input })).errors).toMatchObject([{ code: 'CONFLICT' }]);
    expect(present(await transferAt(journey.receiving, transferId), 'transfer').phase).toBe('ANNOUNCED');
  });
});

describe('a transfer of which it is asked what the law does not know', () => {
  it.each([
    ['NO_NECESSITY', [{ category: 'enrolment', purpose: 'curiosity' }]],
    ['NOT_A_CATEGORY', [{ category: 'shoe-size', purpose: 'right-to-education' }]],
    ['NOTHING_ASKED', []],
  ])('is refused with %s', async (code, categories) => {
    const transferId = await announce(journey, journey.ordinaryMover(6 + codes.indexOf(code)));
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([code]);
  });
  const codes = ['NO_NECESSITY', 'NOT_A_CATEGORY', 'NOTHING_ASKED'];
});
