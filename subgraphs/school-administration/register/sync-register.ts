import type { Database } from '#kit/database/database.ts';
import type { Transact } from '#kit/events/outbox.ts';
import { isLookedUp, isUrgent, mayChangeNumber } from '../domain/register-events.ts';
import type { FeedPage, FolkeregisteretClient } from '../source/folkeregisteret/index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { countEvents } from './event-counts.ts';
import {
  type ConcernedChild,
  childrenConcerned,
  childrenToLookUp,
  childrenWithDNumber,
  type KnownChild,
  readPointer,
  writePointer,
} from './register-store.ts';
import { gradeChildren, type UpdateCounts, updateChildren } from './update-children.ts';

export interface RegisterSyncOptions {
  readonly client: FolkeregisteretClient;
  readonly database: Database<SchoolAdministrationTables>;
  readonly transact: Transact<SchoolAdministrationTables>;
  now(): Date;
}

/** What a run came to, in numbers: fit for a log. Of children looked up, `unknown` ones keep what was known of them. */
export interface RegisterReport extends UpdateCounts {
  /** Events read; `ignored` were about nobody here, or of a type that the hub has no purpose for. */
  readonly events: number;
  readonly ignored: number;
}

export interface RegisterSync {
  /** Catches up with Folkeregisteret: children new here are looked up, then the event feed is read to its end. */
  syncRegister(): Promise<RegisterReport>;
}

const nothing: RegisterReport = {
  ...{ lookedUp: 0, unknown: 0, gradingsChanged: 0, rightsChanged: 0, cases: 0 },
  ...{ events: 0, ignored: 0 },
};
const sum = (one: RegisterReport, other: Partial<RegisterReport>): RegisterReport => ({
  lookedUp: one.lookedUp + (other.lookedUp ?? 0),
  unknown: one.unknown + (other.unknown ?? 0),
  gradingsChanged: one.gradingsChanged + (other.gradingsChanged ?? 0),
  rightsChanged: one.rightsChanged + (other.rightsChanged ?? 0),
  cases: one.cases + (other.cases ?? 0),
  events: one.events + (other.events ?? 0),
  ignored: one.ignored + (other.ignored ?? 0),
});
/** Few enough that others get between two batches, many enough that a municipality is a matter of seconds. */
const batchSize = 500;
/** A child is looked up again after so long: a change of number is told of under the new one, which the hub does not know. */
const lookUpAgainAfterDays = 30;

/** Folkeregisteret alone, with staff decisions, gives rights and address protection (folkeregisterloven § 10-4; barnelova § 30). */
export function createRegisterSync(options: RegisterSyncOptions): RegisterSync {
  const { client, database, now } = options;

  async function lookUpNewChildren(): Promise<RegisterReport> {
    let report = nothing;
    const before = new Date(now().getTime() - lookUpAgainAfterDays * 86_400_000);
    for (;;) {
      const children = await childrenToLookUp(database, { before, limit: batchSize });
      if (children.length === 0) return report;
      report = sum(report, await updateChildren(options, children));
    }
  }

  async function readFeed(): Promise<RegisterReport> {
    let report = nothing;
    const run = { askedDNumbers: false };
    for (;;) {
      const page = await client.readFeed(await readPointer(database));
      report = sum(report, await takePage(page, run));
      if (!page.more) return report;
    }
  }

  async function takePage({ events, next }: FeedPage, run: { askedDNumbers: boolean }): Promise<RegisterReport> {
    const concerned = await childrenConcerned(database, [...new Set(events.map(({ nationalId }) => nationalId))]);
    const known = new Set(concerned.map(({ about }) => about));
    let report = nothing;
    const childrenIn = (isMeant: (type: string) => boolean) => {
      const about = new Set(events.filter(({ type }) => isMeant(type)).map(({ nationalId }) => nationalId));
      return inBatches(distinct(concerned.filter((child) => about.has(child.about))));
    };
    // Every grading in the page before anything else in it.
    for (const batch of childrenIn(isUrgent)) report = sum(report, await gradeChildren(options, batch));
    for (const batch of childrenIn(isLookedUp)) report = sum(report, await updateChildren(options, batch));
    // Somebody has got a number that is unknown here: it may be one of ours. Only ours are asked about, never the stranger.
    const strangers = events.some(({ type, nationalId }) => mayChangeNumber(type) && !known.has(nationalId));
    if (strangers && !run.askedDNumbers) {
      run.askedDNumbers = true;
      for (const batch of inBatches(await childrenWithDNumber(database)))
        report = sum(report, await updateChildren(options, batch));
    }
    // After the effects: interrupted before, the same events are read again and change nothing the second time.
    await options.transact(async ({ tx }) => {
      await countEvents(tx, events, (nationalId) => known.has(nationalId), now());
      await writePointer(tx, next, now());
    });
    const ignored = events.filter(({ type, nationalId }) => !known.has(nationalId) || !isLookedUp(type)).length;
    return sum(report, { events: events.length, ignored });
  }

  let running: Promise<unknown> = Promise.resolve();
  return {
    syncRegister() {
      // One at a time: the worker's run and one that somebody waits for would read the same page.
      const run = running.catch(() => undefined).then(async () => sum(await lookUpNewChildren(), await readFeed()));
      running = run;
      return run;
    },
  };
}

const distinct = (children: readonly ConcernedChild[]): readonly KnownChild[] => [
  ...new Map(children.map((child) => [child.id, child])).values(),
];

function inBatches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
}
