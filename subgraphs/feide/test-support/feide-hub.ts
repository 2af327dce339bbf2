import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { transferClosed } from '#contracts/events/data-sharing.ts';
import { groupChanged, pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import type { Fact } from '#contracts/facts.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { type KnownFacts, startTestSubgraph, type TestSubgraph } from '#test/support/test-subgraph.ts';
import { feide, type RunningFeide } from '../index.ts';
import { type DirectoryData, type FeideServer, type MemberData, startFeideServer } from '../source/server.ts';
import type { FeideTables } from '../store/tables.ts';

export const realm = 'prove.kommune.no';
export const organisation = `fc:org:${realm}`;
export const schools = [
  { unitId: randomUUID(), organisationNumber: '312000015', name: 'Elvebakken skole' },
  { unitId: randomUUID(), organisationNumber: '312000023', name: 'Furulia skole' },
] as const;
export const schoolId = (index: 0 | 1) => `${organisation}:unit:NO${schools[index].organisationNumber}`;
export const classId = (index: 0 | 1, name: string) =>
  `fc:gogroup:${realm}:b:NO${schools[index].organisationNumber}:${name.toLowerCase()}:2026-08-17:2027-06-25`;
export const mathsId = `fc:gogroup:${realm}:u:NO${schools[0].organisationNumber}:7a-mat0007:2026-08-17:2027-06-25`;

export const pupil = (user: string): MemberData => ({
  userid_sec: [`feide:${user}@${realm}`],
  name: `Elev ${user}`,
  membership: { basic: 'member', affiliation: 'student', displayName: 'Elev' },
});
export const teacher = (user: string): MemberData => ({
  userid_sec: [`feide:${user}@${realm}`],
  name: `Lærer ${user}`,
  membership: { basic: 'admin', affiliation: ['member', 'faculty'], displayName: 'Lærer' },
});

const basic = (index: 0 | 1, name: string) => ({
  id: classId(index, name),
  type: 'fc:gogroup',
  displayName: name,
  go_type: 'b',
  parent: schoolId(index),
});

/** Two schools: 7A with mathematics at the first, 7B at the second; `pupils` are in 7A. */
export function directoryOf(pupils: readonly string[], newcomers: readonly string[] = []): DirectoryData {
  const members = pupils.map(pupil);
  const ann = teacher('ann');
  return {
    realm,
    groups: [
      { id: organisation, type: 'fc:org', displayName: { nb: 'Prøve kommune' } },
      ...schools.map(({ name }, index) => ({
        id: schoolId(index as 0 | 1),
        type: 'fc:org',
        displayName: name,
        parent: organisation,
      })),
      basic(0, '7A'),
      basic(1, '7B'),
      {
        id: mathsId,
        type: 'fc:gogroup',
        displayName: 'Matematikk 7A',
        go_type: 'u',
        parent: `fc:gogroup:${realm}:unit:NO${schools[0].organisationNumber}`,
        grep: { code: 'MAT0007', displayName: 'Matematikk 7. årstrinn' },
      },
    ],
    members: {
      [organisation]: [...members, ...newcomers.map(pupil), ann],
      [schoolId(0)]: [...members, ann],
      [classId(0, '7A')]: [...members, ann],
      [mathsId]: members,
    },
  };
}

export interface FeideHub extends TestSubgraph<FeideTables, RunningFeide> {
  readonly server: FeideServer;
  /** Children by user name; school-administration knows them by Feide id. */
  readonly children: Map<string, string>;
  /** Begins again with an empty database and another directory, in which school-administration knows these users. */
  begin(data: DirectoryData, users: readonly string[]): Promise<void>;
}

const tables = [
  ...[
    'account',
    'child_placement',
    'feide_group',
    'follow_up',
    'membership',
    'membership_change',
    'reading',
    'school_group',
  ].map((table) => `feide.${table}`),
  ...['inbox', 'outbox', 'idempotency'].map((table) => `events.${table}`),
];

/** The subgraph over a real database, and Feide with a directory answering over HTTP. */
export async function startFeideHub(options: { readonly directory: boolean }): Promise<FeideHub> {
  const server = await startFeideServer({
    directory: directoryOf([]),
    token: 'right',
    applyAfterMs: 3_600_000,
    pageSize: 4,
  });
  const children = new Map<string, string>();
  const facts: KnownFacts = { children: {}, viewer: ['isEmployee', 'isCaseWorker'] };
  const hub = await startTestSubgraph<FeideTables, RunningFeide>(feide, {
    settings: {
      url: server.url,
      realm,
      token: 'right',
      ...(options.directory ? { directory: server.directoryUrl } : {}),
    },
    facts,
    port: {
      childrenByFeideId: async (feideIds) =>
        new Map(
          feideIds.flatMap((feideId) => {
            const child = children.get(feideId.replace(`@${realm}`, ''));
            return child === undefined ? [] : [[feideId, child] as const];
          }),
        ),
      unitsByOrganisationNumber: async (numbers) =>
        new Map(
          schools
            .filter((school) => numbers.includes(school.organisationNumber))
            .map((school) => [school.organisationNumber, school.unitId]),
        ),
    },
  });
  const stopSubgraph = hub.stop;
  return Object.assign(hub, {
    server,
    children,
    async begin(data: DirectoryData, users: readonly string[]) {
      await sql.raw(`truncate ${tables.join(', ')}`).execute(hub.database.kysely);
      server.replace(data);
      children.clear();
      for (const user of users) children.set(user, randomUUID());
      facts.children = Object.fromEntries([...children.values()].map((childId) => [childId, seenByStaff]));
      delete facts.scope;
      hub.now = new Date('2026-11-22T09:00:00Z');
    },
    stop: async () => void (await Promise.all([stopSubgraph(), server.close()])),
  });
}

export const seenByStaff: readonly Fact[] = ['isContactTeacher', 'teachesChild', 'isEmployee'];

/** Where school-administration says a child is. */
export const aPlacement = (
  childId: string,
  unitIds: readonly string[],
  groupIds: readonly string[] = [],
  graded = false,
) =>
  newEvent(
    pupilPlacementChanged,
    {
      childId,
      unitIds: [...unitIds],
      groupIds: [...groupIds],
      level: 7,
      grading: graded ? ('STRICTLY_CONFIDENTIAL' as const) : ('UNGRADED' as const),
      active: unitIds.length > 0,
    },
    childId,
  );

export const aGroup = (groupId: string, unitId: string, name: string) =>
  newEvent(groupChanged, {
    groupId,
    unitId,
    kind: 'BASIC',
    name,
    grepCode: null,
    validFrom: '2026-08-17',
    validTo: '2027-06-25',
  });

export const aClosedTransfer = (
  childId: string,
  side: 'SENDER' | 'RECEIVER' | 'WITHIN',
  transferId: string = randomUUID(),
) =>
  newEvent(
    transferClosed,
    {
      transferId,
      childId,
      side,
      counterpart: { organisationNumber: '312000031', name: 'Nabo kommune' },
      unitId: null,
      decisions: [],
      receiptHash: null,
      closedAt: '2026-11-22T09:00:00.000Z',
    },
    childId,
  );
