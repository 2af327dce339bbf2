import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPupil, childOf, pupilQuery, states } from './test-support/ask-pupil.ts';
import {
  aPlacement,
  classId,
  directoryOf,
  type FeideHub,
  mathsId,
  organisation,
  pupil,
  realm,
  schoolId,
  schools,
  seenByStaff,
  startFeideHub,
} from './test-support/feide-hub.ts';

let hub: FeideHub;
beforeAll(async () => {
  hub = await startFeideHub({ directory: true });
});
afterAll(() => hub.stop());

async function given(pupils: readonly string[]): Promise<FeideHub> {
  await hub.begin(directoryOf(pupils), pupils);
  return hub;
}

describe('what Feide shows', () => {
  it('is read over HTTP, page by page, and shown per pupil with the Grep code of what is taught', async () => {
    const hub = await given(['ane', 'bo']);
    expect(await hub.running.read()).toEqual({ groups: 6, members: 11, unidentified: 0 });
    const answer = await askPupil(hub, 'ane');
    expect(answer.feideAccount).toEqual({ feideId: `ane@${realm}`, displayName: 'Elev ane', seenUntil: null });
    expect(answer.feideGroups.edges.map(({ node }) => node)).toContainEqual({
      state: 'CURRENT',
      affiliation: 'STUDENT',
      seenFrom: '2026-11-22T09:00:00.000Z',
      seenUntil: null,
      transferId: null,
      group: { id: mathsId, displayName: 'Matematikk 7A', kind: 'TEACHING', grepCode: 'MAT0007' },
    });
    expect(Object.keys(await states(hub, 'bo')).toSorted()).toEqual(
      [organisation, schoolId(0), classId(0, '7A'), mathsId].toSorted(),
    );
  });

  it('is paged without losing or doubling a membership', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    const first = (await askPupil(hub, 'ane', { first: 3 })).feideGroups;
    const second = (await askPupil(hub, 'ane', { first: 3, after: first.pageInfo.endCursor })).feideGroups;
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const seen = [...first.edges, ...second.edges].map(({ node }) => node.group.id);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  it('reads twice with no second effect', async () => {
    const hub = await given(['ane', 'bo']);
    await hub.running.read();
    const before = await askPupil(hub, 'ane', { history: true });
    hub.now = new Date('2026-11-22T10:00:00Z');
    await hub.running.read();
    expect(await askPupil(hub, 'ane', { history: true })).toEqual(before);
  });

  it('is kept as history when Feide shows it no more: Feide itself tells of the present alone', async () => {
    const hub = await given(['ane', 'bo']);
    await hub.running.read();
    hub.server.setGroup(
      { id: classId(0, '7A'), type: 'fc:gogroup', displayName: '7A', go_type: 'b', parent: schoolId(0) },
      [pupil('bo')],
    );
    hub.server.removeGroup(mathsId);
    hub.now = new Date('2026-11-23T09:00:00Z');
    await hub.running.read();
    expect(Object.keys(await states(hub, 'ane')).toSorted()).toEqual([organisation, schoolId(0)].toSorted());
    expect(await states(hub, 'ane', { history: true })).toMatchObject({
      [classId(0, '7A')]: 'ENDED',
      [mathsId]: 'ENDED',
    });
    const gone = await hub.query('query ($id: ID!) { feideGroup(id: $id) { current displayName } }', { id: mathsId });
    expect(gone.data?.feideGroup).toEqual({ current: false, displayName: 'Matematikk 7A' });
  });

  it('is not believed when it is suddenly nothing', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    hub.server.answerNext('[]');
    await expect(hub.running.read()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(Object.keys(await states(hub, 'ane'))).toHaveLength(4);
  });

  it('belongs to a child by the Feide id that school-administration knows, and never by name', async () => {
    const hub = await given(['ane']);
    const stranger = { ...pupil('unknown'), name: 'Elev ane' };
    hub.server.setGroup(
      { id: classId(1, '7B'), type: 'fc:gogroup', displayName: '7B', go_type: 'b', parent: schoolId(1) },
      [stranger],
    );
    await hub.running.read();
    expect(await states(hub, 'ane')).not.toHaveProperty([classId(1, '7B')]);
    hub.children.set('unknown', randomUUID());
    hub.facts.children[childOf(hub, 'unknown')] = seenByStaff;
    await hub.running.catchUp();
    expect(await states(hub, 'unknown')).toEqual({ [classId(1, '7B')]: 'CURRENT' });
  });
});

describe('a school', () => {
  const schoolQuery = /* GraphQL */ `
    query ($representations: [_Any!]!, $kind: FeideGroupKind) {
      _entities(representations: $representations) {
        ... on School {
          feideGroups(kind: $kind) {
            edges { node {
              displayName kind school { id }
              memberships { edges { node { pupil { id } } } }
              staff { edges { node { feideId displayName affiliation } } }
            } }
          }
        }
      }
    }`;
  const askSchools = async (hub: FeideHub, kind: string | null = null) => {
    const representations = schools.map(({ unitId }) => ({ __typename: 'School', id: unitId }));
    const result = await hub.query(schoolQuery, { representations, kind });
    expect(result.errors).toBeUndefined();
    return ((result.data?._entities ?? []) as { feideGroups: { edges: { node: Record<string, unknown> }[] } }[]).map(
      ({ feideGroups }) => feideGroups.edges.map(({ node }) => node),
    );
  };

  it('shows its groups by name, of one kind when asked, with teachers', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    const [first, second] = await askSchools(hub);
    expect(first?.map(({ displayName }) => displayName)).toEqual(['7A', 'Elvebakken skole', 'Matematikk 7A']);
    expect(second?.map(({ displayName }) => displayName)).toEqual(['7B', 'Furulia skole']);
    const [basicGroups] = await askSchools(hub, 'BASIC');
    expect(basicGroups).toMatchObject([
      {
        displayName: '7A',
        school: { id: schools[0].unitId },
        staff: { edges: [{ node: { feideId: `ann@${realm}`, displayName: 'Lærer ann', affiliation: 'FACULTY' } }] },
      },
    ]);
  });

  it('shows the pupils of a group only to those who may know of them: a child on a secret address leaves no trace', async () => {
    const hub = await given(['ane', 'bo', 'secret']);
    await hub.running.read();
    await hub.deliver(
      aPlacement(childOf(hub, 'ane'), [schools[0].unitId]),
      aPlacement(childOf(hub, 'bo'), [schools[0].unitId]),
      aPlacement(childOf(hub, 'secret'), [schools[0].unitId], [], true),
    );
    hub.facts.scope = { unitIds: [schools[0].unitId], childIds: [] };
    const [basicGroups] = await askSchools(hub, 'BASIC');
    const seen = JSON.stringify(basicGroups);
    expect(seen).toContain(childOf(hub, 'ane'));
    expect(seen).not.toContain(childOf(hub, 'secret'));
    hub.facts.scope = { childIds: [] };
    expect(JSON.stringify(await askSchools(hub))).not.toContain(childOf(hub, 'ane'));
  });

  it('takes the same number of statements for many schools, groups and pupils as for one', async () => {
    const counts = [];
    for (const size of [1, 30]) {
      const hub = await given(Array.from({ length: size }, (_, index) => `p${index}`));
      await hub.running.read();
      await hub.deliver(...[...hub.children.values()].map((child) => aPlacement(child, [schools[0].unitId])));
      hub.facts.scope = { everyChild: true };
      counts.push((await hub.statements(() => askSchools(hub))).length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('a pupil whom the viewer may not know of', () => {
  it('is nothing at all', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    hub.facts.children = {};
    const representations = [{ __typename: 'Pupil', id: childOf(hub, 'ane') }];
    expect((await hub.query(pupilQuery, { representations })).data?._entities).toEqual([null]);
  });
});
