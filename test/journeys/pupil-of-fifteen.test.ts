import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  askFor,
  beginJourney,
  holdersOf,
  type Journey,
  present,
  refusals,
  statusesOf,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
} from '#test/support/journey.ts';
import { childIdOf } from '#test/support/look-inside.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

describe('the move of a pupil of 15', () => {
  const categories = ['ongoing-assessment', 'half-year-marks-year-10'];
  let transferId: string;

  it('asks the pupil alone', async () => {
    transferId = await askFor(journey, journey.mover('fifteen'), ['final-assessment'], categories);
    const asked = await untilPermissionIsAsked(journey, transferId, 'ongoing-assessment', 1);
    const pupil = journey.as('ringsaker', 'pupil-fifteen');
    const { me } = await pupil.ask<{ me: { personId: string } }>('{ me { personId } }');
    const waits = asked.waitsFor?.filter(({ what }) => what === 'permission') ?? [];
    expect(waits.map(({ persons }) => persons)).toEqual(waits.map(() => [me.personId]));
    expect(waits.flatMap(({ categories: waiting }) => waiting ?? []).sort()).toEqual([...categories].sort());
  });

  it('takes no answer from a parent', async () => {
    const text = 'mutation ($input: AnswerTransferInput!) { permitTransfer(input: $input) { userErrors { code } } }';
    const input = { idempotencyKey: 'a parent answers', transferId, categories };
    const { errors } = await journey.as('ringsaker', 'mother-fifteen').answerTo(text, { input });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const { personId } = await motherOf(journey);
    const onPaper = {
      transferId,
      categories,
      answeredBy: personId,
      answer: 'PERMITS',
      channel: 'PAPER',
      note: 'A signed form',
    };
    expect(await refusals(act(journey.sending, 'recordTransferAnswer', onPaper))).toEqual(['NOT_THEIRS_TO_DECIDE']);
    expect(statusesOf(present(await transferAt(journey.sending, transferId), 'transfer'))).toMatchObject({
      'ongoing-assessment': 'awaiting-permission',
    });
  });

  it('lets the parent know of the move all the same', async () => {
    const mother = journey.as('ringsaker', 'mother-fifteen');
    const { transfer } = await mother.ask<{ transfer: { phase: string; counterpart: { name: string } } }>(
      'query ($id: ID!) { transfer(id: $id) { phase counterpart { name } } }',
      { id: transferId },
    );
    expect(transfer).toEqual({ phase: 'DECIDED', counterpart: { name: 'Sarpsborg kommune' } });
  });

  it('carries what the pupil permits, and withholds what the pupil refuses', async () => {
    const pupil = journey.as('ringsaker', 'pupil-fifteen');
    expect(await refusals(act(pupil, 'permitTransfer', { transferId, categories: categories.slice(0, 1) }))).toEqual(
      [],
    );
    expect(await refusals(act(pupil, 'refuseTransfer', { transferId, categories: categories.slice(1) }))).toEqual([]);
    const closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({
      'final-assessment': 'received',
      'ongoing-assessment': 'received',
      'half-year-marks-year-10': 'withheld',
    });
    const answered = closed.timeline?.filter(({ type }) => type === 'PermissionGiven') ?? [];
    expect(answered).toMatchObject([{ category: 'ongoing-assessment', actorRole: 'decider' }]);
  });
});

describe('a pupil who turns 15 while the question waits', () => {
  it('decides from midnight, and the holders who were asked do no more', async () => {
    const mover = journey.mover('main');
    // The journeys begin on 20 November 2026; the two hubs agree on whom it is about.
    for (const hub of ['ringsaker', 'sarpsborg'] as const)
      await sql`update school_administration.person set birth_date = '2011-11-21'
        where id = ${await childIdOf(journey, mover, hub)}`.execute(journey.hub(hub).database.kysely);
    const categories = ['health', 'ongoing-assessment'];
    const transferId = await askFor(journey, mover, ['enrolment'], categories);
    await untilPermissionIsAsked(journey, transferId, 'health', 2);
    const [one] = await holdersOf(journey, mover);
    const holder = present(one, 'holder');
    const pupil = journey.as('ringsaker', 'pupil');
    const permit = (graph: PersonGraph, category: string) =>
      act(graph, 'permitTransfer', { transferId, categories: [category] });
    await expect(permit(pupil, 'health')).rejects.toThrow(/may not do this/);
    expect(await refusals(permit(holder, 'health'))).toEqual([]);

    const midnight = Date.parse('2026-11-20T23:00:00Z');
    journey.clock.pass({ minutes: (midnight - journey.clock.now().getTime()) / 60_000 });

    await expect(permit(holder, 'ongoing-assessment')).rejects.toThrow(/may not do this/);
    for (const category of categories) expect(await refusals(permit(pupil, category))).toEqual([]);
    expect(statusesOf(await untilPhase(journey.sending, transferId, 'CLOSED'))).toMatchObject({
      health: 'received',
      'ongoing-assessment': 'received',
    });
  });
});

async function motherOf({ as }: Journey): Promise<{ readonly personId: string }> {
  const { me } = await as('ringsaker', 'mother-fifteen').ask<{ me: { personId: string } }>('{ me { personId } }');
  return { personId: me.personId };
}
