import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { handOverStory } from './test-support/hand-over-story.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import type { TestHub } from './test-support/test-hub.ts';

const story = handOverStory();
afterEach(() => story.close());
const home = ['isParent', 'holdsParentalResponsibility', 'livesWithChild', 'clearedToKnowPlace'] as const;
const asked = { category: 'health', wrong: 'Allergic to nuts', right: 'Allergic to fish' };

interface Result {
  readonly correction: { readonly id: string; readonly [field: string]: unknown } | null;
  readonly userErrors: ReadonlyArray<{ readonly code: string }>;
}
const act = async (hub: TestHub, name: 'request' | 'answer', input: object, personId?: string) => {
  const [mutation, type] =
    name === 'request'
      ? ['requestCorrection', 'RequestCorrectionInput']
      : ['answerCorrection', 'AnswerCorrectionInput'];
  const { data, errors } = await hub.query<{ result: Result }>(
    `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { correction { id answerBy } userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    personId ? { personId } : {},
  );
  return data?.result ?? { correction: null, userErrors: (errors ?? []).map(() => ({ code: 'REFUSED' })) };
};
const readAs = async (personId: string) => {
  const { ringsaker, from } = story.hubs;
  const staff = ringsaker.facts[from] ?? [];
  ringsaker.facts[from] = home;
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Pupil {
    corrections { outcome answer correctedTo complaint receivers { name told } } } } }`;
  const { data } = await ringsaker.query<{ _entities: ReadonlyArray<{ corrections: unknown }> }>(
    text,
    { representations: [{ __typename: 'Pupil', id: from }] },
    { personId },
  );
  ringsaker.facts[from] = staff;
  return data?._entities[0]?.corrections;
};
/** The mother asks as one of the home; the staff's facts come back after. */
const ask = async () => {
  const { ringsaker, from } = story.hubs;
  const staff = ringsaker.facts[from] ?? [];
  ringsaker.facts[from] = home;
  const result = await act(ringsaker, 'request', { childId: from, ...asked }, mother);
  ringsaker.facts[from] = staff;
  return result;
};
async function moved() {
  const hubs = await story.begin();
  const places = [
    [hubs.ringsaker, hubs.from],
    [hubs.sarpsborg, hubs.to],
  ] as const;
  for (const [hub, id] of places) {
    hub.facts.viewer = ['isEmployee'];
    await sql`insert into data_sharing.child_placement values (${id}, array[${randomUUID()}::uuid], array[]::uuid[], false, true)`.execute(
      hub.database.kysely,
    );
  }
  const transferId = await story.begun();
  await story.answer(transferId, 'permitTransfer', ['health'], mother, father);
  return hubs;
}
const corrected = {
  outcome: 'CORRECTED',
  answer: 'You are right',
  correctedFrom: 'Allergic to nuts',
  correctedTo: 'Allergic to fish',
};

describe('a request to correct what is held', () => {
  it('is answered by staff, reaches the controller that got it, and the one who asked reads who was told', async () => {
    const { ringsaker, sarpsborg, settle, to } = await moved();
    const { correction, userErrors } = await ask();
    expect(userErrors).toEqual([]);
    const input = { correctionId: correction?.id, ...corrected };
    expect((await act(ringsaker, 'answer', { ...input, correctedTo: ' ' })).userErrors).toEqual([
      { code: 'TEXT_LENGTH' },
    ]);
    expect((await act(ringsaker, 'answer', input, mother)).userErrors).toEqual([{ code: 'OWN_REQUEST' }]);
    expect((await act(ringsaker, 'answer', input)).userErrors).toEqual([]);
    expect(await readAs(mother)).toMatchObject([{ receivers: [{ name: 'Sarpsborg kommune', told: 'WAITING' }] }]);
    await settle();
    expect(await readAs(mother)).toEqual([
      {
        outcome: 'CORRECTED',
        answer: 'You are right',
        correctedTo: 'Allergic to fish',
        complaint: null,
        receivers: [{ name: 'Sarpsborg kommune', told: 'TOLD' }],
      },
    ]);
    expect(await readAs(father)).toEqual([]);
    const { data } = await sarpsborg.query(
      '{ correctionRequests { edges { node { pupil { id } fromController category wrong right } } } }',
      {},
    );
    const node = { pupil: { id: to }, fromController: ringsaker.controller.organisationNumber, ...asked };
    expect(data).toEqual({ correctionRequests: { edges: [{ node }] } });
    expect((await act(ringsaker, 'answer', input)).userErrors).toEqual([{ code: 'ANSWERED' }]);
  });

  it('is refused with a reason and where to complain, and nobody is told', async () => {
    const { ringsaker } = await moved();
    const { correction } = await ask();
    const refused = { correctionId: correction?.id, outcome: 'REFUSED', answer: 'The doctor says nuts' };
    expect((await act(ringsaker, 'answer', refused)).userErrors).toEqual([]);
    expect(await readAs(mother)).toMatchObject([
      { outcome: 'REFUSED', answer: refused.answer, complaint: expect.stringContaining('Datatilsynet'), receivers: [] },
    ]);
  });

  it('of a child with a graded address is told by named staff: the hub sends nothing', async () => {
    const { ringsaker, sarpsborg, from, settle } = await moved();
    const { correction } = await ask();
    const child = ringsaker.school.children.get(from);
    if (child) child.standing = { ...child.standing, grading: 'CONFIDENTIAL' };
    expect((await act(ringsaker, 'answer', { correctionId: correction?.id, ...corrected })).userErrors).toEqual([]);
    await settle();
    expect(await readAs(mother)).toMatchObject([{ receivers: [{ told: 'BY_STAFF' }] }]);
    const { data } = await sarpsborg.query('{ correctionRequests { edges { cursor } } }', {});
    expect(data).toEqual({ correctionRequests: { edges: [] } });
  });
});
