import type { z } from 'zod';
import type { transferClosed } from '#contracts/events/data-sharing.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { Envelope } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { settleDepartures } from '../store/between-schools.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

/** A roster may end the place here so long after the child was received elsewhere. */
const rosterIsLateDays = 90;

/** A transfer that is closed says where the child went; data that is handed over ahead of a start says nothing of where the child is. */
export async function settleReceived(
  { tx }: UnitOfWork<SchoolAdministrationTables>,
  events: ReadonlyArray<Envelope<z.infer<typeof transferClosed.schema>>>,
  now: Date,
): Promise<void> {
  const left = events.map(({ data }) => data).filter(({ side, form }) => side === 'SENDER' && form !== 'HAND_OVER');
  const leftOn = new Map(
    left.map(({ childId, closedAt }) => [
      childId,
      dateInNorway(new Date(Date.parse(closedAt) + rosterIsLateDays * 86_400_000)),
    ]),
  );
  const isAbroad = new Map(left.map(({ childId, abroad }) => [childId, abroad === true]));
  const departures = [...leftOn].map(([childId, on]) => ({ childId, leftOn: on }));
  const [abroad, received] = [true, false].map((one) =>
    departures.filter(({ childId }) => isAbroad.get(childId) === one),
  );
  if (abroad?.length) await settleDepartures(tx, abroad, { reason: 'Moved abroad', decidedBy: 'system', now });
  if (received?.length)
    await settleDepartures(tx, received, { reason: 'Received by another controller', decidedBy: 'system', now });
}
