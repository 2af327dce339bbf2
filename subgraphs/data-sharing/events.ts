import { sql } from 'kysely';
import { type CategoryId, transferableCategoryIds } from '#contracts/categories.ts';
import { entryJournalled } from '#contracts/events/archive.ts';
import { type PartSealed, type PartStored, partPublishers } from '#contracts/events/parts.ts';
import { pupilArrived, pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { placementProjection } from '#kit/access/placement-projection.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import type { Envelope } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { transferProblemOf } from './domain/refusal.ts';
import { gradingOf } from './process/permission-facts.ts';
import { bySystem, type Process } from './process/process.ts';
import { receiving, sending } from './sides.ts';
import { act } from './store/act.ts';
import { hastenHandingOn } from './store/find-incoming.ts';
import type { DataSharingTables, TransferSide } from './store/tables.ts';

type Unit = UnitOfWork<DataSharingTables>;

/** What data-sharing listens to. */
export const createHandlers = (process: Process): readonly EventHandler<DataSharingTables>[] => [
  placementProjection<DataSharingTables>('data_sharing'),
  onEvent(pupilPlacementChanged, (unit, events) => learnGradings(process, unit, events)),
  onEvent(pupilArrived, (unit, events) => noteArrivals(process, unit, events)),
  onEvent(entryJournalled, (unit, events) => recordJournal(process, unit, events)),
  ...partPublishers.flatMap(({ sealed, stored }) => [
    onEvent<DataSharingTables, PartSealed>(sealed, (unit, events) => takeSealedParts(process, unit, events)),
    onEvent<DataSharingTables, PartStored>(stored, (unit, events) => takeStoredParts(process, unit, events)),
  ]),
];

/** A grading counts at once, for every transfer that the child is in. */
async function learnGradings(
  process: Process,
  unit: Unit,
  events: ReadonlyArray<Envelope<ReturnType<typeof pupilPlacementChanged.schema.parse>>>,
): Promise<void> {
  const gradings = new Map(events.map(({ data }) => [data.childId, gradingOf(data.grading)]));
  const { rows } = await sql<{ id: string; side: TransferSide; childId: string }>`
    select id, side, child_id from data_sharing.transfer
    where child_id = any(${[...gradings.keys()]}::uuid[]) order by id`.execute(unit.tx);
  for (const { id, side, childId } of rows) {
    const command = { type: 'LearnGrading', grading: gradings.get(childId) ?? 'none', ...bySystem(process) } as const;
    await tolerate(() => (side === 'SENDER' ? act(unit, sending, id, command) : act(unit, receiving, id, command)));
  }
  if (rows.length > 0) process.wake();
}

async function noteArrivals(
  process: Process,
  unit: Unit,
  events: ReadonlyArray<Envelope<ReturnType<typeof pupilArrived.schema.parse>>>,
): Promise<void> {
  const rows = events.map(({ data }) => ({
    child_id: data.childId,
    unit_id: data.unitId,
    start_date: data.startDate,
    previous: data.previousMunicipality,
  }));
  await sql`insert into data_sharing.arrival (child_id, unit_id, start_date, previous_municipality, due_at)
    select a.child_id, a.unit_id, a.start_date, a.previous, ${process.now().toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(child_id uuid, unit_id uuid, start_date date, previous text)
    on conflict do nothing`.execute(unit.tx);
  process.wake();
}

/** The archive's key of an entry about a hand-over by this hub. */
const handOver = /\/(?:sender|within)(?:\/\d+)?$/;

async function recordJournal(
  process: Process,
  unit: Unit,
  events: ReadonlyArray<Envelope<ReturnType<typeof entryJournalled.schema.parse>>>,
): Promise<void> {
  for (const { data } of events) {
    if (!data.transferId || !handOver.test(data.sourceKey)) continue;
    const { transferId, registrationId: journalpost } = data;
    // A change of school within one controller is on the receiving side, and waits for no number.
    const { rows } = await sql`select from data_sharing.transfer where id = ${transferId} and side = 'SENDER'`.execute(
      unit.tx,
    );
    if (rows.length === 0) continue;
    await tolerate(() => act(unit, sending, transferId, { type: 'RecordJournal', journalpost, ...bySystem(process) }));
  }
}

const isCategory = (id: string): id is CategoryId => transferableCategoryIds.some((known) => known === id);

async function takeSealedParts(
  process: Process,
  unit: Unit,
  events: ReadonlyArray<Envelope<PartSealed>>,
): Promise<void> {
  for (const { data } of events) {
    const { transferId, partId, category, sealed, contentHash } = data;
    if (!isCategory(category))
      throw new HubError('BAD_INPUT', `"${category}" is not a category that travels between schools`);
    const stamp = bySystem(process);
    const command =
      sealed === null
        ? ({ type: 'FindPartEmpty', category, partId, ...stamp } as const)
        : ({ type: 'SealPart', category, partId, ...stamp } as const);
    await tolerate(async () => {
      const { events: come, state } = await act(unit, sending, transferId, command);
      const decision = state.categories[category]?.decision;
      // A stale answer is not kept: nothing of it may lie about.
      if (come.length === 0 || sealed === null || !decision) return;
      await sql`insert into data_sharing.part (part_id, transfer_id, category, rule, legal_basis, as_history, sealed, content_hash)
        values (${partId}, ${transferId}, ${category}, ${decision.rule}, ${decision.hjemmel}, ${decision.asHistory}, ${sealed},
          ${contentHash}) on conflict (part_id) do nothing`.execute(unit.tx);
    });
  }
  process.wake();
}

async function takeStoredParts(
  process: Process,
  unit: Unit,
  events: ReadonlyArray<Envelope<PartStored>>,
): Promise<void> {
  for (const { data } of events) {
    const { transferId, partId, category, refusal } = data;
    const { rows } = await sql<{ batch: number }>`select batch from data_sharing.part
      where part_id = ${partId} and transfer_id = ${transferId} and batch is not null`.execute(unit.tx);
    const batch = rows[0]?.batch;
    if (batch === undefined || !isCategory(category)) throw new HubError('NOT_FOUND', 'There is no such part');
    const stamp = bySystem(process);
    await tolerate(async () => {
      if (refusal === null) await act(unit, receiving, transferId, { type: 'StorePart', batch, category, ...stamp });
      else await act(unit, receiving, transferId, { type: 'RejectPart', batch, category, why: refusal, ...stamp });
    });
    await sql`update data_sharing.part set sealed = null where part_id = ${partId}`.execute(unit.tx);
  }
  const came = [...new Set(events.map(({ data }) => data.transferId))];
  await hastenHandingOn(unit.tx, came, process.now().toISOString());
  process.wake();
}

/** What comes too late for a transfer (it was cancelled or barred meanwhile) changes nothing, and is no error of the event's. */
async function tolerate(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!transferProblemOf(error)) throw error;
  }
}
