import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unitChanged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { startTestSubgraph, type TestSubgraph, testPerson } from '#test/support/test-subgraph.ts';
import { exampleResource } from './domain/resource.example.ts';
import { type LearningResourcesTables, learningResources, type RunningLearningResources } from './index.ts';

const school = randomUUID();
const otherSchool = randomUUID();
const group = 'fc:gogroup:prove.no:u:NO974760673:4a-matte:2026-08-01:2027-07-31';

let hub: TestSubgraph<LearningResourcesTables, RunningLearningResources>;
beforeAll(async () => {
  hub = await startTestSubgraph(learningResources, { facts: { children: {}, viewer: ['isEmployee', 'isCaseWorker'] } });
  await hub.deliver(
    newEvent(unitChanged, { unitId: school, organisationNumber: '974760673', kind: 'SCHOOL', name: 'Nord skole' }),
    newEvent(unitChanged, { unitId: otherSchool, organisationNumber: '971032081', kind: 'SCHOOL', name: 'Sør skole' }),
  );
});
afterAll(() => hub.stop());

const ask = async (document: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
  (await hub.query(document, variables)).data ?? {};

/** Runs a mutation of a resource; `input` without its idempotency key gets a new one. */
async function change(name: string, input: Record<string, unknown>) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const inputType = name.endsWith('BasePackage') ? 'BasePackageInput' : type;
  const { data, errors } = await hub.query(
    `mutation ($input: ${inputType}!) { ${name}(input: $input) {
      resource { id approval { status scope until levels units { id } reason } }
      userErrors { code message field } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  const payload = data?.[name] as {
    resource: { id: string; approval: Record<string, unknown> } | null;
    userErrors: { code: string; message: string; field: string[] | null }[];
  } | null;
  return { resource: payload?.resource, userErrors: payload?.userErrors ?? [], errors };
}
const propose = async (changes = {}) => {
  const { trainsOnPupilData: _, ...description } = exampleResource(changes);
  const { resource } = await change('proposeResource', { description, why: 'Trengs på mellomtrinnet' });
  return resource?.id ?? '';
};
async function distribute(changes = {}, where: { levels?: string[]; unitIds?: string[] } = {}) {
  const resourceId = await propose(changes);
  await change('reviewResource', { resourceId, assessment: 'Bra' });
  await change('checkResource', { resourceId, scope: 'WITH_PERSONAL_DATA', assessment: 'I orden' });
  await change('approveResource', { resourceId });
  await change('distributeResource', { resourceId, levels: ['YEAR_4', 'YEAR_5'], ...where });
  return resourceId;
}

describe('the approval of a resource in the graph', () => {
  test('goes from proposal to distribution and remembers every step', async () => {
    const resourceId = await distribute({ title: 'Steg for steg' });
    const data = await ask(
      `query ($id: ID!) { resource(id: $id) { title languages: editions { language } audiences
        approval { status scope levels units { id } steps { step by { id } words } } availability { withPersonalData } } }`,
      { id: resourceId },
    );
    expect(data?.resource).toMatchObject({
      title: 'Steg for steg',
      audiences: ['SCHOOL'],
      availability: { withPersonalData: 'AVAILABLE' },
      approval: { status: 'DISTRIBUTED', scope: 'WITH_PERSONAL_DATA', levels: ['YEAR_4', 'YEAR_5'], units: [] },
    });
    const steps = (data.resource as { approval: { steps: { step: string; by: { id: string } }[] } }).approval.steps;
    expect(steps.map(({ step }) => step)).toEqual(['PROPOSED', 'REVIEWED', 'CHECKED', 'APPROVED', 'DISTRIBUTED']);
    expect(new Set(steps.map(({ by }) => by.id))).toEqual(new Set([testPerson]));
    const published = (await hub.published()).filter(
      ({ data }) => (data as { resourceId?: string }).resourceId === resourceId,
    );
    expect(published.map(({ data }) => (data as { status: string }).status)).toEqual(steps.map(({ step }) => step));
  });

  test('a step out of turn is a user error, and changes nothing', async () => {
    const resourceId = await propose();
    const { resource, userErrors } = await change('approveResource', { resourceId });
    expect(userErrors).toMatchObject([{ code: 'WRONG_STEP' }]);
    expect(resource?.approval).toMatchObject({ status: 'PROPOSED' });
  });

  test('without an agreement the legal check cannot let personal data in, and the answer says why', async () => {
    const { processingAgreement: _, ...rest } = exampleResource();
    const resourceId = await propose({ ...rest, processingAgreement: undefined });
    await change('reviewResource', { resourceId, assessment: 'Bra' });
    const refused = await change('checkResource', {
      resourceId,
      scope: 'WITH_PERSONAL_DATA',
      assessment: 'Ser greit ut',
    });
    expect(refused.userErrors).toMatchObject([
      { code: 'NOT_AVAILABLE_WITH_PERSONAL_DATA', message: expect.stringContaining('GDPR art. 28') },
    ]);
    const data = await ask(
      `query ($id: ID!) { resource(id: $id) { processingAgreement { reference }
        availability { withPersonalData reasons { code citation text nn: text(language: "nn") } } } }`,
      { id: resourceId },
    );
    expect(data?.resource).toEqual({
      processingAgreement: null,
      availability: {
        withPersonalData: 'NOT_AVAILABLE',
        reasons: [
          {
            code: 'NO_AGREEMENT',
            citation: 'GDPR art. 28 (3)',
            text: 'Det finnes ingen databehandleravtale med leverandøren.',
            nn: 'Det finst ingen databehandlaravtale med leverandøren.',
          },
        ],
      },
    });
    const { trainsOnPupilData: __, ...description } = exampleResource();
    await change('describeResource', { resourceId, description });
    expect(
      (await change('checkResource', { resourceId, scope: 'WITH_PERSONAL_DATA', assessment: 'Signert' })).userErrors,
    ).toEqual([]);
  });

  test('a proposal that is wrong names each field, and adds nothing', async () => {
    const { trainsOnPupilData: _, ...description } = exampleResource({ title: ' ', link: 'javascript:alert(1)' });
    const { resource, userErrors } = await change('proposeResource', { description, why: 'x' });
    expect(resource).toBeNull();
    expect(userErrors.map(({ field }) => field?.join('.'))).toEqual([
      'input.description.title',
      'input.description.link',
    ]);
  });

  test('the same idempotency key has no second effect, and another request with it is refused', async () => {
    const { trainsOnPupilData: _, ...description } = exampleResource({ title: 'Én gang' });
    const input = { description, why: 'x', idempotencyKey: randomUUID() };
    const first = await change('proposeResource', input);
    expect((await change('proposeResource', input)).resource).toEqual(first.resource);
    expect((await change('proposeResource', { ...input, why: 'y' })).errors?.[0]?.extensions.code).toBe('CONFLICT');
    const data = await ask('{ resources(filter: { text: "Én gang" }) { edges { node { id } } } }');
    expect((data.resources as { edges: unknown[] }).edges).toHaveLength(1);
  });

  test.each([randomUUID(), 'no-uuid', "'; drop table"])(
    'a step for a resource that does not exist (%s) is a clear error',
    async (resourceId) => {
      const { errors } = await change('reviewResource', { resourceId, assessment: 'Bra' });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  test('who may not do it, does not', async () => {
    const resourceId = await propose();
    hub.facts.viewer = ['isEmployee'];
    const { errors } = await change('checkResource', { resourceId, scope: 'WITHOUT_PERSONAL_DATA', assessment: 'x' });
    hub.facts.viewer = ['isEmployee', 'isCaseWorker'];
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('an approval ends after its last day', async () => {
    const resourceId = await propose({ title: 'Utløper' });
    await change('reviewResource', { resourceId, assessment: 'Bra' });
    await change('checkResource', { resourceId, scope: 'WITH_PERSONAL_DATA', assessment: 'I orden' });
    expect((await change('approveResource', { resourceId, until: '2026-11-22' })).userErrors).toEqual([]);
    expect(await hub.running.expireApprovals()).toBe(0);
    hub.now = new Date('2026-11-22T23:30:00Z');
    expect(await hub.running.expireApprovals()).toBe(1);
    hub.now = new Date('2026-11-22T09:00:00Z');
    const data = await ask('query ($id: ID!) { resource(id: $id) { approval { status } } }', {
      id: resourceId,
    });
    expect(data?.resource).toEqual({ approval: { status: 'EXPIRED' } });
  });
});

describe('resources where they are used', () => {
  const inGroup = async () => {
    const data = await ask(
      `query ($id: ID!) { _entities(representations: [{ __typename: "FeideGroup", id: $id }]) { ... on FeideGroup {
        resources { edges { purpose node { id } } } } } }`,
      { id: group },
    );
    const [entity] = (data?._entities ?? []) as [{ resources: { edges: { purpose: string; node: { id: string } }[] } }];
    return entity.resources.edges.map(({ purpose, node }) => ({ purpose, id: node.id }));
  };

  test('a group uses what is open to its school, and says what for', async () => {
    const resourceId = await distribute({}, { unitIds: [school] });
    const use = { resourceId, groupId: group, purpose: 'Regning på egen hånd' };
    expect((await change('useResourceInGroup', use)).userErrors).toEqual([]);
    expect((await change('useResourceInGroup', use)).userErrors).toEqual([]);
    expect(await inGroup()).toEqual([{ purpose: 'Regning på egen hånd', id: resourceId }]);
    await change('stopUsingResourceInGroup', { resourceId, groupId: group });
    expect(await inGroup()).toEqual([]);
    expect((await change('stopUsingResourceInGroup', { resourceId, groupId: group })).userErrors).toMatchObject([
      { code: 'NOT_IN_USE' },
    ]);
  });

  test.each([
    [
      'a group of another controller',
      { groupId: 'fc:gogroup:x.no:b:NO999999999:1:2026-08-01:2027-07-31' },
      'NO_SUCH_GROUP',
    ],
    ['a text that is no group', { groupId: 'klasse 4A' }, 'NO_SUCH_GROUP'],
    ['no purpose', { purpose: '  ' }, 'REASON_MISSING'],
  ])('%s is a user error', async (_, changes, code) => {
    const resourceId = await distribute();
    const input = { resourceId, groupId: group, purpose: 'Øving', ...changes };
    expect((await change('useResourceInGroup', input)).userErrors).toMatchObject([{ code }]);
  });

  test('a group cannot use what is open to other schools only, or withdrawn', async () => {
    const elsewhere = await distribute({}, { unitIds: [otherSchool] });
    const use = { groupId: group, purpose: 'Øving' };
    expect((await change('useResourceInGroup', { ...use, resourceId: elsewhere })).userErrors).toMatchObject([
      { code: 'NOT_DISTRIBUTED' },
    ]);
    const withdrawn = await distribute();
    await change('useResourceInGroup', { ...use, resourceId: withdrawn });
    await change('withdrawResource', { resourceId: withdrawn, reason: 'Lekkasje hos leverandøren' });
    expect((await inGroup()).map(({ id }) => id)).not.toContain(withdrawn);
    expect((await change('useResourceInGroup', { ...use, resourceId: withdrawn })).userErrors).toMatchObject([
      { code: 'NOT_DISTRIBUTED' },
    ]);
  });

  test('a school sees what is open to it, page by page', async () => {
    const [here, elsewhere] = [
      await distribute({ title: 'Åpen her' }, { unitIds: [school] }),
      await distribute({ title: 'Åpen der' }, { unitIds: [otherSchool] }),
    ];
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const data = await ask(
        `query ($id: ID!, $after: String) { _entities(representations: [{ __typename: "School", id: $id }]) { ... on School {
          resources(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } } }`,
        { id: school, after },
      );
      const [{ resources }] = (data?._entities ?? []) as [
        { resources: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } },
      ];
      ids.push(...resources.edges.map(({ node }) => node.id));
      more = resources.pageInfo.hasNextPage;
      after = resources.pageInfo.endCursor;
    }
    expect(ids).toContain(here);
    expect(ids).not.toContain(elsewhere);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('many groups and schools cost as many statements as one', async () => {
    const cost = async (count: number) => {
      const groups = Array.from({ length: count }, (_, n) => ({ __typename: 'FeideGroup', id: `${group}:${n}` }));
      const schools = Array.from({ length: count }, () => ({ __typename: 'School', id: randomUUID() }));
      const statements = await hub.statements(() =>
        hub.query(
          `query ($all: [_Any!]!) { _entities(representations: $all) {
            ... on FeideGroup { resources(first: 5) { edges { node { id competenceAims { code } } } } }
            ... on School { resources(first: 5) { edges { node { id usage { total } } } } } } }`,
          { all: [...groups, ...schools] },
        ),
      );
      return statements.length;
    };
    expect(await cost(30)).toBe(await cost(1));
  });

  test('the base package of a level takes in what is distributed to it, and shows what can no longer be used', async () => {
    const resourceId = await distribute();
    expect((await change('addToBasePackage', { level: 'YEAR_4', resourceId })).userErrors).toEqual([]);
    expect((await change('addToBasePackage', { level: 'YEAR_4', resourceId })).userErrors).toMatchObject([
      { code: 'ALREADY_IN' },
    ]);
    expect((await change('addToBasePackage', { level: 'YEAR_9', resourceId })).userErrors).toMatchObject([
      { code: 'WRONG_LEVEL' },
    ]);
    const usable = async () => {
      const data = await ask('{ basePackage(level: YEAR_4) { usable resource { id } } }');
      return (data.basePackage as { usable: boolean; resource: { id: string } }[]).find(
        ({ resource }) => resource.id === resourceId,
      )?.usable;
    };
    expect(await usable()).toBe(true);
    await change('withdrawResource', { resourceId, reason: 'Avtalen er sagt opp' });
    expect(await usable()).toBe(false);
    await change('removeFromBasePackage', { level: 'YEAR_4', resourceId });
    expect(await usable()).toBeUndefined();
  });
});
