import { sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { type Delivery, type PendingNotice, planNotices } from './domain/notice.ts';
import type { NoticeKind } from './domain/notice-texts.ts';
import { decideThread, evolveThread } from './domain/thread.ts';
import { keepMails } from './mail/mail-store.ts';
import { keepThreadEvents } from './store/keep-thread.ts';
import { keepDeliveries, pendingNotices, preferencesOf } from './store/notices.ts';
import type { ParentCommunicationTables } from './store/tables.ts';
import { lockThread } from './store/threads.ts';
import type { Tell, Tellings } from './tell.ts';
import { mayHear, worksHere } from './who-hears.ts';

type Deps = SubgraphDeps<ParentCommunicationTables>;

/**
 * Tells what is due, one notice to each person, after asking again who may be told; gives how many were told.
 *
 * @param byMail Whether notices are mailed, too.
 */
export async function tellDueNotices(deps: Deps, tell: Tell, byMail: boolean): Promise<number> {
  const pending = await pendingNotices(deps.database);
  if (pending.length === 0) return 0;
  const now = deps.now();
  const on = dateInNorway(now);
  const preferences = await preferencesOf(deps.database, [...new Set(pending.map(({ recipient }) => recipient))]);
  const tellings = new Map<string, Tellings>();
  const employees = await employeesAmong(deps, pending, on);
  for (const [childId, notices] of Map.groupBy(pending, (notice) => notice.childId)) {
    if (childId === null) continue;
    tellings.set(
      childId,
      await tell(
        childId,
        notices.map(({ recipient }) => recipient),
        on,
      ),
    );
  }
  const mayBeTold = (notice: PendingNotice) =>
    notice.childId === null
      ? notice.kind === 'ANSWER' || employees.has(notice.recipient)
      : mayHear(tellings.get(notice.childId), notice);
  const plan = planNotices(pending, (person) => preferences.get(person), mayBeTold, now);
  const deliveries = plan.deliveries.map((delivery) => ({ ...delivery, id: deps.newId() }));
  const wantsMail = ({ recipient }: Delivery) => byMail && preferences.get(recipient)?.email !== false;
  const mails = deliveries.filter(wantsMail).map(({ id, recipient, noticeIds }) => ({
    deliveryId: id,
    recipient,
    parts: pending
      .filter(({ noticeId }) => noticeIds.includes(noticeId))
      .map(({ noticeId, childId, kind }) => ({ noticeId, childId, kind })),
  }));
  await deps.transact(async ({ tx }) => {
    await keepDeliveries(tx, deliveries, plan.dropped, now.toISOString());
    await keepMails(tx, mails, now.toISOString());
  });
  return deliveries.length;
}

/** Those who are to be told of a task and still work here. What one has asked oneself one is told is answered, whoever one is. */
async function employeesAmong(deps: Deps, pending: readonly PendingNotice[], on: string): Promise<ReadonlySet<string>> {
  const asked = new Set(pending.filter(({ childId }) => childId === null).map(({ recipient }) => recipient));
  const answers = await Promise.all(
    [...asked].map(async (personId) => ((await worksHere(deps, personId, on)) ? [personId] : [])),
  );
  return new Set(answers.flat());
}

/** Checks again the threads and notices of children whose rights have changed; gives how many children it checked. */
export async function recheckRights(deps: Deps, tell: Tell): Promise<number> {
  const { rows: waiting } = await sql<{
    childId: string;
  }>`select child_id from parent_communication.recheck limit 100`.execute(deps.database);
  for (const { childId } of waiting) await recheckChild(deps, tell, childId);
  return waiting.length;
}

async function recheckChild(deps: Deps, tell: Tell, childId: string): Promise<void> {
  const now = deps.now();
  const { rows: families } = await sql<{ threadId: string; personIds: string[] }>`
    select t.id as thread_id, array(select distinct f.id from parent_communication.message m cross join lateral (
        select m.author_id as id where m.author_role <> 'STAFF'
        union select r->>'personId' from jsonb_array_elements(m.recipients) as r where r->>'role' <> 'STAFF') f
      where m.thread_id = t.id) as person_ids
    from parent_communication.thread t where t.child_id = ${childId} and t.status = 'OPEN'`.execute(deps.database);
  const { rows: told } = await sql<{
    id: string;
    recipient: string;
    kind: NoticeKind;
  }>`select id, recipient, kind from parent_communication.notice
    where child_id = ${childId}`.execute(deps.database);
  const persons = [...families.flatMap(({ personIds }) => personIds), ...told.map(({ recipient }) => recipient)];
  const tellings = await tell(childId, persons, dateInNorway(now));
  const without = families.filter(
    ({ personIds }) => personIds.length > 0 && personIds.every((id) => !tellings.telling(id).may),
  );
  const lost = told.filter((notice) => !mayHear(tellings, notice)).map(({ id }) => id);
  await deps.transact(async (unit) => {
    await sql`delete from parent_communication.notice where id = any(${lost}::uuid[])`.execute(unit.tx);
    for (const { threadId } of without) {
      const state = await lockThread(unit.tx, threadId);
      const close = { type: 'Close', reason: 'NOBODY_AT_HOME', by: 'hub', at: now.toISOString() } as const;
      const events = decideThread(close, state).events ?? [];
      await keepThreadEvents(unit, events.reduce(evolveThread, state), events, deps);
    }
    await sql`delete from parent_communication.recheck where child_id = ${childId}`.execute(unit.tx);
  });
}
