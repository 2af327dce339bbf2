import { sql } from 'kysely';
import { childNeverStarted } from '#contracts/events/data-sharing.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { type CopyDisposal, fateOfCopy } from '../domain/received-copies.ts';
import { placementEvents } from '../store/published-changes.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

type Deps = Pick<SubgraphDeps<SchoolAdministrationTables>, 'controller' | 'now'>;
type Unit = UnitOfWork<SchoolAdministrationTables>;

/**
 * A child never started: the receiver's copies are closed, or disposed of where there is authority to; at the sender, which goes on with
 * the child, the other subgraphs are told anew where the child is, for what they ended when the transfer closed.
 */
export const endCopiesOfNeverStarted = (
  deps: Deps,
  disposal: CopyDisposal | undefined,
): EventHandler<SchoolAdministrationTables> =>
  onEvent(childNeverStarted, async (unit, events) => {
    const today = dateInNorway(deps.now());
    for (const { data } of events)
      if (data.side === 'RECEIVER') await endCopies(deps, disposal, unit, data.transferId, today);
    const stay = events.flatMap(({ data }) => (data.side === 'SENDER' ? [data.childId] : []));
    await unit.emit(await placementEvents(unit.tx, [...new Set(stay)], today));
  });

async function endCopies(
  { controller, now }: Deps,
  disposal: CopyDisposal | undefined,
  { tx }: Unit,
  transferId: string,
  today: string,
): Promise<void> {
  const { rows } = await sql<{ partId: string; category: string }>`select part_id, category
    from school_administration.received_part where transfer_id = ${transferId}::uuid and closed_at is null for update`.execute(
    tx,
  );
  const ended = rows.map(({ partId, category }) => {
    const fate = fateOfCopy(category, controller.kind, disposal, today);
    return { part_id: partId, disposal: fate.kind === 'disposed' ? fate.citation : null };
  });
  await sql`update school_administration.received_part p set closed_at = ${now().toISOString()}, disposal = e.disposal,
      content = case when e.disposal is null then p.content else 'null'::jsonb end
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as e(part_id uuid, disposal text)
    where p.part_id = e.part_id`.execute(tx);
}
