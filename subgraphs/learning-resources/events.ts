import { sql } from 'kysely';
import { transferClosed } from '#contracts/events/data-sharing.ts';
import { pupilArrived, pupilPlacementChanged, unitChanged } from '#contracts/events/school-administration.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { placementProjection } from '#kit/access/placement-projection.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { type Level, levels } from './domain/level.ts';
import { accessOf, keepAccessChanges } from './store/access-changes.ts';
import { schemaName } from './store/migrations.ts';
import type { LearningResourcesTables } from './store/tables.ts';

type Unit = UnitOfWork<LearningResourcesTables>;
type Handler = EventHandler<LearningResourcesTables>;

export interface EventDeps {
  now(): Date;
  newId(): string;
}

/** 0 is kindergarten, 1–10 grunnskolen, 11–13 upper secondary; null where the roster does not say. */
const levelOfNumber = (level: number | null): Level | null => (level === null ? null : (levels[level] ?? null));

/** What this subgraph does when something happens elsewhere. */
export function handlersOf(deps: EventDeps): readonly Handler[] {
  return [unitsKept, placementsKept(deps), arrivalsKept(deps), leaversKept(deps)];
}

const unitsKept: Handler = onEvent(unitChanged, async ({ tx }, events) => {
  const last = new Map(events.map(({ data }) => [data.unitId, data]));
  const units = [...last.values()];
  await sql`insert into learning_resources.unit (unit_id, organisation_number, kind)
    select * from unnest(${units.map((unit) => unit.unitId)}::uuid[], ${units.map((unit) => unit.organisationNumber)}::text[],
      ${units.map((unit) => unit.kind)}::text[])
    on conflict (unit_id) do update set organisation_number = excluded.organisation_number, kind = excluded.kind`.execute(
    tx,
  );
});

/** Access follows the placement; for a child that was placed before, what closes and opens with the move is recorded. */
function placementsKept(deps: EventDeps): Handler {
  const projection = placementProjection<LearningResourcesTables>(schemaName);
  return {
    event: pupilPlacementChanged as Handler['event'],
    async handle(unit, events) {
      const data = events.map((event) => pupilPlacementChanged.schema.parse(event.data));
      await recordingChanges(unit, [...new Set(data.map(({ childId }) => childId))], deps, async () => {
        await projection.handle(unit, events);
        const last = [...new Map(data.map((each) => [each.childId, each.level])).entries()];
        await sql`insert into learning_resources.pupil_level (child_id, level)
          select * from unnest(${last.map(([childId]) => childId)}::uuid[], ${last.map(([, level]) => levelOfNumber(level))}::text[])
          on conflict (child_id) do update set level = excluded.level`.execute(unit.tx);
      });
    },
  };
}

async function recordingChanges(
  unit: Unit,
  childIds: readonly string[],
  deps: EventDeps,
  change: () => Promise<void>,
): Promise<void> {
  const on = dateInNorway(deps.now());
  const before = await accessOf(unit.tx, childIds, on);
  await change();
  // A child seen for the first time, as thousands are in a first import, has moved from nowhere; a move here is told by its arrival.
  if (before.size === 0) return;
  const after = await accessOf(unit.tx, [...before.keys()], on);
  await keepAccessChanges(unit, before, after, deps.now(), deps.newId);
}

/** A child that comes from elsewhere: what opens for it is recorded, unless its placement has come and been recorded already. */
function arrivalsKept(deps: EventDeps): Handler {
  return onEvent(pupilArrived, async (unit, events) => {
    const childIds = [...new Set(events.map(({ data }) => data.childId))];
    const { rows } = await sql<{ childId: string }>`select distinct child_id from learning_resources.access_change
      where child_id = any(${childIds}::uuid[])`.execute(unit.tx);
    const recorded = new Set(rows.map((row) => row.childId));
    const after = await accessOf(
      unit.tx,
      childIds.filter((childId) => !recorded.has(childId)),
      dateInNorway(deps.now()),
    );
    await keepAccessChanges(unit, new Map(), after, deps.now(), deps.newId);
  });
}

/** The sender closes access when the transfer closes, without waiting for the roster to say that the child has left. */
function leaversKept(deps: EventDeps): Handler {
  return onEvent(transferClosed, async (unit, events) => {
    const left = events.map(({ data }) => data).filter(({ side, form }) => side === 'SENDER' && form !== 'HAND_OVER');
    if (left.length === 0) return;
    await recordingChanges(unit, [...new Set(left.map(({ childId }) => childId))], deps, async () => {
      // Without a unit the child has left them all. School-administration's next event about the child is the whole truth again.
      await sql`update learning_resources.child_placement p set unit_ids = case when l.unit_id is null then '{}'
          else array_remove(p.unit_ids, l.unit_id) end,
        active = p.active and l.unit_id is not null and p.unit_ids <> array[l.unit_id]
        from unnest(${left.map(({ childId }) => childId)}::uuid[], ${left.map(({ unitId }) => unitId)}::uuid[]) as l(child_id, unit_id)
        where p.child_id = l.child_id`.execute(unit.tx);
    });
  });
}
