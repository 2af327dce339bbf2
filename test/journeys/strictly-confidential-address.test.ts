import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nationalIdCheckDigits } from '#contracts/identifiers.ts';
import { gradeAddress } from '#test/support/graded.ts';
import {
  act,
  announcement,
  askFor,
  beginJourney,
  childAt,
  holdersOf,
  type Journey,
  present,
  refusals,
  untilPermissionIsAsked,
  untilPhase,
} from '#test/support/journey.ts';
import { childIdOf, trafficOf } from '#test/support/look-inside.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 2_500));
/** A valid national id of nobody. */
const nobody = `138505996${nationalIdCheckDigits('138505996')}`;

const hubs = ['ringsaker', 'sarpsborg'] as const;
/** Staff whose post opens a child to them: the case worker, and the rektor of the school. */
const staff = (hub: (typeof hubs)[number]): readonly PersonGraph[] => [
  journey.as(hub, 'case-worker'),
  journey.as(hub, 'rektor'),
];

describe('a child with a strictly confidential address (kode 6)', () => {
  it('is answered of, at both hubs, in the same bytes as a child that does not exist', async () => {
    const mover = journey.mover('graded-6-sibling');
    const all = `givenName birthDate level units { id } transfers(first: 5) { edges { node { id } } } pupilRecord { caseNumber } feideGroups(first: 5) { edges { node { state } } }`;
    for (const hub of hubs) {
      const childId = await childIdOf(journey, mover, hub);
      for (const graph of staff(hub)) {
        const byNumber = (nationalId: string) =>
          graph.bytesOf(`query ($nationalId: NationalId!) { pupilByNationalId(nationalId: $nationalId) { ${all} } }`, {
            nationalId,
          });
        expect(await byNumber(mover.nationalId)).toBe(await byNumber(nobody));
        const byId = (id: string) => graph.bytesOf(`query ($id: ID!) { pupil(id: $id) { ${all} } }`, { id });
        expect(await byId(childId)).toBe(await byId(randomUUID()));
      }
    }
  });

  it('is in no search and in no list', async () => {
    const mover = journey.mover('graded-6-sibling');
    const list = `query ($search: String) { pupils(first: 500, search: $search) { edges { node { id nationalId } } } }`;
    const perSchool =
      '{ schools(first: 100) { edges { node { pupils(first: 500) { edges { node { nationalId } } } } } } }';
    for (const hub of hubs)
      for (const graph of staff(hub)) {
        const search = `${mover.name.given} ${mover.name.family}`;
        expect(await graph.bytesOf(list, { search })).toBe(await graph.bytesOf(list, { search: 'Nobody Whatever' }));
        expect(await graph.bytesOf(list, {})).not.toContain(mover.nationalId);
        expect(await graph.bytesOf(perSchool, {})).not.toContain(mover.nationalId);
      }
  });

  it('cannot be announced: the answer is that of a child that does not exist, and no hub sends anything', async () => {
    const mover = journey.mover('graded-6-sibling');
    const childId = await childIdOf(journey, mover, 'sarpsborg');
    const main = await announcement(journey, journey.mover('main'));
    const text =
      'mutation ($input: AnnounceTransferInput!) { announceTransfer(input: $input) { transfer { id } userErrors { code message } } }';
    const attempt = (id: string) =>
      journey.receiving.bytesOf(text, { input: { ...main, childId: id, idempotencyKey: randomUUID() } });
    expect(await attempt(childId)).toBe(await attempt(randomUUID()));
    await aWhile();
    for (const hub of hubs) {
      expect(await trafficOf(journey, hub)).toEqual({ sent: 0, received: 0 });
      const { transfers, requestsToMatch } = await journey.as(hub, 'case-worker').ask<Lists>(lists);
      expect([transfers.edges, requestsToMatch.edges]).toEqual([[], []]);
    }
    expect([...journey.linkTo.ringsaker.seen, ...journey.linkTo.sarpsborg.seen]).toEqual([]);
  });
});

describe('a child who is given a strictly confidential address while a move is under way', () => {
  it('stops: nothing more leaves, nobody sees the move any more, and no answer is taken', async () => {
    const mover = journey.mover('main');
    const transferId = await askFor(journey, mover, [], ['health']);
    await untilPermissionIsAsked(journey, transferId, 'health', 2);
    // What the sender tells before it knows of the grading has come through.
    await untilPhase(journey.receiving, transferId, 'DECIDED');
    const holders = await holdersOf(journey, mover);
    const childId = (await childAt(journey.sending, mover)).id;
    const before = journey.linkTo.sarpsborg.seen.length;
    // The sender learns it first: the receiver's hub must not be told by what the sender does next.
    await gradeAddress(journey, mover, 'strengtFortrolig', ['ringsaker']);
    const holder = present(holders[0], 'holder');
    expect(await refusals(act(holder, 'permitTransfer', { transferId, categories: ['health'] }))).toEqual([
      'HANDLED_OUTSIDE_THE_HUB',
    ]);
    await aWhile();
    expect(journey.linkTo.sarpsborg.seen).toHaveLength(before);
    const read = (id: string) =>
      journey.sending.bytesOf('query ($id: ID!) { transfer(id: $id) { phase timeline { type } } }', { id });
    expect(await read(transferId)).toBe(await read(randomUUID()));
    const pupil = (id: string) =>
      journey.sending.bytesOf('query ($id: ID!) { pupil(id: $id) { id givenName } }', { id });
    expect(await pupil(childId)).toBe(await pupil(randomUUID()));
  });

  it('is stopped at the receiver too, when it learns of it', async () => {
    const mover = journey.mover('main');
    const toRingsaker = journey.linkTo.ringsaker.seen.length;
    await gradeAddress(journey, mover, 'strengtFortrolig', ['sarpsborg']);
    await aWhile();
    const { transfers } = await journey.receiving.ask<Lists>(lists);
    expect(transfers.edges).toEqual([]);
    expect(journey.linkTo.ringsaker.seen).toHaveLength(toRingsaker);
  });
});

const lists = '{ transfers(first: 50) { edges { node { id } } } requestsToMatch(first: 50) { edges { node { id } } } }';
interface Lists {
  readonly transfers: { readonly edges: readonly unknown[] };
  readonly requestsToMatch: { readonly edges: readonly unknown[] };
}
