import { sql } from 'kysely';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { GroupsApi } from './source/groups-api.ts';
import { changesToLookFor, putOff, settleChanges } from './store/changes.ts';
import { keepGroups } from './store/keep-groups.ts';
import { endAccounts, type GroupMembers, keepMembers, matchAccounts, unmatchedAccounts } from './store/keep-members.ts';
import type { FeideTables } from './store/tables.ts';

export interface ReadingDeps {
  readonly api: GroupsApi;
  readonly realm: string;
  /** Whether changes are handed to a directory, or wait for its own import. */
  readonly hasDirectory: boolean;
  readonly database: Database<FeideTables>;
  readonly transact: Transact<FeideTables>;
  readonly port: Pick<SchoolAdministrationPort, 'childrenByFeideId' | 'unitsByOrganisationNumber'>;
  now(): Date;
}

export interface ReadingReport {
  readonly groups: number;
  readonly members: number;
  /** Members without a Feide id. */
  readonly unidentified: number;
}

/** Groups whose members are kept in one transaction; between two batches others get at the database. */
const batchSize = 60;
const requestsAtOnce = 8;

/** Reads everything Feide shows of the host organisation: what is new begins, what is gone ends, the rest stays as it was. */
export async function readAll(deps: ReadingDeps): Promise<ReadingReport> {
  const { api, port, transact, now } = deps;
  const groups = await api.groups();
  // An empty answer is an outage that looks like an answer: believed, it would end every membership.
  if (groups.length === 0) throw new HubError('UNAVAILABLE', 'Feide shows no groups at all: nothing was changed');
  const numbers = [...new Set(groups.flatMap(({ organisationNumber }) => organisationNumber ?? []))];
  const unitIds = await port.unitsByOrganisationNumber(numbers);
  await transact(({ tx }) => keepGroups(tx, groups, unitIds, now()));
  const report = { members: 0, unidentified: 0 };
  for (let start = 0; start < groups.length; start += batchSize) {
    const ids = groups.slice(start, start + batchSize).map(({ id }) => id);
    const { lists, unidentified } = await readMembers(deps, ids);
    await keep(deps, lists);
    report.members += lists.reduce((sum, { members }) => sum + members.length, 0);
    report.unidentified += unidentified;
  }
  await transact(async ({ tx }) => {
    await endAccounts(tx, now());
    await settleChanges(tx, now(), deps.hasDirectory);
    await sql`insert into feide.reading (realm, read_at, groups, unidentified)
      values (${deps.realm}, ${now().toISOString()}::timestamptz, ${groups.length}, ${report.unidentified})
      on conflict (realm) do update set read_at = excluded.read_at, groups = excluded.groups, unidentified = excluded.unidentified`.execute(
      tx,
    );
  });
  return { groups: groups.length, ...report };
}

/** When everything was last read through; null before the first time. */
export async function lastReading(database: Database<FeideTables>, realm: string): Promise<Date | null> {
  const { rows } = await sql<{ readAt: Date }>`select read_at from feide.reading where realm = ${realm}`.execute(
    database,
  );
  return rows[0]?.readAt ?? null;
}

const mostLooks = 100;

/** Looks whether changes that the directory took show in Feide now; `all`: also those whose time has not come. */
export async function lookForChanges(deps: ReadingDeps, lookEverySeconds: number, all = false): Promise<void> {
  const { database, transact, now } = deps;
  const changes = await changesToLookFor(database, all ? null : now(), mostLooks);
  if (changes.length === 0) return;
  const { lists } = await readMembers(deps, [...new Set(changes.map(({ groupId }) => groupId))]);
  await keep(deps, lists);
  await transact(async ({ tx }) => {
    await settleChanges(tx, now(), deps.hasDirectory);
    await endAccounts(tx, now());
    await putOff(
      tx,
      changes.map(({ id }) => id),
      now(),
      lookEverySeconds,
    );
  });
}

/** Asks school-administration again about pupils' accounts that it did not know before. */
export async function matchAgain({ database, transact, port }: ReadingDeps): Promise<void> {
  const unmatched = await unmatchedAccounts(database);
  if (unmatched.length === 0) return;
  const childIds = await port.childrenByFeideId(unmatched);
  await transact(({ tx }) => matchAccounts(tx, childIds));
}

async function readMembers({ api }: ReadingDeps, groupIds: readonly string[]) {
  const lists: GroupMembers[] = [];
  let unidentified = 0;
  const waiting = [...groupIds];
  const next = async () => {
    for (let groupId = waiting.shift(); groupId !== undefined; groupId = waiting.shift()) {
      const list = await api.members(groupId);
      // A group that went away since the list was read has no members.
      lists.push({ groupId, members: list?.members ?? [] });
      unidentified += list?.unidentified ?? 0;
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, next));
  return { lists, unidentified };
}

async function keep({ port, transact, now }: ReadingDeps, lists: readonly GroupMembers[]): Promise<void> {
  const feideIds = [...new Set(lists.flatMap(({ members }) => members.map(({ feideId }) => feideId)))];
  const childIds = await port.childrenByFeideId(feideIds);
  await transact(({ tx }) => keepMembers(tx, lists, childIds, now()));
}
