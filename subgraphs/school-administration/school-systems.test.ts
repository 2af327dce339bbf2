import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unitChanged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { recordAs } from './testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

const clients = [
  { clientId: 'library', name: 'Library', organisationNumber: '312000016', purposes: ['education'] },
  { clientId: 'timetables', name: 'Timetables', organisationNumber: '312000016', purposes: ['education'] },
] as const;

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let other: { readonly school: string; readonly leader: string; readonly child: string };
beforeAll(async () => {
  hub = await startSchoolAdministration({
    clients: clients.map((client) => ({ ...client, purposes: [...client.purposes] })),
    settings: { approvedSystems: [{ clientId: 'library', units: 'all' }] },
  });
  at = await buildSchool(hub);
  const school = await hub.build.unit('SCHOOL', 'Lia skole', { parentId: at.owner, organisationNumber: '312000032' });
  const leader = await hub.build.person('Liv', 'Rektor');
  await hub.build.employ(school, leader, 'SCHOOL_LEADER', 'rektor');
  const child = await hub.build.pupil('Jonas', 'Vik', '2014-03-03');
  await hub.build.enrol(child, school, 7, { validFrom: '2020-08-01' });
  await hub.build.place();
  other = { school, leader, child };
});
afterAll(() => hub.stop());

const applySettings = () =>
  hub.deliver(
    newEvent(unitChanged, { unitId: at.school, organisationNumber: '312000015', kind: 'SCHOOL', name: 'Bakken skole' }),
  );
const fields = 'system { clientId approved validFrom validTo }';
const decide = (mutation: string, input: Record<string, unknown> = {}, by = at.leader) =>
  recordAs(
    hub,
    by,
    mutation,
    { unitId: at.school, clientId: 'timetables', reason: 'Agreement 26/114', ...input },
    fields,
  );
const refusalOf = async (mutation: string, input: Record<string, unknown>, by?: string) => {
  const { payload, codes } = await decide(mutation, input, by);
  return payload ? (payload.userErrors as { code: string }[]).map(({ code }) => code) : codes;
};
/** The names of the pupils whom a system sees. */
const seenBy = async (clientId: string) => {
  const viewer = { kind: 'system', clientId, personId: undefined, purpose: 'education', assurance: null } as never;
  const { data } = await hub.query('{ pupils { edges { node { givenName } } } }', {}, viewer);
  const pupils = data?.pupils as { edges: { node: { givenName: string } }[] } | undefined;
  return pupils?.edges.map(({ node }) => node.givenName);
};
const listed = async (unitId: string, personId = at.mother) => {
  const query = `{ schools { edges { node { id systems { name approved purposes
    decisions { decision reason decidedBy { familyName } } } } } } }`;
  const { data } = await hub.query(query, {}, { kind: 'person', personId });
  const schools = data?.schools as { edges: { node: { id: string; systems: unknown[] } }[] } | undefined;
  return schools?.edges.find(({ node }) => node.id === unitId)?.node.systems;
};

describe('a system', () => {
  it('sees no pupil until a school has approved it, and then that school’s alone', async () => {
    expect(await seenBy('timetables')).toEqual([]);
    const { payload } = await decide('approveSystem');
    expect(payload).toEqual({
      system: { clientId: 'timetables', approved: true, validFrom: '2026-11-22', validTo: null },
      userErrors: [],
    });
    expect(await seenBy('timetables')).toEqual(['Eira']);
  });

  it('that is withdrawn sees nobody at the very next question', async () => {
    const { payload } = await decide('withdrawSystem', { reason: 'The agreement is ended' });
    expect(payload?.system).toEqual({ clientId: 'timetables', approved: false, validFrom: null, validTo: null });
    expect(await seenBy('timetables')).toEqual([]);
  });

  it('approved from a day until one is let in on the first and shut out after the last', async () => {
    await decide('approveSystem', { validFrom: '2026-12-01', validTo: '2026-12-19' });
    const on = async (day: string) => {
      hub.now = new Date(`${day}T09:00:00Z`);
      return seenBy('timetables');
    };
    expect(await on('2026-11-30')).toEqual([]);
    expect([await on('2026-12-01'), await on('2026-12-19')]).toEqual([['Eira'], ['Eira']]);
    expect(await on('2026-12-20')).toEqual([]);
    hub.now = new Date('2026-11-22T09:00:00Z');
  });

  it('that the settings approve everywhere stays shut out where the school has withdrawn it, through a new start', async () => {
    await applySettings();
    expect((await seenBy('library'))?.sort()).toEqual(['Eira', 'Jonas']);
    await decide('withdrawSystem', { clientId: 'library' });
    expect(await seenBy('library')).toEqual(['Jonas']);
    await applySettings();
    expect(await seenBy('library')).toEqual(['Jonas']);
  });

  it('that a school has approved stays so when the settings do not name it', async () => {
    await decide('approveSystem');
    await applySettings();
    expect(await seenBy('timetables')).toEqual(['Eira']);
  });
});

describe('a decision on a system', () => {
  it('is listed for the school with who, when and why; the reason and the name for those who may see staff', async () => {
    const asLeader = await listed(at.school, at.leader);
    expect(asLeader).toContainEqual({
      name: 'Library',
      approved: false,
      purposes: ['education'],
      decisions: [{ decision: 'WITHDRAWN', reason: 'Agreement 26/114', decidedBy: { familyName: 'Rektor' } }],
    });
    const asMother = await listed(at.school);
    expect(asMother).toContainEqual(expect.objectContaining({ name: 'Library', approved: false }));
    expect(JSON.stringify(asMother)).not.toContain('26/114');
    expect(await listed(other.school, other.leader)).toEqual([
      { name: 'Library', approved: true, purposes: ['education'], decisions: [] },
      { name: 'Timetables', approved: false, purposes: ['education'], decisions: [] },
    ]);
  });

  it.each<[string, () => Promise<unknown[]>, string]>([
    ['by the leader of another school', () => refusalOf('approveSystem', {}, other.leader), 'FORBIDDEN'],
    ['by a teacher of the school', () => refusalOf('withdrawSystem', {}, at.teacher), 'FORBIDDEN'],
    ['by a case worker', () => refusalOf('approveSystem', {}, at.caseWorker), 'FORBIDDEN'],
    ['by a parent', () => refusalOf('withdrawSystem', {}, at.mother), 'FORBIDDEN'],
    ['for a unit that is none', () => refusalOf('approveSystem', { unitId: 'x' }), 'FORBIDDEN'],
    ['on a system that nobody has registered', () => refusalOf('approveSystem', { clientId: 'x' }), 'UNKNOWN_SYSTEM'],
    ['without a reason', () => refusalOf('approveSystem', { reason: ' ' }), 'REASON_NEEDED'],
    ['for days that are over', () => refusalOf('approveSystem', { validFrom: '2026-11-21' }), 'IN_THE_PAST'],
    [
      'that ends before it starts',
      () => refusalOf('approveSystem', { validTo: '2026-11-21' }),
      'ENDS_BEFORE_IT_STARTS',
    ],
    ['to withdraw what is not approved', () => refusalOf('withdrawSystem', { clientId: 'library' }), 'NOT_APPROVED'],
  ])('%s is refused, and changes nothing', async (_, refusal, code) => {
    const before = JSON.stringify(await listed(at.school, at.leader));
    expect(await refusal()).toEqual([code]);
    expect(JSON.stringify(await listed(at.school, at.leader))).toBe(before);
  });

  it('of all schools is read by the same few statements, however many they are', async () => {
    const query = '{ schools { edges { node { systems { approved validFrom decisions { decision } } } } } }';
    const texts = await hub.statements(() => hub.query(query, {}, { kind: 'person', personId: at.leader }));
    expect(texts.filter((text) => /system_(approval|decision)/.test(text))).toHaveLength(2);
  });
});
