import { transferClosed } from '#contracts/events/data-sharing.ts';
import {
  groupChanged,
  pupilPlacementChanged,
  schoolMerged,
  unitChanged,
} from '#contracts/events/school-administration.ts';
import { placementProjection } from '#kit/access/placement-projection.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import { keepFollowUps, keepMergerFollowUps } from './store/changes.ts';
import { keepSchoolGroups, linkUnits } from './store/keep-groups.ts';
import type { FeideTables } from './store/tables.ts';

const movements = { SENDER: 'LEFT', RECEIVER: 'CAME', WITHIN: 'WITHIN' } as const;

/** What feide listens to: where children and groups are, and transfers that close. It publishes nothing of its own. */
export const createHandlers = (work: {
  /** Something waits to be asked of the directory. */
  wake(): void;
  /** A child who waits may have what it waited for. */
  lookAgain(): void;
}): readonly EventHandler<FeideTables>[] => [
  placementProjection<FeideTables>('feide'),
  onEvent<FeideTables, unknown>(pupilPlacementChanged, async () => work.lookAgain()),
  onEvent<FeideTables, ReturnType<typeof unitChanged.schema.parse>>(unitChanged, async ({ tx }, events) => {
    const units = events.flatMap(({ data: { unitId, organisationNumber } }) =>
      organisationNumber === null ? [] : [{ unitId, organisationNumber }],
    );
    await linkUnits(tx, units);
  }),
  onEvent<FeideTables, ReturnType<typeof groupChanged.schema.parse>>(groupChanged, async ({ tx }, events) => {
    await keepSchoolGroups(
      tx,
      events.map(({ data }) => data),
    );
  }),
  onEvent<FeideTables, ReturnType<typeof schoolMerged.schema.parse>>(schoolMerged, async ({ tx }, events) => {
    await keepMergerFollowUps(
      tx,
      events.map(({ data, time }) => ({ ...data, closedAt: new Date(time) })),
    );
    work.lookAgain();
    work.wake();
  }),
  onEvent<FeideTables, ReturnType<typeof transferClosed.schema.parse>>(transferClosed, async ({ tx }, events) => {
    // A hand-over moves nobody: memberships follow from where the child is enrolled.
    const moved = events.filter(({ data }) => data.form !== 'HAND_OVER');
    await keepFollowUps(
      tx,
      moved.map(({ data: { transferId, childId, side, closedAt } }) => ({
        transferId,
        childId,
        movement: movements[side],
        closedAt: new Date(closedAt),
      })),
    );
    work.lookAgain();
    work.wake();
  }),
];
