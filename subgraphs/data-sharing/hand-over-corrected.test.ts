import { afterEach, describe, expect, it } from 'vitest';
import { handOverStory } from './test-support/hand-over-story.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { decisionsAt, mutate } from './test-support/staff-work.ts';

const story = handOverStory();
const { begin, prepare, begun, answer, phaseAt, waitsAt } = story;
afterEach(() => story.close());

describe('a hand-over that is corrected or cancelled', () => {
  it('is told to the receiver when the sender cancels what it has offered', async () => {
    await begin({ settings: { receiveAutomatically: false } });
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    const { userErrors } = await mutate(story.hubs.ringsaker, 'cancelTransfer', 'TransferReasonInput', {
      transferId: id,
      reason: 'The family stays',
    });
    expect(userErrors).toEqual([]);
    await story.hubs.settle();
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CANCELLED');
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('CANCELLED');
    // Said once, and not back again.
    expect((await story.hubs.sarpsborg.history(id)).filter((type) => type === 'CancellationTold')).toEqual([]);
  });

  it('is cancelled by the receiver too', async () => {
    await begin({ settings: { receiveAutomatically: false } });
    const id = await begun();
    await answer(id, 'permitTransfer', ['health'], mother, father);
    await mutate(story.hubs.sarpsborg, 'cancelTransfer', 'TransferReasonInput', {
      transferId: id,
      reason: 'Not coming',
    });
    await story.hubs.settle();
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CANCELLED');
  });

  it('is replaced by another: the first is cancelled, nobody is asked twice at once', async () => {
    await begin();
    const first = await begun();
    expect((await prepare()).userErrors).toMatchObject([{ code: 'ALREADY_ANNOUNCED' }]);
    const second = await begun({ startsOn: '2027-08-17', replaces: first });
    expect(await phaseAt(story.hubs.ringsaker, first)).toBe('CANCELLED');
    expect(await phaseAt(story.hubs.ringsaker, second)).toBe('DECIDED');
  });

  it('asks nobody before its hold is over', async () => {
    await begin({ settings: { holdSeconds: 86_400 } });
    const id = await begun();
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('MATCHED');
    expect((await waitsAt(story.hubs.ringsaker, id)).map(({ what }) => what)).toEqual(['hold']);
    expect(await story.hubs.ringsaker.published('permission-asked.v1')).toEqual([]);
  });
});

describe('a school that hands over on its own initiative', () => {
  it('shares after permission alone: what the receiver may fetch is left for it to ask for', async () => {
    await begin();
    const id = await begun({ direction: 'SCHOOL_TO_SCHOOL', startsOn: '2026-12-01' });
    const decisions = await decisionsAt(story.hubs.ringsaker, id);
    expect(decisions.health).toMatchObject({ status: 'awaiting-permission', citation: 'opplæringslova § 25-1 (4)' });
    expect(decisions.enrolment).toMatchObject({ status: 'withheld', withheldWhy: 'not-asked-for' });
  });

  it('refuses a category that no permission opens', async () => {
    await begin();
    for (const category of ['enrolment', 'messages'])
      expect((await prepare({ direction: 'SCHOOL_TO_SCHOOL', categories: [category] })).userErrors).toMatchObject([
        { code: 'NOT_HANDED_OVER' },
      ]);
    expect((await prepare({ direction: 'ABROAD' })).userErrors).toMatchObject([{ code: 'NOTHING_TO_HAND_OVER' }]);
  });
});

describe('from kindergarten to kindergarten', () => {
  const direction = 'KINDERGARTEN_TO_KINDERGARTEN';
  it('nothing goes of a child that may not be named', async () => {
    await begin();
    const id = await begun({ direction });
    await answer(id, 'permitTransfer', ['health'], mother, father);
    expect(await story.hubs.sarpsborg.history(id)).toEqual([]);
    await answer(id, 'refuseTransfer', ['identity'], mother);
    expect(await story.hubs.sarpsborg.history(id)).toEqual([]);
    expect((await decisionsAt(story.hubs.ringsaker, id)).health).toMatchObject({
      status: 'withheld',
      withheldWhy: 'identity-withheld',
    });
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CLOSED');
  });

  it('goes when the child may be named', async () => {
    await begin();
    const id = await begun({ direction, categories: ['health'] });
    await answer(id, 'permitTransfer', ['identity', 'health'], mother, father);
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('CLOSED');
    expect(story.hubs.sarpsborg.school.children.get(story.hubs.to)?.held.get('health')).toBe('Allergic to nuts');
  });
});

describe('a child on a graded address', () => {
  it('strictly graded is answered as one that is not here, and nothing is kept', async () => {
    await begin();
    const child = story.hubs.ringsaker.school.children.get(story.hubs.from);
    if (child) child.standing = { ...child.standing, grading: 'STRICTLY_CONFIDENTIAL' };
    expect((await prepare()).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { data } = await story.hubs.ringsaker.query<{ transfers: { edges: unknown[] } }>(
      '{ transfers { edges { cursor } } }',
      {},
    );
    expect(data?.transfers.edges).toEqual([]);
  });

  it('graded is released part by part by a named person, at both hubs', async () => {
    await begin();
    for (const [hub, id] of [
      [story.hubs.ringsaker, story.hubs.from],
      [story.hubs.sarpsborg, story.hubs.to],
    ] as const) {
      const child = hub.school.children.get(id);
      if (child) child.standing = { ...child.standing, grading: 'CONFIDENTIAL' };
      hub.facts[id] = ['namedForCase', 'isEmployee', 'addressConfidential'];
    }
    const id = await begun({ categories: ['health'] });
    await answer(id, 'permitTransfer', ['health'], mother, father);
    expect(await story.hubs.sarpsborg.history(id)).toEqual([]);
    for (const category of ['health', 'identity', 'guardians-contact', 'enrolment', 'own-work']) {
      const { userErrors } = await mutate(story.hubs.ringsaker, 'releaseTransferPart', 'ReleaseTransferPartInput', {
        transferId: id,
        category,
        release: true,
        reason: 'Looked through',
      });
      expect(userErrors).toEqual([]);
    }
    await story.hubs.settle();
    expect((await waitsAt(story.hubs.sarpsborg, id)).map(({ what }) => what)).toEqual(['release-of-the-answer']);
    await mutate(story.hubs.sarpsborg, 'releaseTransferRequest', 'TransferReasonInput', {
      transferId: id,
      reason: 'Known to us',
    });
    await story.hubs.settle();
    expect(await phaseAt(story.hubs.sarpsborg, id)).toBe('CLOSED');
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CLOSED');
  });
});
