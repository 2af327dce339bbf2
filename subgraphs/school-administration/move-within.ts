import { sql } from 'kysely';
import { transferClosed } from '#contracts/events/data-sharing.ts';
import { enrolmentEnded } from '#contracts/events/school-administration.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { placementEvents } from './store/published-changes.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';
import { endEnrolmentRow, enrolmentAt, insertEnrolment } from './store/write-enrolments.ts';

type Deps = Pick<SubgraphDeps<SchoolAdministrationTables>, 'now' | 'newId'>;
type Unit = UnitOfWork<SchoolAdministrationTables>;

interface Open {
  readonly id: string;
  readonly unitId: string;
  readonly level: number | null;
  readonly validFrom: string | null;
}

/**
 * A change of school within this controller is over: the child is enrolled at the new school from the first day there, and no more at
 * the old one. The record goes on as it is; who may see it follows from the enrolment. What a roster has said already stands.
 */
export const moveWithin = (deps: Deps): EventHandler<SchoolAdministrationTables> =>
  onEvent(transferClosed, async (unit, events) => {
    for (const { data } of events)
      if (data.side === 'WITHIN' && data.unitId !== null && data.startsOn !== undefined)
        await move(deps, unit, { childId: data.childId, unitId: data.unitId, startsOn: data.startsOn });
  });

async function move(
  { now, newId }: Deps,
  { tx, emit }: Unit,
  { childId, unitId, startsOn }: { readonly childId: string; readonly unitId: string; readonly startsOn: string },
): Promise<void> {
  const { rows: open } =
    await sql<Open>`select e.id, e.unit_id, e.level, e.valid_from from school_administration.enrolment e
    join school_administration.unit u on u.id = e.unit_id and u.kind = 'SCHOOL'
    where e.child_id = ${childId}::uuid and (e.valid_to is null or e.valid_to >= ${startsOn}::date)
    order by e.valid_from nulls first, e.id for update of e`.execute(tx);
  const left = open.filter((one) => one.unitId !== unitId && (one.validFrom === null || one.validFrom < startsOn));
  if (!(await enrolmentAt(tx, childId, unitId, startsOn))) {
    const level = left.find((one) => one.level !== null)?.level ?? null;
    await insertEnrolment(tx, { id: newId(), childId, unitId, level, startsOn });
  }
  const { rows } = await sql<{ day: string }>`select (${startsOn}::date - 1)::text as day`.execute(tx);
  const lastDay = rows[0]?.day ?? startsOn;
  const ended = [...left, ...(await placesAtTheirSfo(tx, childId, left, startsOn))];
  for (const { id, unitId: from } of ended) await endEnrolmentRow(tx, { id, childId, unitId: from, lastDay });
  await emit([
    ...(await placementEvents(tx, [childId], dateInNorway(now()))),
    ...ended.map((one) => newEvent(enrolmentEnded, { childId, unitId: one.unitId, endDate: lastDay }, childId)),
  ]);
}

/**
 * A place at the SFO of the school that is left ends with the place at the school. An SFO that stands by itself may go on taking the child:
 * whether it does is for the family and the municipality, and staff record it.
 */
async function placesAtTheirSfo(
  tx: Unit['tx'],
  childId: string,
  left: readonly Open[],
  startsOn: string,
): Promise<ReadonlyArray<Pick<Open, 'id' | 'unitId'>>> {
  if (left.length === 0) return [];
  const { rows } = await sql<Pick<Open, 'id' | 'unitId'>>`select e.id, e.unit_id from school_administration.enrolment e
    join school_administration.unit u on u.id = e.unit_id and u.kind = 'SFO' and u.parent_id = any(${left.map(({ unitId }) => unitId)}::uuid[])
    where e.child_id = ${childId}::uuid and (e.valid_from is null or e.valid_from < ${startsOn}::date)
      and (e.valid_to is null or e.valid_to >= ${startsOn}::date) order by e.id for update of e`.execute(tx);
  return rows;
}
