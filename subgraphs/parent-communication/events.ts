import { sql } from 'kysely';
import {
  permissionAnswered,
  permissionAsked,
  permissionReminded,
  transferCancelled,
  transferClosed,
  transferDocumentReady,
} from '#contracts/events/data-sharing.ts';
import {
  pupilPlacementChanged,
  rightsChanged,
  schoolMerged,
  somethingWaits,
  staffNamed,
} from '#contracts/events/school-administration.ts';
import { placementProjection } from '#kit/access/placement-projection.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import type { PermissionEvent } from './domain/permission-request.ts';
import { closeThreadsOfLeavers, moveThreads } from './store/keep-thread.ts';
import { schemaName } from './store/migrations.ts';
import { addNotices, remindOfQuestions } from './store/notices.ts';
import { aboutQuestion, applyPermissionEvents } from './store/permission-requests.ts';
import type { ParentCommunicationTables } from './store/tables.ts';

type Tx = DatabaseTransaction<ParentCommunicationTables>;
type Handler = EventHandler<ParentCommunicationTables>;
interface EventDeps {
  newId(): string;
  /** Rights are asked about outside the consumer's transaction, soon. */
  recheckSoon(): void;
}

/** What this subgraph does when something happens elsewhere. */
export const handlersOf = (deps: EventDeps): readonly Handler[] => [
  placementProjection(schemaName),
  threadsFollowMergers,
  leaversClosed,
  senderClosed,
  questionsAsked(deps),
  questionsAnswered(deps),
  questionsReminded,
  ...questionsEnded(deps),
  rightsRechecked(deps),
  namingsTold(deps),
  waitingTold(deps),
  documentsTold(deps),
];

/** A thread goes on at the school that its own has become. */
const threadsFollowMergers: Handler = onEvent(schoolMerged, ({ tx }, events) =>
  moveThreads(
    tx,
    events.map(({ data }) => data),
  ),
);

/** A thread is with a unit; where the child no longer is, it closes. */
const leaversClosed: Handler = onEvent(pupilPlacementChanged, async (unit, events) => {
  const stillAt = new Map(events.map(({ data }) => [data.childId, data.active ? data.unitIds : []]));
  await closeThreadsOfLeavers(unit, stillAt);
});

/** After a hand-over the child is still here, until its enrolment ends. */
const hasLeft = ({ data }: { readonly data: { readonly side: string; readonly form?: string | undefined } }): boolean =>
  data.side === 'SENDER' && data.form !== 'HAND_OVER';

/** The sender's threads close with the transfer, without waiting for the roster to say that the child has left. */
const senderClosed: Handler = onEvent(transferClosed, async (unit, events) => {
  for (const { data } of events.filter(hasLeft)) {
    const { rows } = await sql<{ unitId: string }>`select distinct unit_id from parent_communication.thread
      where child_id = ${data.childId} and status = 'OPEN'`.execute(unit.tx);
    const others = data.unitId === null ? [] : rows.map((row) => row.unitId).filter((unitId) => unitId !== data.unitId);
    await closeThreadsOfLeavers(unit, new Map([[data.childId, others]]));
  }
});

const questionsAsked = ({ newId }: EventDeps): Handler =>
  onEvent(permissionAsked, async ({ tx }, events) => {
    for (const { data, time } of events) {
      const { transferId, childId, deciders, dueAt, categories } = data;
      const asked = categories.map(
        (category): PermissionEvent => ({ type: 'PermissionAsked', transferId, childId, category, deciders, dueAt }),
      );
      await applyPermissionEvents(tx, transferId, categories, asked, { at: time, newId });
    }
  });

const questionsAnswered = ({ newId }: EventDeps): Handler =>
  onEvent(permissionAnswered, async ({ tx }, events) => {
    for (const { data, time } of events) {
      const { transferId, category, personId, answer, answeredAt } = data;
      const event: PermissionEvent =
        answer === 'SILENT' || personId === null
          ? { type: 'PermissionLapsed' }
          : { type: 'PermissionAnswered', personId, answer, answeredAt };
      await applyPermissionEvents(tx, transferId, [category], [event], { at: time, newId });
    }
  });

/** What is told is what was told the first time: that something waits. */
const questionsReminded: Handler = onEvent(permissionReminded, async ({ tx }, events) => {
  for (const { data, time } of events) {
    const abouts = data.categories.map((category) => aboutQuestion({ transferId: data.transferId, category }));
    await remindOfQuestions(tx, data.personIds, abouts, time);
  }
});

/** Cancelled or closed, a transfer takes no more answers. */
const questionsEnded = ({ newId }: EventDeps): readonly Handler[] => {
  const end = async (tx: Tx, events: ReadonlyArray<{ data: { transferId: string }; time: string }>) => {
    for (const { data, time } of events)
      await applyPermissionEvents(tx, data.transferId, 'all', [{ type: 'TransferEnded' }], { at: time, newId });
  };
  return [
    onEvent(transferCancelled, ({ tx }, events) => end(tx, events)),
    onEvent(transferClosed, ({ tx }, events) => end(tx, events)),
  ];
};

const rightsRechecked = ({ recheckSoon }: EventDeps): Handler =>
  onEvent(rightsChanged, async ({ tx }, events) => {
    // Facts belong to another subgraph and are not asked for inside a transaction: the worker does it.
    await sql`insert into parent_communication.recheck (child_id)
      select distinct c.id from unnest(${events.map(({ data }) => data.childId)}::uuid[]) as c(id)
      where exists (select from parent_communication.thread t where t.child_id = c.id and t.status = 'OPEN')
        or exists (select from parent_communication.notice n where n.child_id = c.id)
      on conflict do nothing`.execute(tx);
    recheckSoon();
  });

/** The notice says that a task waits: neither a child nor a school, which the event does not know either. */
const namingsTold = ({ newId }: EventDeps): Handler =>
  onEvent(staffNamed, async ({ tx }, events) => {
    const notices = events.flatMap(({ data, time }) =>
      data.toTell.map((recipient) => ({ recipient, about: `naming:${data.namingId}`, cameUp: time })),
    );
    await addNotices(
      tx,
      notices.map((notice) => ({ ...notice, id: newId(), childId: null, kind: 'TASK' })),
    );
  });

/** The same of a task or an answer: what it is, and about whom, the event does not know either. */
const waitingTold = ({ newId }: EventDeps): Handler =>
  onEvent(somethingWaits, async ({ tx }, events) => {
    const notices = events.flatMap(({ data: { aboutId, kind, toTell }, time }) =>
      toTell.map((recipient) => ({ recipient, about: `${kind.toLowerCase()}:${aboutId}`, kind, cameUp: time })),
    );
    await addNotices(
      tx,
      notices.map((notice) => ({ ...notice, id: newId(), childId: null })),
    );
  });

/** The document of a move abroad: that there is one to collect, and not whose or what for. */
const documentsTold = ({ newId }: EventDeps): Handler =>
  onEvent(transferDocumentReady, async ({ tx }, events) => {
    const notices = events.flatMap(({ data: { transferId, childId, toTell }, time }) =>
      toTell.map((recipient) => ({ recipient, about: `document:${transferId}`, childId, cameUp: time })),
    );
    await addNotices(
      tx,
      notices.map((notice) => ({ ...notice, id: newId(), kind: 'DOCUMENT' })),
    );
  });
