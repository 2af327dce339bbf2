import { afterEach, describe, expect, it } from 'vitest';
import { handOverStory } from './test-support/hand-over-story.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { decisionsAt, mutate } from './test-support/staff-work.ts';

const story = handOverStory();
const { begin, begun, answer, phaseAt, waitsAt, passDays } = story;
afterEach(() => story.close());

const all = [
  'attendance-totals',
  'attendance-reasons',
  'ongoing-assessment',
  'language-mapping',
  'individual-decisions',
  'development-observations',
  'expert-assessment-plans',
  'health',
];

describe('a kindergarten that hands a child over to a school', () => {
  it('asks every category that needs permission, and tells the school nothing, not even that the child is there', async () => {
    await begin();
    const id = await begun();
    const decisions = await decisionsAt(story.hubs.ringsaker, id);
    for (const category of all)
      expect(decisions[category]).toMatchObject({
        status: 'awaiting-permission',
        asked: 2,
        citation: 'barnehageloven § 2 a',
      });
    expect(decisions.identity).toMatchObject({ status: 'collected-anew' });
    expect(decisions['belief-exemption']).toMatchObject({ status: 'withheld' });
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBeNull();
    expect(await story.hubs.sarpsborg.history(id)).toEqual([]);
    expect((await waitsAt(story.hubs.ringsaker, id)).map(({ what }) => what)).toEqual(all.map(() => 'permission'));
  });

  it('hands over what is permitted, withholds what is refused or left unanswered, and both sides close', async () => {
    await begin();
    const id = await begun();
    await answer(id, 'refuseTransfer', ['expert-assessment-plans'], father);
    await answer(id, 'permitTransfer', ['development-observations'], mother, father);
    await answer(id, 'permitTransfer', ['health'], mother);
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('DECIDED');
    expect(story.hubs.sarpsborg.school.children.get(story.hubs.to)?.held.get('development-observations')).toBe(
      'Plays well with others',
    );
    await passDays(15);
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CLOSED');
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('CLOSED');
    const sent = await decisionsAt(story.hubs.ringsaker, id);
    expect(sent['development-observations']).toMatchObject({ status: 'received' });
    expect(sent.health).toMatchObject({ status: 'withheld', withheldWhy: 'silence' });
    expect(sent['expert-assessment-plans']).toMatchObject({ status: 'withheld', withheldWhy: 'refused' });
    const [closed] = await story.hubs.ringsaker.published('transfer-closed.v1');
    expect(closed?.data).toMatchObject({ form: 'HAND_OVER', side: 'SENDER' });
  });

  it('never tells the school what was asked, refused or left unanswered', async () => {
    await begin();
    const id = await begun();
    await answer(id, 'refuseTransfer', ['health'], father);
    await answer(id, 'permitTransfer', ['development-observations'], mother, father);
    await passDays(15);
    const told = await decisionsAt(story.hubs.sarpsborg, id);
    expect(Object.keys(told)).toEqual(['development-observations']);
  });

  it('closes without a word to the school when nothing is permitted', async () => {
    await begin();
    const id = await begun();
    await answer(id, 'refuseTransfer', all, mother);
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CLOSED');
    await passDays(15);
    expect(await story.hubs.sarpsborg.history(id)).toEqual([]);
  });

  it('lets a permission be taken back until the school has found its child', async () => {
    await begin();
    const child = story.hubs.sarpsborg.school.children.get(story.hubs.to);
    story.hubs.sarpsborg.school.children.delete(story.hubs.to);
    const id = await begun();
    await answer(id, 'permitTransfer', ['health', 'development-observations'], mother, father);
    expect((await waitsAt(story.hubs.ringsaker, id)).map(({ what }) => what)).toContain('offer-answer');
    await answer(id, 'withdrawPermission', ['health'], father);
    if (child) story.hubs.sarpsborg.school.children.set(story.hubs.to, child);
    await passDays(2);
    await passDays(15);
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('CLOSED');
    expect(story.hubs.sarpsborg.school.children.get(story.hubs.to)?.held.has('health')).toBe(false);
    expect(story.hubs.sarpsborg.school.children.get(story.hubs.to)?.held.has('development-observations')).toBe(true);
  });

  it('reminds those who have not answered before the deadline, once, and nobody else', async () => {
    await begin({ settings: { permissionDays: 10, permissionReminderDays: [3] } });
    const id = await begun();
    await answer(id, 'permitTransfer', all, mother);
    await passDays(6);
    expect(await story.hubs.ringsaker.published('permission-reminded.v1')).toEqual([]);
    await passDays(1.01);
    await passDays(0.5);
    const reminded = await story.hubs.ringsaker.published('permission-reminded.v1');
    expect(reminded.map(({ data }) => (data as { personIds: string[] }).personIds)).toEqual([[father]]);
  });
});

describe('a hand-over whose child the receiver does not surely know', () => {
  it('waits in a person’s queue, and is matched by a person or declined, never guessed', async () => {
    await begin();
    const child = story.hubs.sarpsborg.school.children.get(story.hubs.to);
    if (!child) throw new Error('no child');
    const { identity } = child;
    story.hubs.sarpsborg.school.children.set(story.hubs.to, { ...child, identity: { ...identity, nationalId: null } });
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    story.hubs.sarpsborg.facts.viewer = ['isCaseWorker'];
    const queue = await story.hubs.sarpsborg.query<{ requestsToMatch: { edges: ReadonlyArray<{ node: unknown }> } }>(
      '{ requestsToMatch { edges { node { id offered givenName why counterpart { name } } } } }',
      {},
    );
    expect(queue.data?.requestsToMatch.edges.map(({ node }) => node)).toEqual([
      {
        id,
        offered: true,
        givenName: 'Nora',
        why: 'No sure match: look at name and birth date',
        counterpart: { name: 'Ringsaker kommune' },
      },
    ]);
    const { userErrors } = await mutate(story.hubs.sarpsborg, 'matchTransferRequest', 'MatchTransferRequestInput', {
      transferId: id,
      childId: story.hubs.to,
    });
    expect(userErrors).toEqual([]);
    await passDays(15);
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('CLOSED');
  });

  it('is over at both hubs when the receiver says that no child of theirs is meant', async () => {
    await begin();
    story.hubs.sarpsborg.school.children.delete(story.hubs.to);
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    story.hubs.sarpsborg.facts.viewer = ['isCaseWorker'];
    const input = { transferId: id, reason: 'Lives elsewhere' };
    const { userErrors } = await mutate(story.hubs.sarpsborg, 'dismissTransferRequest', 'TransferReasonInput', input);
    expect(userErrors).toEqual([]);
    await story.hubs.settle();
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CANCELLED');
    expect(await story.hubs.ringsaker.history(id)).toContain('OfferDeclined');
    expect(await story.hubs.ringsaker.history(id)).not.toContain('PartSealed');
  });
});
