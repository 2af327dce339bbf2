import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createDirectory } from './directory.ts';
import { readGroups, readMembers } from './group-documents.ts';
import { createGroupsApi, type GroupsApiOptions } from './groups-api.ts';
import { type FeideServer, type FeideServerOptions, startFeideServer } from './server.ts';

const realm = 'prove.kommune.no';
const school = {
  id: `fc:org:${realm}:unit:NO312000015`,
  type: 'fc:org',
  displayName: 'Prøve skole',
  parent: `fc:org:${realm}`,
};
const basic = (name: string) => ({
  id: `fc:gogroup:${realm}:b:NO312000015:${name.toLowerCase()}:2026-08-17:2027-06-25`,
  type: 'fc:gogroup',
  displayName: name,
  go_type: 'b',
  parent: school.id,
});
const pupil = (user: string) => ({
  userid_sec: [`feide:${user}@${realm}`],
  name: user,
  membership: { basic: 'member', affiliation: 'student', displayName: 'Elev' },
});

const running: FeideServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function given(server: Partial<FeideServerOptions> = {}, options: Partial<GroupsApiOptions> = {}) {
  const groups = [
    { id: `fc:org:${realm}`, type: 'fc:org', displayName: { nb: 'Prøve kommune' } },
    school,
    ...['8A', '8B', '9A'].map(basic),
  ];
  const members = { [basic('8A').id]: Array.from({ length: 25 }, (_, index) => pupil(`elev${index}`)) };
  const feide = await startFeideServer({ directory: { realm, groups, members }, token: 'right', ...server });
  running.push(feide);
  const waits: number[] = [];
  const connection = { token: async () => 'right', wait: async (ms: number) => void waits.push(ms) };
  return {
    feide,
    waits,
    api: createGroupsApi({ baseUrl: feide.url, realm, ...connection, ...options }),
    directory: createDirectory({ url: feide.directoryUrl, ...connection }),
  };
}

describe('the organisation side', () => {
  it('gives every group of every page', async () => {
    const { api, feide } = await given({ pageSize: 2 });
    expect((await api.groups()).map(({ displayName }) => displayName)).toEqual([
      'Prøve kommune',
      'Prøve skole',
      '8A',
      '8B',
      '9A',
    ]);
    expect(feide.requests).toHaveLength(3);
  });

  it('gives every member of every page, and one group by its id', async () => {
    const { api } = await given({ pageSize: 10 });
    const list = await api.members(basic('8A').id);
    expect(list?.members).toHaveLength(25);
    expect(list?.members[0]).toEqual({
      feideId: `elev0@${realm}`,
      name: 'elev0',
      role: 'MEMBER',
      affiliation: 'STUDENT',
      primarySchool: null,
    });
    expect((await api.group(basic('8B').id))?.kind).toBe('BASIC');
  });

  it('says that a group is gone', async () => {
    const { api } = await given();
    expect(await api.members(basic('10C').id)).toBeUndefined();
    expect(await api.group(basic('10C').id)).toBeUndefined();
  });

  it('of another host organisation is a matter of configuration', async () => {
    const { api } = await given({}, { realm: 'feil.kommune.no' });
    await expect(api.groups()).rejects.toMatchObject({ code: 'CONFIG' });
  });
});

describe('the user side', () => {
  it('gives the groups of the one whose token it is, and refuses an unknown token', async () => {
    const { api } = await given({ users: { 'token-of-elev3': `elev3@${realm}` } });
    expect((await api.groupsOfUser('token-of-elev3')).map(({ displayName }) => displayName)).toEqual(['8A']);
    await expect(api.groupsOfUser('another')).rejects.toMatchObject({ code: 'CONFIG' });
  });
});

describe('trouble on the way', () => {
  it('429 waits as many seconds as Retry-After says', async () => {
    const { api, feide, waits } = await given();
    feide.failNext(429, { retryAfter: '3' });
    expect(await api.groups()).toHaveLength(5);
    expect(waits).toEqual([3000]);
  });

  it('an outage in the middle of the pages is waited out', async () => {
    const { api, feide, waits } = await given({ pageSize: 2 });
    const reading = api.groups();
    feide.failNext(503, { times: 2 });
    expect(await reading).toHaveLength(5);
    expect(waits).toHaveLength(2);
  });

  it('gives up after five attempts', async () => {
    const { api, feide } = await given();
    feide.failNext(500, { times: 5 });
    await expect(api.groups()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('an answer that does not come in time counts as a failure', async () => {
    const { api, feide } = await given({}, { timeoutMs: 500 });
    feide.delayNext(20_000);
    expect(await api.groups()).toHaveLength(5);
    expect(feide.requests.length).toBeGreaterThanOrEqual(2);
  });

  it('a next page on another host is not followed: it would get our token', async () => {
    const { api, feide } = await given();
    feide.answerNext('[]', { link: '<https://elsewhere.example/groups>; rel="next"' });
    await expect(api.groups()).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  });

  it('JSON of another shape is an error and never an empty list', async () => {
    const { api, feide } = await given();
    feide.answerNext('{"groups": []}');
    await expect(api.groups()).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  });
});

describe('the directory', () => {
  it('makes the changes it was asked for, which then show in the answers; asked twice it makes them once', async () => {
    const { api, directory, feide } = await given({ applyAfterMs: 60_000 });
    const change = { id: 'c1', feideId: `elev3@${realm}`, groupId: basic('9A').id, kind: 'JOIN' } as const;
    expect(await directory.ask([change])).toEqual(new Set(['c1']));
    expect((await api.members(basic('9A').id))?.members).toEqual([]);
    feide.applyChanges();
    await directory.ask([change]);
    feide.applyChanges();
    expect((await api.members(basic('9A').id))?.members.map(({ name }) => name)).toEqual(['elev3']);
    await directory.ask([{ ...change, id: 'c2', kind: 'LEAVE' }]);
    feide.applyChanges();
    expect((await api.members(basic('9A').id))?.members).toEqual([]);
  });
});

const examples = fileURLToPath(new URL('../../../../shared/standards/feide/examples.json', import.meta.url));
describe.skipIf(!existsSync(examples))("Feide's own examples", () => {
  const given = JSON.parse(existsSync(examples) ? readFileSync(examples, 'utf8') : '{}') as Record<string, unknown>;
  it('are read: school, teaching group with Grep code, basic group, other group; Grep groups are left out', () => {
    const groups = readGroups([
      given.school,
      given.teaching,
      given.basis_inferred,
      given.other,
      given.grep_user_api,
      given.grep_org_api,
    ]);
    expect(groups.map(({ type, kind }) => kind ?? type)).toEqual(['SCHOOL', 'TEACHING', 'BASIC', 'OTHER']);
    expect(groups[1]).toMatchObject({
      grepCode: 'MAT0003',
      parentId: groups[0]?.id,
      validFrom: '2000-07-01',
      validTo: '2100-06-30',
    });
    expect(readMembers([given.member_from_coreapis]).members).toMatchObject([
      { feideId: 'm1@example.org', affiliation: 'STUDENT' },
    ]);
  });
});
