import { sql } from 'kysely';
import { closeCapacities } from '#contracts/capacities.ts';
import { somethingWaits } from '#contracts/events/school-administration.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { Appointments } from '../appointments.ts';
import { daysAfter } from '../naming/naming-problems.ts';
import { findAppointed } from '../store/case-namings.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { UnusualKind } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/** From how many a day's look-ups stand out: the controller's own. */
export interface UnusualThresholds {
  readonly childrenPerDay: number;
  readonly openingsPerDay: number;
}

export interface UnusualWork
  extends Pick<SubgraphDeps<SchoolAdministrationTables>, 'transact' | 'now' | 'newId' | 'log'> {
  readonly database: Reader;
  readonly thresholds: UnusualThresholds;
  readonly appointments: Appointments;
}

interface Found {
  readonly personId: string;
  readonly day: string;
  readonly kind: UnusualKind;
  readonly children: number;
  readonly times: number;
}

/** Rows of the audit trail of somebody who was not near the child then: the far capacities are those whose numbers may stand out. */
export const farLookUp = sql.raw(
  `(seen.capacity is null or seen.capacity <> all(array[${closeCapacities.map((one) => `'${one}'`).join(',')}]))`,
);

/**
 * Reads what was looked at on some days and keeps what stands out. Those who answer for it are told once for each day and kind: the
 * leaders of where the person worked, and the data-protection officer. Gives how many are new.
 */
export async function findUnusualLookUps(work: UnusualWork): Promise<number> {
  const today = dateInNorway(work.now());
  const yesterday = daysAfter(today, -1);
  const found = [...(await manyChildren(work, yesterday, today)), ...(await manyOpenings(work, yesterday, today))];
  if (found.length === 0) return 0;
  return work.transact(async ({ tx, emit }) => {
    let fresh = 0;
    for (const one of found) {
      const kept = await keep(tx, work, one);
      if (!kept) continue;
      fresh += 1;
      const toTell = (await toBeTold(tx, work, one.personId, kept.unitIds, today)).filter(
        (who) => who !== one.personId,
      );
      if (toTell.length > 0)
        await emit([newEvent(somethingWaits, { aboutId: kept.id, kind: 'TASK' as const, toTell })]);
    }
    return fresh;
  });
}

async function manyChildren(
  { database, thresholds }: UnusualWork,
  from: string,
  to: string,
): Promise<readonly Found[]> {
  // The hours around the two days in UTC; the day itself is Norway's.
  const { rows } = await sql<Found>`select * from (
      select substring(seen.viewer from 8)::uuid as person_id, seen.day::text as day, 'MANY_CHILDREN' as kind,
        count(distinct seen.child_id)::int as children, count(distinct seen.request_id)::int as times
      from (select entry.*, (entry.at::timestamptz at time zone 'Europe/Oslo')::date as day from audit.disclosure entry
        where entry.at >= ${daysAfter(from, -1)} and entry.child_id is not null and entry.viewer like 'person:%') seen
      where seen.day between ${from}::date and ${to}::date and ${farLookUp}
      group by seen.viewer, seen.day) looked
    where looked.children >= ${thresholds.childrenPerDay} order by looked.day, looked.person_id`.execute(
    database.withTables<AuditTables>(),
  );
  return rows;
}

async function manyOpenings(
  { database, thresholds }: UnusualWork,
  from: string,
  to: string,
): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`select * from (
      select opening.person_id, opening.valid_from::text as day, 'MANY_OPENINGS' as kind,
        count(distinct opening.child_id)::int as children, count(*)::int as times
      from school_administration.record_opening opening where opening.valid_from between ${from}::date and ${to}::date
      group by opening.person_id, opening.valid_from) opened
    where opened.times >= ${thresholds.openingsPerDay} order by opened.day, opened.person_id`.execute(database);
  return rows;
}

/** New, or null: a day that is known has its numbers brought up to date, and nobody is told again. */
async function keep(tx: Tx, { newId, now }: UnusualWork, { personId, day, kind, children, times }: Found) {
  const { rows } = await sql<{ id: string; unitIds: readonly string[]; isNew: boolean }>`
    insert into school_administration.unusual_look_up as known (id, person_id, day, kind, children, times, unit_ids, noted_at)
    values (${newId()}, ${personId}, ${day}, ${kind}, ${children}, ${times},
      array(select distinct post.unit_id from school_administration.employment post
        join school_administration.unit on unit.id = post.unit_id and unit.kind <> 'OWNER'
        where post.person_id = ${personId}::uuid and ${inForce('post', day)}), ${now().toISOString()})
    on conflict (person_id, day, kind) do update set children = greatest(known.children, excluded.children),
      times = greatest(known.times, excluded.times)
    returning id, unit_ids, xmax = 0 as is_new`.execute(tx);
  const [row] = rows;
  return row?.isNew ? row : null;
}

async function toBeTold(
  tx: Tx,
  { appointments }: UnusualWork,
  personId: string,
  unitIds: readonly string[],
  on: string,
) {
  const { rows } = await sql<{
    personId: string;
  }>`select distinct post.person_id from school_administration.employment post
    where post.unit_id = any(${[...unitIds]}::uuid[]) and post.role = 'SCHOOL_LEADER' and post.person_id <> ${personId}::uuid
      and ${inForce('post', on)} order by post.person_id`.execute(tx);
  const isOfficer = (index: number) => appointments.roles[index] === 'data-protection-officer';
  const officers = await findAppointed(tx, {
    feideIds: appointments.feideIds.filter((id, index) => id !== null && isOfficer(index)).map(String),
    nationalIds: appointments.nationalIds.filter((id, index) => id !== null && isOfficer(index)).map(String),
  });
  return [...new Set([...rows.map((row) => row.personId), ...officers])];
}

export const startUnusualWorker = (work: UnusualWork): Worker =>
  startWorker({
    name: 'unusual look-ups',
    everyMs: 15 * 60_000,
    log: work.log,
    run: async () => {
      await findUnusualLookUps(work);
      return false;
    },
  });
