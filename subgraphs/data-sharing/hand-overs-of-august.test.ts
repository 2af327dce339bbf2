import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { tenYearOld } from './test-support/school-stand-in.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
afterEach(() => hubs.close());

/** Children in two kindergartens of Ringsaker, whom staff may hand over; Ringsaker's units and placements are known. */
async function kindergartens(perUnit: number) {
  hubs = await startTwoHubs();
  const { ringsaker } = hubs;
  const units = [randomUUID(), randomUUID()];
  const children = units.flatMap((unitId) =>
    Array.from({ length: perUnit }, () => {
      const id = randomUUID();
      const child = tenYearOld(id, { health: 'Allergic to nuts' });
      ringsaker.school.children.set(id, { ...child, standing: { ...child.standing, unitId } });
      ringsaker.facts[id] = ['isCaseWorker'];
      return { id, unitId };
    }),
  );
  await sql`insert into data_sharing.child_placement (child_id, unit_ids, group_ids, graded, active)
    select c.id, array[c.unit], '{}', false, true from unnest(${children.map(({ id }) => id)}::uuid[],
      ${children.map(({ unitId }) => unitId)}::uuid[]) as c(id, unit)`.execute(ringsaker.database.kysely);
  return { units, children: children.map(({ id }) => id) };
}

const prepareAll = async (childIds: readonly string[], over: Record<string, unknown> = {}) => {
  const text = `mutation ($input: PrepareHandOversInput!) { prepareHandOvers(input: $input) {
    begun underWay elsewhere notHere userErrors { code } } }`;
  const input = {
    idempotencyKey: randomUUID(),
    childIds,
    toOrganisation: hubs.sarpsborg.controller.organisationNumber,
    startsOn: '2027-08-16',
    direction: 'KINDERGARTEN_TO_SCHOOL',
    answerBy: '2026-12-10T12:00:00.000Z',
    ...over,
  };
  const { data, errors } = await hubs.ringsaker.query<{ prepareHandOvers: Record<string, unknown> }>(text, { input });
  return { payload: data?.prepareHandOvers, errors };
};

interface Counts {
  readonly handOverCounts: ReadonlyArray<{
    unit: { id: string };
    stage: string;
    count: number;
    answerBy: string | null;
  }>;
}
const counts = async () => {
  const { data } = await hubs.ringsaker.query<Counts>('{ handOverCounts { unit { id } stage count answerBy } }', {});
  return data?.handOverCounts ?? [];
};

describe('the first-graders of August', () => {
  it('are recorded in one go, with the deadline that the controller sets, and counted by kindergarten', async () => {
    const { units, children } = await kindergartens(3);
    expect((await prepareAll(children)).payload).toEqual({
      begun: 6,
      underWay: [],
      elsewhere: [],
      notHere: [],
      userErrors: [],
    });
    await hubs.settle();
    expect(await counts()).toEqual(
      units
        .toSorted()
        .map((id) => ({ unit: { id }, stage: 'WAITING_FOR_PERMISSION', count: 3, answerBy: expect.anything() })),
    );
    const [first] = await counts();
    expect(new Date(first?.answerBy ?? 0).toISOString()).toBe('2026-12-10T12:00:00.000Z');
    const page = await hubs.ringsaker.query<{
      handOvers: { edges: ReadonlyArray<{ node: { pupil: { id: string } } }> };
    }>(
      `query ($unitId: ID!) { handOvers(unitId: $unitId, stages: [WAITING_FOR_PERMISSION], first: 2) {
        edges { node { pupil { id } waitsFor { what until } } } pageInfo { hasNextPage } } }`,
      { unitId: units[0] },
    );
    expect(page.data?.handOvers.edges).toHaveLength(2);
  });

  it('are not asked about twice when the list is sent again, longer', async () => {
    const { children } = await kindergartens(2);
    await prepareAll(children.slice(0, 3));
    expect((await prepareAll(children)).payload).toMatchObject({
      begun: 1,
      underWay: expect.arrayContaining(children.slice(0, 3)),
    });
    await hubs.settle();
    const asked = await hubs.ringsaker.published('permission-asked.v1');
    expect(new Set(asked.map(({ subject }) => subject)).size).toBe(4);
  });

  it('are all taken on at once: a step that is due waits for no other, and for no tick of the clock', async () => {
    const { children } = await kindergartens(20);
    await prepareAll(children.slice(0, 1));
    // The planner takes it for a table of one row still, as after a quiet year.
    await sql`analyze data_sharing.task`.execute(hubs.ringsaker.database.kysely);
    await prepareAll(children);
    await hubs.ringsaker.running.catchUp();
    expect((await counts()).map(({ stage, count }) => [stage, count])).toEqual([
      ['WAITING_FOR_PERMISSION', 20],
      ['WAITING_FOR_PERMISSION', 20],
    ]);
  });

  it('give the same answer to the same key, and begin nothing twice', async () => {
    const { children } = await kindergartens(1);
    const key = { idempotencyKey: 'august' };
    expect((await prepareAll(children, key)).payload).toMatchObject({ begun: 2 });
    expect((await prepareAll(children, key)).payload).toMatchObject({ begun: 2 });
    expect((await counts()).reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('leave out those who are not here or graded, in the same words, and those who go elsewhere', async () => {
    const { children } = await kindergartens(1);
    const [graded, other] = children;
    const child = hubs.ringsaker.school.children.get(graded ?? '');
    if (child) child.standing = { ...child.standing, grading: 'STRICTLY_CONFIDENTIAL' };
    const stranger = randomUUID();
    expect((await prepareAll([graded, other, stranger].map(String))).payload).toMatchObject({
      begun: 1,
      notHere: [graded, stranger],
    });
  });

  it('need time to answer, a peer that is known, and a list of a size that one can look over', async () => {
    const { children } = await kindergartens(1);
    for (const [over, code] of [
      [{ answerBy: '2026-11-01T12:00:00.000Z' }, 'DEADLINE_PASSED'],
      [{ toOrganisation: '312345676' }, 'UNKNOWN_PEER'],
      [
        {
          toOrganisation: hubs.ringsaker.controller.organisationNumber,
          direction: 'KINDERGARTEN_TO_KINDERGARTEN',
        },
        'UNIT_MISSING',
      ],
    ] as const)
      expect((await prepareAll(children, over)).payload).toMatchObject({ begun: 0, userErrors: [{ code }] });
    const operator = {
      childIds: children,
      to: hubs.sarpsborg.controller.organisationNumber,
      unit: null,
      startsOn: '2027-08-16',
      direction: 'kindergarten-to-school',
      // By the hub's clock, whatever the machine's says.
      answerBy: hubs.clock.now.toISOString(),
    } as const;
    await expect(hubs.ringsaker.running.handOverMany(operator)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const many = [...children, ...Array.from({ length: 1_000 }, () => randomUUID())];
    expect((await prepareAll(many)).payload).toMatchObject({ begun: 0, userErrors: [{ code: 'WRONG_NUMBER' }] });
    const unknown = await prepareAll([randomUUID()]);
    expect(unknown.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('whoever has not answered', () => {
  const remind = async (transferIds: readonly string[], idempotencyKey: string = randomUUID()) => {
    const text = `mutation ($input: RemindOfTransfersInput!) { remindOfTransfers(input: $input) {
      reminded notReminded userErrors { code } } }`;
    const { data, errors } = await hubs.ringsaker.query<{ remindOfTransfers: Record<string, unknown> }>(text, {
      input: { idempotencyKey, transferIds },
    });
    return { payload: data?.remindOfTransfers, errors };
  };
  const waiting = async () => {
    const { data } = await hubs.ringsaker.query<{ handOvers: { edges: ReadonlyArray<{ node: { id: string } }> } }>(
      '{ handOvers(stages: [WAITING_FOR_PERMISSION]) { edges { node { id } } } }',
      {},
    );
    return (data?.handOvers.edges ?? []).map(({ node }) => node.id);
  };
  const asked = async (perUnit: number) => {
    const { children } = await kindergartens(perUnit);
    await prepareAll(children);
    await hubs.settle();
    return waiting();
  };

  it('is reminded by staff, of many children at once', async () => {
    const ids = await asked(10);
    expect((await remind(ids)).payload).toEqual({ reminded: 20, notReminded: [], userErrors: [] });
    await hubs.settle();
    const reminded = await hubs.ringsaker.published('permission-reminded.v1');
    expect(new Set(reminded.map(({ subject }) => subject)).size).toBe(20);
  });

  it('is not reminded twice on a day, and what comes by itself comes all the same', async () => {
    const [id = ''] = await asked(1);
    await remind([id], 'august');
    expect((await remind([id], 'august')).payload).toMatchObject({ reminded: 1 });
    expect((await remind([id])).payload).toMatchObject({ reminded: 0, notReminded: [id] });
    const { rows } = await sql<{ reminders: number }>`select (state->>'reminders')::integer as reminders
      from data_sharing.transfer where id = ${id}`.execute(hubs.ringsaker.database.kysely);
    expect(rows).toEqual([{ reminders: 0 }]);
  });

  it('is reminded by nobody who may not know of the child, and of no list that is empty or too long', async () => {
    const ids = await asked(1);
    expect((await remind([])).payload).toMatchObject({ userErrors: [{ code: 'WRONG_NUMBER' }] });
    const many = Array.from({ length: 1_001 }, () => randomUUID());
    expect((await remind(many)).payload).toMatchObject({ userErrors: [{ code: 'WRONG_NUMBER' }] });
    expect((await remind([randomUUID(), 'x'])).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const [first = '', second = ''] = ids;
    const { rows } = await sql<{ childId: string }>`select child_id from data_sharing.transfer
      where id = ${first}`.execute(hubs.ringsaker.database.kysely);
    hubs.ringsaker.facts[rows[0]?.childId ?? ''] = [];
    expect((await remind([first, second])).payload).toMatchObject({ reminded: 1, notReminded: [first] });
  });
});
