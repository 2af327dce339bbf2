import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradeAddress, nameForCase } from '#test/support/graded.ts';
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
  untilStatus,
} from '#test/support/journey.ts';
import { trafficOf } from '#test/support/look-inside.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const reason = 'Agreed with the family and the police on 19 November';
/** Long enough for every worker of a hub to have looked twice. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 2_500));

describe('the move of a child with a confidential address (kode 7)', () => {
  let transferId: string;

  it('is known to those named for the case alone', async () => {
    const mover = journey.ordinaryMover(0);
    for (const hub of ['ringsaker', 'sarpsborg'] as const) await nameForCase(journey, hub, mover);
    await gradeAddress(journey, mover, 'fortrolig');
    transferId = await announce(journey, mover);
    expect(await transferAt(journey.as('sarpsborg', 'rektor'), transferId)).toBeNull();
    expect(await transferAt(journey.receiving, transferId)).toMatchObject({ phase: 'ANNOUNCED' });
  });

  it('asks for nothing before a named person lets the request go, with a reason', async () => {
    const categories = asked(['enrolment', 'written-language-form']);
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
    await aWhile();
    expect(await untilPhase(journey.receiving, transferId, 'ASKED')).toMatchObject({
      waitsFor: [{ what: 'release-of-the-request' }],
    });
    expect(await trafficOf(journey, 'sarpsborg')).toEqual({ sent: 0, received: 0 });
    expect(journey.linkTo.ringsaker.seen).toEqual([]);
    expect(await refusals(act(journey.receiving, 'releaseTransferRequest', { transferId, reason: '' }))).toEqual([
      'REASON_MISSING',
    ]);
    expect(await refusals(act(journey.receiving, 'releaseTransferRequest', { transferId, reason }))).toEqual([]);
  });

  it('holds every part for a named person: no part leaves by itself', async () => {
    const decided = await untilPhase(journey.sending, transferId, 'DECIDED');
    expect(statusesOf(decided)).toMatchObject({
      enrolment: 'awaiting-release',
      'written-language-form': 'awaiting-release',
    });
    expect(Object.values(statusesOf(decided)).filter((status) => ['ready', 'sealed', 'sent'].includes(status))).toEqual(
      [],
    );
    await aWhile();
    expect((await untilPhase(journey.sending, transferId, 'DECIDED')).batches).toEqual([]);
    expect(await transferAt(journey.as('ringsaker', 'rektor'), transferId)).toBeNull();
  });

  it('carries the part that is let go, and no other', async () => {
    const input = { transferId, category: 'enrolment', release: true };
    expect(await refusals(act(journey.sending, 'releaseTransferPart', { ...input, reason: ' ' }))).toEqual([
      'REASON_MISSING',
    ]);
    expect(await refusals(act(journey.sending, 'releaseTransferPart', { ...input, reason }))).toEqual([]);
    const transfer = await untilStatus(journey.sending, transferId, 'enrolment', 'received');
    expect(statusesOf(transfer)).toMatchObject({ 'written-language-form': 'awaiting-release' });
    expect(transfer.timeline?.find(({ type }) => type === 'PartReleased')).toMatchObject({
      actorKind: 'PERSON',
      reason,
    });
  });

  it('closes when a named person has looked at all the others', async () => {
    const waiting = Object.entries(statusesOf(await untilPhase(journey.sending, transferId, 'DECIDED')));
    for (const [category] of waiting.filter(([, status]) => status === 'awaiting-release')) {
      const input = {
        transferId,
        category,
        release: category === 'written-language-form',
        reason,
        thirdPartiesRemoved: true,
      };
      expect(await refusals(act(journey.sending, 'releaseTransferPart', input))).toEqual([]);
    }
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    const sent = closed.batches?.flatMap(({ categories }) => categories) ?? [];
    expect([...sent].sort()).toEqual(['enrolment', 'written-language-form']);
    await untilPhase(journey.receiving, transferId, 'CLOSED');
  });
});
