import { sql } from 'kysely';
import { somethingWaits } from '#contracts/events/school-administration.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { mayBeGiven } from './may-be-given.ts';

type Deps = Pick<SubgraphDeps<SchoolAdministrationTables>, 'database' | 'transact' | 'now' | 'policyRoot' | 'log'> & {
  readonly port: Pick<SchoolAdministrationPort, 'factsFor'>;
};

/**
 * Does what a request could not do itself without showing whether there is a child: tells those who answer that something waits, and
 * closes what is past its time where nothing can be told. Gives how many requests it did something with.
 */
export const settleRequests = async (deps: Deps): Promise<number> =>
  (await tellOfRequests(deps)) + (await closeOverdue(deps));

/**
 * Those who answer for a child: the heads of where it goes; where its address is graded, those named for the case. Nobody is told of a
 * request about no child here: it is taken as told.
 */
async function tellOfRequests({ transact, now }: Deps): Promise<number> {
  const on = dateInNorway(now());
  return transact(async ({ tx, emit }) => {
    const { rows } = await sql<{ id: string; toTell: string[] }>`
      with told as (update school_administration.information_request set untold = false where untold returning id, child_id)
      select told.id, array(
        select post.person_id from school_administration.employment post
          join school_administration.unit on unit.id = post.unit_id and unit.kind in ('SCHOOL', 'KINDERGARTEN')
          join school_administration.enrolment place on place.unit_id = post.unit_id and place.child_id = told.child_id
          where post.role = 'SCHOOL_LEADER' and ${inForce('post', on)} and ${inForce('place', on)} and not graded.is
        union select held.person_id from school_administration."right" held where held.child_id = told.child_id and graded.is
          and held.kind in ('NAMED_FOR_CASE', 'NAMED_BY_DECISION') and ${inForce('held', on)}) as to_tell
      from told cross join lateral (select exists (select from school_administration.address_protection mark
        where mark.child_id = told.child_id and ${inForce('mark', on)}) as is) graded`.execute(tx);
    await emit(
      rows.flatMap(({ id, toTell }) =>
        toTell.length === 0 ? [] : [newEvent(somethingWaits, { aboutId: id, kind: 'TASK' as const, toTell })],
      ),
    );
    return rows.length;
  });
}

interface Overdue {
  readonly id: string;
  readonly personId: string;
  readonly childId: string | null;
}

/**
 * A request past its time of which nothing can be told: no such child, or one whom the one who asked must not know of. Both end at the
 * same time and in the same words. The others wait on: a person owes them an answer.
 */
async function closeOverdue({ database, transact, now, policyRoot, port }: Deps): Promise<number> {
  const on = dateInNorway(now());
  const { rows } = await sql<Overdue>`select id, person_id, child_id from school_administration.information_request
    where state = 'WAITING' and due_at <= ${now().toISOString()} order by due_at, id limit 500`.execute(database);
  if (rows.length === 0) return 0;
  const policy = createPolicyBook(policyRoot)(on);
  const closed: Overdue[] = [];
  for (const row of rows) {
    const { childId, personId } = row;
    const facts = childId === null ? undefined : await port.factsFor({ kind: 'person', personId }, [childId], on);
    if (mayBeGiven(policy, facts?.get(childId ?? '') ?? []).length === 0) closed.push(row);
  }
  await transact(async ({ tx, emit }) => {
    const { rows: done } = await sql<{ id: string; personId: string }>`update school_administration.information_request
      set state = 'NOT_GIVEN', answered_at = due_at where id = any(${closed.map(({ id }) => id)}::uuid[]) and state = 'WAITING'
      returning id, person_id`.execute(tx);
    await emit(
      done.map(({ id, personId }) =>
        newEvent(somethingWaits, { aboutId: id, kind: 'ANSWER' as const, toTell: [personId] }),
      ),
    );
  });
  return closed.length;
}

export const startInformationWorker = (deps: Deps): Worker =>
  startWorker({
    name: 'requests for information',
    everyMs: 60_000,
    log: deps.log,
    async run() {
      await settleRequests(deps);
      return false;
    },
  });
