import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import { fateOf, loadRetentionPolicy, pastItsTimeFrom } from '#contracts/policy/retention-policy.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import type { PastItsTime } from '#kit/retention/carry-out.ts';
import type { Holding, Retained, Unfinished } from '#kit/retention/holding.ts';
import { countHeld, findUnfinished, keysToBeJournalled } from '#kit/retention/rows.ts';
import { policyRoot } from '#kit/serve/host.ts';

const retainedOf = (): readonly Retained[] =>
  (allSubgraphs as ReadonlyArray<{ readonly retained?: Retained }>).flatMap(({ retained }) => retained ?? []);
export const allHoldings = (): readonly Holding[] => retainedOf().flatMap(({ holdings }) => holdings);

export type Obstacle = Unfinished['why'];

/** One category of one child whose time is past, and how many rows of it there are. */
export interface Found extends PastItsTime {
  readonly category: CategoryId;
  readonly rows: number;
  /** What keeps it where it is for now. */
  readonly obstacle: Obstacle | null;
}

/** Everything that is past its time on an ISO date: of children who have left, category by category. A few statements for each holding. */
export async function findPastItsTime(hub: Hub, on: string): Promise<readonly Found[]> {
  const policy = loadRetentionPolicy(policyRoot, on);
  const { controller, disposal: authorities } = hub.settings;
  const leavers = await hub.subgraphs.schoolAdministration.leavers(on);
  const database = hub.database.as<never>();
  const obstacles = await obstaclesOf(
    hub,
    leavers.map(({ childId }) => childId),
  );
  const found: Found[] = [];
  for (const category of categoryIds) {
    const { keep } = policy.categories[category];
    const due = leavers.flatMap(({ childId, leftOn }) => {
      const from = pastItsTimeFrom(keep, leftOn);
      return from !== null && from <= on ? [childId] : [];
    });
    const holdings = allHoldings().filter((one) => one.category === category);
    const rows = new Map<string, number>();
    for (const holding of holdings)
      for (const [child, held] of await countHeld(database, holding, due))
        rows.set(child, (rows.get(child) ?? 0) + held);
    const fate = fateOf(category, { policy, controller: controller.kind, authorities, on });
    for (const [child, held] of rows)
      found.push({
        child,
        category,
        fate,
        holdings,
        rows: held,
        obstacle: await obstacleOf(hub, child, holdings, obstacles),
      });
  }
  return found;
}

async function obstaclesOf(hub: Hub, childIds: readonly string[]): Promise<ReadonlyMap<string, Obstacle>> {
  const found = new Map<string, Obstacle>();
  for (const unfinished of retainedOf().flatMap((retained) => retained.unfinished ?? []))
    for (const child of await findUnfinished(hub.database.as<never>(), unfinished, childIds))
      found.set(child, unfinished.why);
  return found;
}

/** What the archive has no entry of is not touched: the event that tells it may still be on its way. */
async function obstacleOf(
  hub: Hub,
  child: string,
  holdings: readonly Holding[],
  obstacles: ReadonlyMap<string, Obstacle>,
): Promise<Obstacle | null> {
  const known = obstacles.get(child);
  if (known) return known;
  for (const holding of holdings) {
    const keys = await keysToBeJournalled(hub.database.as<never>(), holding, child);
    if (keys.length > 0 && (await hub.subgraphs.archive.notJournalled(keys)).length > 0) return 'not-archived';
  }
  return null;
}
