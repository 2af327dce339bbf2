import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofHub } from '#cli/demo/demo-folder.ts';
import {
  beginHandOverJourney,
  type HandOverJourney,
  handOver,
  handOverInput,
  record,
} from '#test/support/hand-over-journey.ts';
import { act, refusals, statusesOf, untilPhase, untilStatus } from '#test/support/journey.ts';
import { anotherKindergarten, type KindergartenOfOurs } from '#test/support/look-inside.ts';
import { until } from '#test/support/until.ts';

let journey: HandOverJourney;
let next: KindergartenOfOurs;
beforeAll(async () => {
  journey = await beginHandOverJourney({ children: 4 });
  const childIds = await Promise.all([0, 1, 2, 3].map((place) => journey.childId(place, 'ringsaker')));
  next = await anotherKindergarten(journey, 'ringsaker', childIds);
  for (const childId of childIds) await record(journey.sending, childId, 'HEALTH_NOTE', 'Tåler ikke nøtter');
}, 240_000);
afterAll(() => journey.end());

const startsOn = '2026-12-07';
/** From one kindergarten of Ringsaker to another: the same controller, the same record. */
const change = (over: Record<string, unknown> = {}) => ({
  toOrganisation: ofHub(journey.manifest.controllers, 'ringsaker').organisationNumber,
  toUnit: next.organisationNumber,
  direction: 'KINDERGARTEN_TO_KINDERGARTEN',
  startsOn,
  categories: ['health'],
  ...over,
});
const notes = 'query ($id: ID!) { pupil(id: $id) { healthNotes { title } } }';
interface Seen {
  readonly pupil: { readonly healthNotes: ReadonlyArray<{ readonly title: string }> } | null;
}
/** What one who leads the new kindergarten is shown of the child's health; nothing at all before the child has begun there. */
async function seenAtNext(place: number): Promise<readonly string[]> {
  const leader = journey.as('ringsaker', { kind: 'national-id', nationalId: next.leader }, 'education');
  const { pupil } = await leader.ask<Seen>(notes, { id: await journey.childId(place, 'ringsaker') });
  return pupil?.healthNotes.map(({ title }) => title) ?? [];
}
async function enrolAtNext(place: number): Promise<void> {
  const mutation = `mutation ($input: StartEnrolmentInput!) { result: startEnrolment(input: $input) {
    userErrors { code message } } }`;
  const input = {
    idempotencyKey: randomUUID(),
    childId: await journey.childId(place, 'ringsaker'),
    unitId: next.id,
    startsOn,
  };
  expect((await journey.sending.act(mutation, input)).userErrors).toEqual([]);
}

describe('a child who changes to another kindergarten of the same municipality', () => {
  let permitted: string;

  it('must be going to one that there is', async () => {
    const to = await handOverInput(journey, 0, change({ toUnit: null }));
    expect(await refusals(act(journey.sending, 'prepareHandOver', to))).toEqual(['UNIT_MISSING']);
    const elsewhere = await handOverInput(journey, 0, change({ toUnit: '312000016' }));
    expect(await refusals(act(journey.sending, 'prepareHandOver', elsewhere))).toEqual(['UNKNOWN_UNIT']);
  });

  it('takes along what both parents permit: nothing is sent, the record opens', async () => {
    permitted = await handOver(journey, 0, change());
    for (const holder of journey.holders(0))
      expect(await refusals(act(holder, 'permitTransfer', { transferId: permitted, categories: ['health'] }))).toEqual(
        [],
      );
    const closed = await untilPhase(journey.sending, permitted, 'CLOSED');
    expect(closed.decisions?.find(({ category }) => category === 'health')).toMatchObject({
      status: 'shared',
      citation: 'barnehageloven § 47 a (2)',
    });
    expect(ofHub(journey.linkTo, 'sarpsborg').seen).toEqual([]);
  });

  it('takes along nothing that a parent refuses, that nobody answers, or that is cancelled', async () => {
    const refused = await handOver(journey, 1, change());
    const [first] = journey.holders(1);
    if (first)
      expect(await refusals(act(first, 'refuseTransfer', { transferId: refused, categories: ['health'] }))).toEqual([]);
    await untilStatus(journey.sending, refused, 'health', 'withheld');
    const unanswered = await handOver(journey, 2, change());
    const cancelled = await handOver(journey, 3, change());
    const reason = 'Stays where it is';
    expect(await refusals(act(journey.sending, 'cancelTransfer', { transferId: cancelled, reason }))).toEqual([]);
    await untilPhase(journey.sending, cancelled, 'CANCELLED');
    journey.clock.pass({ days: 18 });
    const closed = await untilPhase(journey.sending, unanswered, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({ health: 'withheld' });
  });

  it('is met by staff who see what was permitted, and of the others only what they record themselves', async () => {
    for (const place of [0, 1, 2, 3]) await enrolAtNext(place);
    expect(
      await until('the new kindergarten sees it', async () => {
        const seen = await seenAtNext(0);
        return seen.length > 0 && seen;
      }),
    ).toEqual(['Tåler ikke nøtter']);
    for (const place of [1, 2, 3]) expect(await seenAtNext(place)).toEqual([]);
    const leader = journey.as('ringsaker', { kind: 'national-id', nationalId: next.leader }, 'education');
    await record(leader, await journey.childId(1, 'ringsaker'), 'HEALTH_NOTE', 'Bruker briller', '2026-12-08');
    expect(await seenAtNext(1)).toEqual(['Bruker briller']);
  });
});
