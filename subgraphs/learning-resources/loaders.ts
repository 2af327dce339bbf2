import DataLoader from 'dataloader';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { type ListLoader, listLoader } from '#kit/serve/list-loader.ts';
import type { ApprovalEvent } from './domain/approval.ts';
import type { CompetenceAim } from './domain/competence-aim.ts';
import type { Level } from './domain/level.ts';
import type { UsageCount } from './domain/usage.ts';
import { type AccessChange, accessChangesOf } from './store/access-changes.ts';
import { approvalStepsOf } from './store/approval-steps.ts';
import { aimsByCode } from './store/competence-aims.ts';
import { purposesOf, type UsePurpose } from './store/group-use.ts';
import { pagesByChild, pagesByGroup, pagesByUnit, pupilsByLevel, resourcesById } from './store/read-resources.ts';
import type { ResourceRow } from './store/resource-rows.ts';
import type { LearningResourcesTables } from './store/tables.ts';

type Db = Database<LearningResourcesTables>;
type PageLoader = ListLoader<Page, ResourceRow>;

export interface Loaders {
  readonly resource: DataLoader<string, ResourceRow | undefined>;
  readonly aim: DataLoader<string, CompetenceAim | undefined>;
  readonly resourcesOfUnit: PageLoader;
  readonly resourcesOfGroup: PageLoader;
  readonly resourcesOfChild: PageLoader;
  readonly purposes: DataLoader<string, readonly UsePurpose[]>;
  readonly usage: DataLoader<string, ReadonlyArray<UsageCount<Level>>>;
  readonly steps: DataLoader<string, readonly ApprovalEvent[]>;
  readonly accessChanges: DataLoader<string, readonly AccessChange[]>;
}

/** The loaders of one request: what many parents ask for comes in one statement. `on` is the day, ISO. */
export function createLoaders(database: Db, on: string): Loaders {
  return {
    resource: new DataLoader(async (ids) => pick(ids, await resourcesById(database, ids))),
    aim: new DataLoader(async (codes) => pick(codes, await aimsByCode(database, codes))),
    resourcesOfUnit: listLoader((ids, page: Page) => pagesByUnit(database, ids, page, on)),
    resourcesOfGroup: listLoader((ids, page: Page) => pagesByGroup(database, ids, page, on)),
    resourcesOfChild: listLoader((ids, page: Page) => pagesByChild(database, ids, page, on)),
    purposes: new DataLoader(async (ids) => {
      const byGroup = Map.groupBy(await purposesOf(database, ids, on), (use) => use.groupId);
      return ids.map((id) => byGroup.get(id) ?? []);
    }),
    usage: new DataLoader(async (ids) => pickAll(ids, await pupilsByLevel(database, ids))),
    steps: new DataLoader(async (ids) => pickAll(ids, await approvalStepsOf(database, ids))),
    accessChanges: new DataLoader(async (ids) => pickAll(ids, await accessChangesOf(database, ids))),
  };
}

const pick = <Value>(keys: readonly string[], found: ReadonlyMap<string, Value>) => keys.map((key) => found.get(key));
const pickAll = <Value>(keys: readonly string[], found: ReadonlyMap<string, readonly Value[]>) =>
  keys.map((key) => found.get(key) ?? []);
