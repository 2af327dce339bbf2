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
  const received = events.filter(({ data }) => data.side === 'SENDER' && data.form !== 'HAND_OVER');
  const last = new Map(
    received.map(({ data }) => [
      data.childId,
      dateInNorway(new Date(Date.parse(data.closedAt) + rosterIsLateDays * 86_400_000)),
    ]),
  );
  const departures = [...last].map(([childId, leftOn]) => ({ childId, leftOn }));
  if (departures.length > 0)
    await settleDepartures(tx, departures, { reason: 'Received by another controller', decidedBy: 'system', now });
}
