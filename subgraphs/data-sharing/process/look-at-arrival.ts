import { sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import { receiving } from '../sides.ts';
import { act } from '../store/act.ts';
import { findCarriedMoves, findOpenMoves } from '../store/find-open-move.ts';
import { announceCommand, directionOfArrival, isThatMove } from './announce.ts';
import { backOff } from './back-off.ts';
import { bySystem, type Process } from './process.ts';

interface Arrival {
  readonly childId: string;
  readonly unitId: string;
  readonly startDate: string;
  readonly previousMunicipality: string | null;
  readonly attempts: number;
}

/**
 * Looks at a child who has started at one of our units: when Folkeregisteret says that it came from a municipality whose hub we know,
 * the move is recorded. Where it came from is never guessed; staff can record it.
 */
export async function lookAtArrival(process: Process): Promise<boolean> {
  const now = process.now();
  const { rows } = await sql<Arrival>`select child_id, unit_id, start_date::text, previous_municipality, attempts
    from data_sharing.arrival where due_at <= ${now.toISOString()} order by due_at limit 1`.execute(process.database);
  const arrival = rows[0];
  if (!arrival) return false;
  try {
    await announceArrival(process, arrival);
  } catch (error) {
    process.log.warn(
      { err: error, childId: arrival.childId },
      'an arrival could not be looked at and will be tried again',
    );
    await sql`update data_sharing.arrival set attempts = attempts + 1, due_at = ${backOff(now, arrival.attempts)},
      problem = 'It could not be looked at yet' where child_id = ${arrival.childId} and unit_id = ${arrival.unitId}
      and start_date = ${arrival.startDate}`.execute(process.database);
  }
  return true;
}

async function announceArrival(process: Process, arrival: Arrival): Promise<void> {
  const { childId, unitId, startDate: startsOn, previousMunicipality } = arrival;
  const from = process.peers.find(
    (peer) => previousMunicipality !== null && peer.municipalityNumber === previousMunicipality,
  );
  const standing = from ? await process.port.transferStanding(childId, dateInNorway(process.now())) : null;
  await process.transact(async (unit) => {
    await sql`delete from data_sharing.arrival where child_id = ${childId} and unit_id = ${unitId} and start_date = ${startsOn}`.execute(
      unit.tx,
    );
    if (!from || !standing) return;
    const direction = directionOfArrival(standing.schoolYearLevel, startsOn);
    const peer = from.organisationNumber;
    // The same move told of twice (a roster and Folkeregisteret, or staff or a hand-over before them) is one move, also when it is over.
    const known = [
      ...(await findOpenMoves(unit.tx, childId, peer)),
      ...(await findCarriedMoves(unit.tx, { childId, peer, startsOn })),
    ];
    if (known.some(isThatMove(process, direction))) return;
    const transferId = process.newId();
    const move = { transferId, standing, from, unitId, startsOn, direction, source: 'roster' as const };
    await act(unit, receiving, transferId, announceCommand(process, move, bySystem(process)));
  });
  process.wake();
}
