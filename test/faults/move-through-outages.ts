import { expect } from 'vitest';
import { countsOf, insist, lookUntil, reaches } from '#test/support/insist.ts';
import { announcement, asked, present, statusesOf, transferAt } from '#test/support/journey.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';
import type { Surroundings } from '#test/support/surroundings.ts';

/**
 * A whole move of a child from Ringsaker to Sarpsborg, told by people who try again until they are answered, while `afterEach` lets
 * something go wrong after each of its steps. Nothing may be lost, and nothing may happen twice.
 */
export async function moveThroughOutages(
  around: Surroundings,
  afterEach: (step: string) => Promise<void>,
): Promise<void> {
  const sending = around.as('ringsaker', 'case-worker');
  const receiving = around.as('sarpsborg', 'case-worker');
  const mover = around.mover('main');
  const categories = ['health', 'ongoing-assessment'];
  const input = await lookUntil('the child is found', () =>
    announcement({ ...around, receiving, from: 'ringsaker' }, mover),
  );
  const announced = await insist(receiving, 'announceTransfer', input);
  const transferId = present(announced.transfer, 'transfer').id;
  await afterEach('announced');
  await reaches(receiving, transferId, ({ phase }) => phase === 'ANNOUNCED');
  await insist(receiving, 'requestTransfer', { transferId, categories: asked(['enrolment'], categories) });
  await afterEach('asked');
  await reaches(
    sending,
    transferId,
    ({ decisions }) => decisions?.find(({ category }) => category === 'health')?.asked === 2,
  );
  for (const role of ['mother', 'father']) {
    const permitted = await insist(around.as('ringsaker', role), 'permitTransfer', { transferId, categories });
    expect(permitted.userErrors).toEqual([]);
    await afterEach(`permitted by ${role}`);
  }
  await reaches(sending, transferId, ({ phase }) => phase === 'CLOSED');
  await reaches(receiving, transferId, ({ phase }) => phase === 'CLOSED');
  await lookUntil(
    'the archive has numbered the hand-over',
    async () => (await transferAt(sending, transferId))?.journalEntry,
  );
  await expectOnce(sending, receiving, transferId);
}

async function expectOnce(sending: PersonGraph, receiving: PersonGraph, transferId: string): Promise<void> {
  const sent = await reaches(sending, transferId, ({ phase }) => phase === 'CLOSED');
  const count = countsOf(sent);
  for (const type of ['RequestReceived', 'ChildMatched', 'CategoriesDecided', 'TransferClosed'])
    expect([type, count.get(type)]).toEqual([type, 1]);
  // Two persons, two categories.
  expect([count.get('AnswerRecorded'), count.get('PermissionGiven')]).toEqual([4, 2]);
  expect(statusesOf(sent)).toMatchObject({
    enrolment: 'received',
    health: 'received',
    'ongoing-assessment': 'received',
  });
  const received = await reaches(receiving, transferId, ({ phase }) => phase === 'CLOSED');
  const taken = received.batches?.flatMap((batch) => batch.categories) ?? [];
  expect(taken.toSorted()).toEqual(['enrolment', 'health', 'ongoing-assessment']);
}
