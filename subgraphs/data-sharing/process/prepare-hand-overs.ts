import type { CategoryId } from '#contracts/categories.ts';
import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import type { TransferStanding } from '#contracts/ports.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { Peer } from '#kit/serve/subgraph.ts';
import type { CommandStamp } from '../domain/actor.ts';
import { sending } from '../sides.ts';
import { beginMany } from '../store/begin-many.ts';
import { findOpenSendings, type OpenSending } from '../store/find-open-sendings.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { gradingOf } from './permission-facts.ts';
import type { Process } from './process.ts';
import { peerOf } from './seal-message.ts';

/** What is the same for all the children of one recording. */
export interface HandOversToPrepare {
  readonly to: Pick<Peer, 'organisationNumber' | 'name'>;
  readonly unit: string | null;
  readonly unitKnown?: boolean;
  readonly startsOn: string;
  readonly direction: TransferDirection;
  readonly categories?: readonly CategoryId[];
  readonly answerBy?: string;
  readonly replaces?: string;
}

/** Who the children go to, and whether a unit of our own is one that they can go to: looked up before any transaction. */
export async function findReceiver(
  process: Process,
  { to, unit, direction }: { readonly to: string; readonly unit: string | null; readonly direction: TransferDirection },
): Promise<Pick<HandOversToPrepare, 'to' | 'unitKnown'>> {
  if (to !== process.controller.organisationNumber) return { to: peerOf(process, to) };
  const kind = process.policyOn(dateInNorway(process.now())).directions[direction].within?.opensTo;
  const found = unit && kind ? await process.port.unitsByOrganisationNumber([unit], kind) : new Map<string, string>();
  return { to: process.controller, unitKnown: unit !== null && found.has(unit) };
}

export interface Prepared {
  /** By child. */
  readonly begun: ReadonlyMap<string, string>;
  /** Children whose hand-over there, or whose answer to that receiver, is under way already. */
  readonly underWay: readonly OpenSending[];
  /** Children who are being handed over somewhere else: cancel that first. */
  readonly elsewhere: readonly OpenSending[];
}

/**
 * Records that children will start at a unit of another controller: those of whom nothing is under way, in a constant number of
 * statements. Done again it begins nothing twice. Strictly graded children are left out by the caller, as children who are not here.
 */
export async function prepareHandOvers(
  process: Process,
  unit: UnitOfWork<DataSharingTables>,
  children: readonly TransferStanding[],
  { to, ...known }: HandOversToPrepare,
  stamp: CommandStamp,
): Promise<Prepared> {
  const open = await findOpenSendings(
    unit.tx,
    children.map(({ childId }) => childId),
  );
  const ofChild = Map.groupBy(
    open.filter(({ id }) => id !== known.replaces),
    ({ childId }) => childId,
  );
  const holdUntil = new Date(Date.parse(stamp.at) + process.settings.holdSeconds * 1_000).toISOString();
  const policy = process.policyOn(dateInNorway(process.now()));
  const commands = children
    .filter(({ childId }) => !ofChild.has(childId))
    .map(({ childId, grading, unitId: fromUnit }) => ({
      type: 'PrepareHandOver' as const,
      transferId: process.newId(),
      childId,
      fromUnit,
      grading: gradingOf(grading),
      peer: to.organisationNumber,
      within: to.organisationNumber === process.controller.organisationNumber,
      peerName: to.name,
      policy,
      holdUntil,
      ...known,
      ...stamp,
    }));
  if (commands.length > 0) await beginMany(unit, sending, commands);
  const others = [...ofChild.values()].flat();
  return {
    begun: new Map(commands.map(({ childId, transferId }) => [childId, transferId])),
    underWay: others.filter(({ peer }) => peer === to.organisationNumber),
    elsewhere: others.filter(({ peer }) => peer !== to.organisationNumber),
  };
}
