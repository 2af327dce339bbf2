import { dateInNorway } from '#kit/access/access.ts';
import type { Database } from '#kit/database/database.ts';
import type { Transact, UnitOfWork } from '#kit/events/outbox.ts';
import type { FolkeregisteretClient, RegisterEvent } from '../source/folkeregisteret/index.ts';
import { placementEvents, rightsEvents } from '../store/published-changes.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { adultsOf, desiredChild } from './desired-state.ts';
import {
  type ConcernedChild,
  childrenConcerned,
  childrenToLookUp,
  type KnownChild,
  noteLookUps,
  readPointer,
  writePointer,
} from './register-store.ts';
import { writeAdults } from './write-adults.ts';
import { writeGradings } from './write-gradings.ts';
import { writeResidences, writeRights } from './write-rights.ts';

export interface RegisterSyncOptions {
  readonly client: FolkeregisteretClient;
  readonly database: Database<SchoolAdministrationTables>;
  readonly transact: Transact<SchoolAdministrationTables>;
  now(): Date;
}

/** What a run came to, in numbers: fit for a log. */
export interface RegisterReport {
  /** Children looked up, and those of them whom the register does not know: what was known of them stays. */
  readonly lookedUp: number;
  readonly unknown: number;
  readonly gradingsChanged: number;
  readonly rightsChanged: number;
  /** Events read, and those that were about nobody here. */
  readonly events: number;
  readonly ignored: number;
}

export interface RegisterSync {
  /** Catches up with Folkeregisteret: children new here are looked up, then the event feed is read to its end. */
  syncRegister(): Promise<RegisterReport>;
}

const nothing: RegisterReport = {
  lookedUp: 0,
  unknown: 0,
  gradingsChanged: 0,
  rightsChanged: 0,
  events: 0,
  ignored: 0,
};
const sum = (one: RegisterReport, other: Partial<RegisterReport>): RegisterReport => ({
  lookedUp: one.lookedUp + (other.lookedUp ?? 0),
  unknown: one.unknown + (other.unknown ?? 0),
  gradingsChanged: one.gradingsChanged + (other.gradingsChanged ?? 0),
  rightsChanged: one.rightsChanged + (other.rightsChanged ?? 0),
  events: one.events + (other.events ?? 0),
  ignored: one.ignored + (other.ignored ?? 0),
});
/** Few enough that others get between two batches, many enough that a municipality is a matter of seconds. */
const batchSize = 500;

/** Folkeregisteret alone, with staff decisions, gives rights and address protection (folkeregisterloven § 10-4; barnelova § 30). */
export function createRegisterSync(options: RegisterSyncOptions): RegisterSync {
  const { client, database } = options;

  async function lookUpNewChildren(): Promise<RegisterReport> {
    let report = nothing;
    for (;;) {
      const children = await childrenToLookUp(database, batchSize);
      if (children.length === 0) return report;
      report = sum(report, await updateChildren(options, children));
    }
  }

  async function readFeed(): Promise<RegisterReport> {
    let report = nothing;
    for (;;) {
      const page = await client.readFeed(await readPointer(database));
      const concerned = await childrenConcerned(database, [...new Set(page.events.map((event) => event.nationalId))]);
      const known = new Set(concerned.map((child) => child.about));
      for (const batch of batchesByUrgency(concerned, page.events))
        report = sum(report, await updateChildren(options, batch));
      // After the effects: interrupted before, the same events are read again and change nothing the second time.
      await options.transact(({ tx }) => writePointer(tx, page.next, options.now()));
      const ignored = page.events.filter((event) => !known.has(event.nationalId)).length;
      report = sum(report, { events: page.events.length, ignored });
      if (!page.more) return report;
    }
  }

  let running: Promise<unknown> = Promise.resolve();
  return {
    syncRegister() {
      // One at a time: the worker's run and one that somebody waits for would read the same page.
      const next = running.catch(() => undefined).then(async () => sum(await lookUpNewChildren(), await readFeed()));
      running = next;
      return next;
    },
  };
}

/** Children in batches; those whose address protection may have changed are in the first ones: it must not wait for the rest. */
function batchesByUrgency(
  concerned: readonly ConcernedChild[],
  events: readonly RegisterEvent[],
): readonly (readonly KnownChild[])[] {
  const urgent = new Set(
    events.filter((event) => event.type === 'endringIAdressebeskyttelse').map((event) => event.nationalId),
  );
  const first = new Map(concerned.filter((child) => urgent.has(child.about)).map((child) => [child.id, child]));
  const rest = new Map(concerned.filter((child) => !first.has(child.id)).map((child) => [child.id, child]));
  return [...inBatches([...first.values()]), ...inBatches([...rest.values()])];
}

function inBatches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
}

/** Looks children up and writes what the register says of them now: grading first and by itself, then rights and residence. */
async function updateChildren(
  { client, transact, now }: RegisterSyncOptions,
  children: readonly KnownChild[],
): Promise<RegisterReport> {
  const on = dateInNorway(now());
  const documents = await client.lookUpAll(children.map((child) => child.nationalId));
  const found = children.flatMap((child) => {
    const document = documents.get(child.nationalId);
    return document ? [{ childId: child.id, document }] : [];
  });
  // Committed before the adults are looked up: whatever fails then, nobody sees where a graded child is.
  const graded = await transact(async (unit) => {
    const gradings = found.map(({ childId, document }) => desiredChild(childId, document, new Map()));
    const changed = await writeGradings(unit.tx, gradings, on);
    await unit.emit([...(await placementEvents(unit.tx, changed, on)), ...rightsEvents(changed)]);
    return changed.length;
  });
  const adults = await client.lookUpAll([...new Set(found.flatMap(({ document }) => adultsOf(document)))]);
  const desired = found.map(({ childId, document }) => desiredChild(childId, document, adults));
  const rightsChanged = await transact(async (unit: UnitOfWork<SchoolAdministrationTables>) => {
    const personIds = await writeAdults(unit.tx, [...new Set(adults.values())]);
    const changed = await writeRights(unit.tx, desired, personIds, on);
    await writeResidences(unit.tx, desired);
    const looked = children.map(({ id, nationalId }) => ({ id, found: documents.has(nationalId) }));
    await noteLookUps(unit.tx, looked, now());
    await unit.emit(rightsEvents(changed));
    return changed.length;
  });
  const unknown = children.length - found.length;
  return { ...nothing, lookedUp: children.length, unknown, gradingsChanged: graded, rightsChanged };
}
