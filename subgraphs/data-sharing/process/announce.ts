import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { TransferStanding } from '#contracts/ports.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { Peer } from '#kit/serve/subgraph.ts';
import type { CommandStamp } from '../domain/actor.ts';
import type { ReceivingCommand } from '../domain/receiving/commands.ts';
import type { MoveSource } from '../domain/receiving/events.ts';
import { isPrivate } from '../sides.ts';
import type { KnownMove } from '../store/find-open-move.ts';
import { gradingOf } from './permission-facts.ts';
import type { Process } from './process.ts';

export interface MoveToAnnounce {
  readonly transferId: string;
  readonly standing: TransferStanding;
  readonly from: Pick<Peer, 'organisationNumber' | 'name'>;
  readonly unitId: string;
  readonly startsOn: string;
  readonly direction: TransferDirection;
  readonly source: MoveSource;
  readonly replaces?: string;
}

const formOf = (process: Process, direction: TransferDirection) =>
  process.policyOn(dateInNorway(process.now())).directions[direction].form === 'hand-over-after-permission'
    ? 'hand-over'
    : 'fetch';

/**
 * Whether a move that is known is the one that is announced. What a school hands over on its own initiative is beside what the receiver
 * may fetch, and keeps nobody from fetching it.
 */
export const isThatMove =
  (process: Process, direction: TransferDirection) =>
  (known: KnownMove): boolean =>
    known.form === 'fetch' ||
    formOf(process, known.direction) === 'hand-over' ||
    formOf(process, direction) === 'hand-over';

/** The command that records a move to this controller, held for the time that the controller has set. */
export function announceCommand(process: Process, move: MoveToAnnounce, stamp: CommandStamp): ReceivingCommand {
  const holdUntil = new Date(Date.parse(stamp.at) + process.settings.holdSeconds * 1_000).toISOString();
  return {
    type: 'Announce',
    transferId: move.transferId,
    childId: move.standing.childId,
    peer: move.from.organisationNumber,
    peerName: move.from.name,
    self: process.controller.organisationNumber,
    direction: move.direction,
    unit: move.unitId,
    startsOn: move.startsOn,
    form: formOf(process, move.direction),
    source: move.source,
    privateReceiver: isPrivate(process.controller),
    holdUntil,
    ...(move.replaces ? { replaces: move.replaces } : {}),
    grading: gradingOf(move.standing.grading),
    ...stamp,
  };
}

/** The direction of an arrival by the level that the child starts at; without a level it starts in a kindergarten. */
export function directionOfArrival(level: number | null, startsOn: string): TransferDirection {
  if (level === null || level === 0) return 'kindergarten-to-kindergarten';
  // A first-grader who starts with the school year comes from a kindergarten; one who comes later, from another school.
  if (level === 1 && startsOn.slice(5, 7) === '08') return 'kindergarten-to-school';
  if (level === 11 && startsOn.slice(5, 7) === '08') return 'lower-to-upper-secondary';
  return 'school-to-school';
}
