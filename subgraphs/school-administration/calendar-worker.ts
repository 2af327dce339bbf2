import { type RawBuilder, sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { applyDueMergers } from './mergers/apply-due-mergers.ts';
import { placementEvents, rightsEvents } from './store/published-changes.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';

type Deps = Pick<SubgraphDeps<SchoolAdministrationTables>, 'transact' | 'now'>;
type WorkerDeps = Deps & Pick<SubgraphDeps<SchoolAdministrationTables>, 'newId' | 'log'>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;
const batchSize = 1_000;

/**
 * Tells of what changes because a day comes and not because somebody writes: placements on the first of August, rights that begin or
 * end, and the birthdays on which decisions pass to the child (opplæringslova § 24-5) and the parents' right to information ends (at 18).
 * Gives how many children it told of; the first time there is nothing to tell.
 */
export async function tellOfNewDays({ transact, now }: Deps): Promise<number> {
  const today = dateInNorway(now());
  return transact(async ({ tx, emit }) => {
    const since = await takeDay(tx, today, now());
    if (since === undefined || since >= today) return 0;
    const placed = await childrenPlacedAnew(tx, since, today);
    const entitled = await childrenWithOtherRights(tx, since, today);
    for (const batch of batches(placed)) await emit(await placementEvents(tx, batch, today));
    for (const batch of batches(entitled)) await emit(rightsEvents(batch));
    return new Set([...placed, ...entitled]).size;
  });
}

/** The day that was told of last; from now on it is today. The row is taken by the first who comes: two do not tell the same twice. */
async function takeDay(tx: Tx, today: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`select to_date(seq::text, 'YYYYMMDD') as day
    from school_administration.register_pointer where register = 'calendar' for update`.execute(tx);
  const since = rows[0]?.day;
  if (since === undefined || since < today)
    await sql`insert into school_administration.register_pointer (register, seq, read_at)
      values ('calendar', ${Number(today.replaceAll('-', ''))}, ${now.toISOString()})
      on conflict (register) do update set seq = excluded.seq, read_at = excluded.read_at`.execute(tx);
  return since;
}

/** A row `r` whose period began or ended in the days after `since`, up to and with today. */
const turns = (since: string, today: string): RawBuilder<boolean> =>
  sql<boolean>`((r.valid_from > ${since}::date and r.valid_from <= ${today}::date)
    or (r.valid_to >= ${since}::date and r.valid_to < ${today}::date))`;

async function childrenPlacedAnew(tx: Tx, since: string, today: string): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select r.child_id from school_administration.enrolment r where ${turns(since, today)}
    union select r.person_id from school_administration.membership r where r.role = 'PUPIL' and ${turns(since, today)}
    union select m.person_id from school_administration."group" r
      join school_administration.membership m on m.group_id = r.id and m.role = 'PUPIL' where ${turns(since, today)}
    union select r.child_id from school_administration.address_protection r where ${turns(since, today)}
    order by 1`.execute(tx);
  return rows.map((row) => row.childId);
}

/** As text, a birthday of 29 February lies between the 28th and 1 March: see `hasTurned`. */
const birthday = (age: number): RawBuilder<string> =>
  sql<string>`((extract(year from child.birth_date)::int + ${sql.lit(age)})::text || to_char(child.birth_date, '-MM-DD'))`;

async function childrenWithOtherRights(tx: Tx, since: string, today: string): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select r.child_id from school_administration."right" r where ${turns(since, today)}
    union select child.id from school_administration.person child where child.is_pupil
      and ((${birthday(15)} > ${since} and ${birthday(15)} <= ${today}) or (${birthday(18)} > ${since} and ${birthday(18)} <= ${today}))
    order by 1`.execute(tx);
  return rows.map((row) => row.childId);
}

function* batches(childIds: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < childIds.length; start += batchSize) yield childIds.slice(start, start + batchSize);
}

/** What today brings: mergers whose day has come, and what begins, ends or is somebody's birthday. */
export async function comeToToday(deps: Omit<WorkerDeps, 'log'>): Promise<void> {
  await applyDueMergers(deps);
  await tellOfNewDays(deps);
}

export function startCalendarWorker(deps: WorkerDeps): Worker {
  return startWorker({
    name: 'calendar',
    everyMs: 60_000,
    log: deps.log,
    run: async () => {
      await comeToToday(deps);
      return false;
    },
  });
}
