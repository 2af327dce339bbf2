import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { handOverStory } from './test-support/hand-over-story.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { decisionsAt, mutate } from './test-support/staff-work.ts';

const story = handOverStory();
const { begin, prepare, begun, answer, phaseAt, passDays } = story;
afterEach(() => story.close());

describe('from a kindergarten to a school of the same municipality', () => {
  const within = () => ({ toOrganisation: story.hubs.ringsaker.controller.organisationNumber });

  it('sends nothing: what is permitted is opened to the school, and the rest is not', async () => {
    await begin();
    const id = await begun({ ...within(), categories: ['health', 'development-observations'] });
    await answer(id, 'permitTransfer', ['development-observations'], mother, father);
    const shared = await story.hubs.ringsaker.published('shared-within.v1');
    expect(shared.map(({ data }) => data)).toMatchObject([
      {
        transferId: id,
        childId: story.hubs.from,
        categories: ['development-observations'],
        legalBasis: 'barnehageloven § 2 a',
      },
    ]);
    await answer(id, 'refuseTransfer', ['health'], father);
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CLOSED');
    const decisions = await decisionsAt(story.hubs.ringsaker, id);
    expect(decisions['development-observations']).toMatchObject({ status: 'shared' });
    expect(decisions.health).toMatchObject({ status: 'withheld', withheldWhy: 'refused' });
    expect(await story.hubs.ringsaker.published('parts-requested.v1')).toEqual([]);
    const [closed] = await story.hubs.ringsaker.published('transfer-closed.v1');
    expect(closed?.data).toMatchObject({ side: 'WITHIN', form: 'HAND_OVER' });
  });
});

describe('from a kindergarten to another of the same municipality', () => {
  const [next, school] = ['974557746', '974760673'];
  const within = () => {
    const { units } = story.hubs.ringsaker.school;
    units.set(next, { id: randomUUID(), kind: 'KINDERGARTEN' });
    units.set(school, { id: randomUUID(), kind: 'SCHOOL' });
    const toOrganisation = story.hubs.ringsaker.controller.organisationNumber;
    return { toOrganisation, toUnit: next, direction: 'KINDERGARTEN_TO_KINDERGARTEN', startsOn: '2027-01-04' };
  };

  it('opens what is permitted to that one, and asks about nothing that the municipality has in its own register', async () => {
    await begin();
    const id = await begun(within());
    const decisions = await decisionsAt(story.hubs.ringsaker, id);
    for (const category of ['identity', 'guardians-contact', 'enrolment'])
      expect(decisions[category]?.status).not.toBe('awaiting-permission');
    expect(decisions.health).toMatchObject({
      status: 'awaiting-permission',
      asked: 2,
      citation: 'barnehageloven § 47 a (2)',
    });
    await answer(id, 'permitTransfer', ['health'], mother, father);
    await answer(id, 'refuseTransfer', ['development-observations'], father);
    await passDays(15);
    expect(await phaseAt(story.hubs.ringsaker, id)).toBe('CLOSED');
    expect(await decisionsAt(story.hubs.ringsaker, id)).toMatchObject({
      health: { status: 'shared' },
      'development-observations': { status: 'withheld', withheldWhy: 'refused' },
      'language-mapping': { status: 'withheld', withheldWhy: 'silence' },
    });
    const shared = await story.hubs.ringsaker.published('shared-within.v1');
    expect(shared.map(({ data }) => data)).toMatchObject([
      { categories: ['health'], direction: 'kindergarten-to-kindergarten', unit: next, startsOn: '2027-01-04' },
    ]);
    expect(await story.hubs.ringsaker.published('parts-requested.v1')).toEqual([]);
  });

  it('opens nothing when it is cancelled first, or a permission is taken back while the other parent is waited for', async () => {
    await begin();
    const first = await begun(within());
    await answer(first, 'permitTransfer', ['health'], mother);
    await mutate(story.hubs.ringsaker, 'cancelTransfer', 'TransferReasonInput', {
      transferId: first,
      reason: 'Stays after all',
    });
    await story.hubs.settle();
    const second = await begun({ ...within(), categories: ['health'] });
    await answer(second, 'permitTransfer', ['health'], mother);
    await answer(second, 'withdrawPermission', ['health'], mother);
    expect(await story.hubs.ringsaker.published('shared-within.v1')).toEqual([]);
    expect(await phaseAt(story.hubs.ringsaker, first)).toBe('CANCELLED');
  });

  it('needs to know which one, and one that is a kindergarten here', async () => {
    await begin();
    for (const [over, code] of [
      [{ toUnit: null }, 'UNIT_MISSING'],
      [{ toUnit: '974589095' }, 'UNKNOWN_UNIT'],
      [{ toUnit: school }, 'UNKNOWN_UNIT'],
      [{ toUnit: school, direction: 'SCHOOL_TO_SCHOOL' }, 'ONE_CONTROLLER'],
    ] as const)
      expect((await prepare({ ...within(), ...over })).userErrors).toMatchObject([{ code }]);
  });
});
