import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transferClosed } from '#contracts/events/data-sharing.ts';
import { pupilArrived, pupilPlacementChanged, unitChanged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { startTestSubgraph, type TestSubgraph } from '#test/support/test-subgraph.ts';
import { type LearningResourcesTables, learningResources, type RunningLearningResources } from './index.ts';

const [nord, sor, kindergarten] = [randomUUID(), randomUUID(), randomUUID()];
let hub: TestSubgraph<LearningResourcesTables, RunningLearningResources>;
beforeAll(async () => {
  hub = await startTestSubgraph(learningResources);
  await hub.running.seedDemo([]);
  await hub.deliver(
    newEvent(unitChanged, { unitId: nord, organisationNumber: '974760673', kind: 'SCHOOL', name: 'Nord skole' }),
    newEvent(unitChanged, { unitId: kindergarten, organisationNumber: null, kind: 'KINDERGARTEN', name: 'Maurtua' }),
  );
});
afterAll(() => hub.stop());

const ask = async (document: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
  (await hub.query(document, variables)).data ?? {};

const placement = (
  childId: string,
  changes: { unitIds?: string[]; level?: number | null; active?: boolean; grading?: 'UNGRADED' | 'CONFIDENTIAL' } = {},
) =>
  newEvent(
    pupilPlacementChanged,
    { childId, unitIds: [nord], groupIds: [], level: 4, grading: 'UNGRADED', active: true, ...changes },
    childId,
  );
const closed = (childId: string, side: 'SENDER' | 'RECEIVER' | 'WITHIN', unitId: string | null = null) =>
  newEvent(
    transferClosed,
    {
      transferId: randomUUID(),
      childId,
      side,
      counterpart: { organisationNumber: '312345679', name: 'Annen kommune' },
      unitId,
      decisions: [],
      receiptHash: null,
      closedAt: '2026-11-22T09:00:00.000Z',
    },
    childId,
  );

function newChild(): string {
  const childId = randomUUID();
  hub.facts.children[childId] = ['holdsParentalResponsibility', 'livesWithChild', 'clearedToKnowPlace'];
  return childId;
}
async function insight(childId: string) {
  const { data, errors } = await hub.query(
    `query ($id: ID!) { _entities(representations: [{ __typename: "Pupil", id: $id }]) { ... on Pupil {
      resources(first: 100) { edges { node { title } } } resourceAccessChanges { change resource { title } } } } }`,
    { id: childId },
  );
  const [pupil] = (data?._entities ?? []) as [
    {
      resources: { edges: { node: { title: string } }[] } | null;
      resourceAccessChanges: { change: string; resource: { title: string } }[] | null;
    } | null,
  ];
  return {
    pupil,
    errors,
    titles: pupil?.resources?.edges.map(({ node }) => node.title) ?? [],
    changes: pupil?.resourceAccessChanges ?? [],
  };
}
const accessEvents = async (childId: string) =>
  (await hub.published())
    .filter(({ type, subject }) => type === 'resource-access-changed.v1' && subject === childId)
    .map(({ data }) => data as { granted: string[]; revoked: string[] });

describe("a pupil's resources", () => {
  test('follow school and level', async () => {
    const child = newChild();
    await hub.deliver(placement(child));
    const inYear4 = (await insight(child)).titles;
    expect(inYear4).toContain('Tallriket');
    expect(inYear4).not.toContain('Likevekt');
    await hub.deliver(placement(child, { level: 8 }));
    const inYear8 = (await insight(child)).titles;
    expect(inYear8).toContain('Likevekt');
    expect(inYear8).not.toContain('Tallriket');
  });

  test('a child at a kindergarten has those of the kindergarten, though no roster gives it a level', async () => {
    const child = newChild();
    await hub.deliver(placement(child, { unitIds: [kindergarten], level: null }));
    expect((await insight(child)).titles).toContain('Nanna og tallene');
    const withoutLevel = newChild();
    await hub.deliver(placement(withoutLevel, { unitIds: [nord], level: null }));
    expect((await insight(withoutLevel)).titles).toEqual([]);
  });

  test('a first import tells of no move; a move tells what it closed and opened, once', async () => {
    const child = newChild();
    await hub.deliver(placement(child));
    expect(await accessEvents(child)).toEqual([]);
    const move = placement(child, { level: 5 });
    const [envelope] = await hub.deliver(move);
    if (envelope) await hub.deliver(envelope);
    const [event, ...more] = await accessEvents(child);
    expect(more).toEqual([]);
    expect(event?.granted.length).toBeGreaterThan(0);
    expect(event?.revoked.length).toBeGreaterThan(0);
    const { changes } = await insight(child);
    expect(changes).toContainEqual({ change: 'REVOKED', resource: { title: 'Tallriket' } });
    expect(changes).toContainEqual({ change: 'GRANTED', resource: { title: 'Tallriket mellomtrinn' } });
    expect(changes.map(({ resource }) => resource.title)).not.toContain('Skogbunnen');
  });

  test('close at the sender when the transfer closes, before any roster says that the child left', async () => {
    const child = newChild();
    await hub.deliver(placement(child));
    await hub.deliver(closed(child, 'SENDER'));
    expect((await insight(child)).titles).toEqual([]);
    const [event] = await accessEvents(child);
    expect(event?.granted).toEqual([]);
    expect(event?.revoked.length).toBeGreaterThan(3);
    await hub.deliver(placement(child, { unitIds: [], active: false }), closed(child, 'SENDER'));
    expect(await accessEvents(child)).toHaveLength(1);
  });

  test('a closed transfer away from one of two units closes nothing at the other', async () => {
    const child = newChild();
    await hub.deliver(placement(child, { unitIds: [nord, sor] }));
    await hub.deliver(closed(child, 'SENDER', sor));
    expect((await insight(child)).titles).toContain('Tallriket');
    await hub.deliver(closed(child, 'SENDER', nord));
    expect((await insight(child)).titles).toEqual([]);
  });

  test('open at the receiver when the child arrives, and stay when the transfer closes', async () => {
    const child = newChild();
    await hub.deliver(
      placement(child),
      newEvent(
        pupilArrived,
        { childId: child, unitId: nord, startDate: '2026-11-23', previousMunicipality: '3411' },
        child,
      ),
      closed(child, 'RECEIVER', nord),
    );
    expect((await accessEvents(child)).map(({ revoked }) => revoked)).toEqual([[]]);
    const { titles, changes } = await insight(child);
    expect(titles).toContain('Tallriket');
    expect(changes.every(({ change }) => change === 'GRANTED')).toBe(true);
  });

  test('come back when the child comes back', async () => {
    const child = newChild();
    await hub.deliver(placement(child), closed(child, 'SENDER'), placement(child));
    expect((await insight(child)).titles).toContain('Tallriket');
    expect((await accessEvents(child)).map(({ granted, revoked }) => [granted.length > 0, revoked.length > 0])).toEqual(
      [
        [false, true],
        [true, false],
      ],
    );
  });

  test('are not shown to one who may not see, and a child one may not know of leaves no trace', async () => {
    const child = newChild();
    await hub.deliver(placement(child));
    hub.facts.children[child] = ['isSchoolSecretary'];
    const withheld = await insight(child);
    expect(withheld.pupil).toEqual({ resources: null, resourceAccessChanges: null });
    expect(withheld.errors?.map(({ extensions }) => extensions.code)).toEqual(['WITHHELD', 'WITHHELD']);
    hub.facts.children[child] = ['isEmployee'];
    expect(await insight(child)).toMatchObject({ pupil: null, errors: undefined });
  });

  test('three hundred pupils cost as many statements as one', async () => {
    const cost = async (count: number) => {
      const children = Array.from({ length: count }, newChild);
      await hub.deliver(...children.map((child) => placement(child)));
      const statements = await hub.statements(() =>
        hub.query(
          `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Pupil { resources(first: 5) { edges { node { title } } }
            resourceAccessChanges { resource { title } } } } }`,
          { all: children.map((id) => ({ __typename: 'Pupil', id })) },
        ),
      );
      return statements.length;
    };
    expect(await cost(300)).toBe(await cost(1));
  });
});

test('a kindergarten has the resources of kindergartens, a school those of schools', async () => {
  const titles = async (id: string) => {
    const data = await ask(
      `query ($id: ID!) { _entities(representations: [{ __typename: "School", id: $id }]) { ... on School {
        resources(first: 100) { edges { node { title } } } } } }`,
      { id },
    );
    const [unit] = data._entities as [{ resources: { edges: { node: { title: string } }[] } }];
    return unit.resources.edges.map(({ node }) => node.title);
  };
  expect(await titles(kindergarten)).toEqual(['Nanna og tallene', 'Overgangen', 'Språkposen', 'Tegnboka']);
  expect(await titles(nord)).not.toContain('Nanna og tallene');
  expect(await titles(nord)).toContain('Overgangen');
});

describe('numbers of use', () => {
  const usage = async (title: string) => {
    const data = await ask(
      `{ resources(filter: { text: "${title}" }) { edges { node { title usage { total levels { level pupils } } } } } }`,
    );
    const { edges } = data.resources as {
      edges: {
        node: { title: string; usage: { total: number | null; levels: { level: string; pupils: number | null }[] } };
      }[];
    };
    return edges.find(({ node }) => node.title === title)?.node.usage;
  };

  test('are hidden while they could single out a pupil, and never count a graded child', async () => {
    expect(await usage('Fagtekst')).toEqual({ total: 0, levels: [] });
    const nine = Array.from({ length: 9 }, newChild);
    await hub.deliver(...nine.map((child) => placement(child, { level: 11 })));
    expect(await usage('Fagtekst')).toEqual({ total: null, levels: [{ level: 'VG1', pupils: null }] });
    await hub.deliver(placement(newChild(), { level: 11, grading: 'CONFIDENTIAL' }));
    expect(await usage('Fagtekst')).toMatchObject({ total: null });
    await hub.deliver(placement(newChild(), { level: 11 }));
    expect(await usage('Fagtekst')).toEqual({ total: 10, levels: [{ level: 'VG1', pupils: 10 }] });
  });
});
