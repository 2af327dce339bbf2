import { dateInNorway } from '#kit/access/access.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { RegisteredPerson } from '../source/folkeregisteret/index.ts';
import { placementEvents, rightsEvents } from '../store/published-changes.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { adultsOf, desiredChild } from './desired-state.ts';
import { type KnownChild, noteLookUps } from './register-store.ts';
import type { RegisterSyncOptions } from './sync-register.ts';
import { writeAdults } from './write-adults.ts';
import { openTakenNumbers, writeCases } from './write-cases.ts';
import { writeGradings } from './write-gradings.ts';
import { writeNumbers } from './write-numbers.ts';
import { writeResidences, writeRights } from './write-rights.ts';

interface LookedUp {
  readonly childId: string;
  readonly document: RegisteredPerson;
}

/** What an update of some children came to. */
export interface UpdateCounts {
  readonly lookedUp: number;
  readonly unknown: number;
  readonly gradingsChanged: number;
  readonly rightsChanged: number;
  /** Cases that a person must now look at. */
  readonly cases: number;
}

async function lookUpChildren(
  { client }: RegisterSyncOptions,
  children: readonly KnownChild[],
): Promise<readonly LookedUp[]> {
  const documents = await client.lookUpAll(children.map((child) => child.nationalId));
  return children.flatMap((child) => {
    const document = documents.get(child.nationalId);
    return document ? [{ childId: child.id, document }] : [];
  });
}

/** Grading alone, committed by itself: whatever fails after it, nobody sees where a graded child is. */
async function grade({ transact, now }: RegisterSyncOptions, found: readonly LookedUp[]): Promise<number> {
  const on = dateInNorway(now());
  return transact(async (unit) => {
    const gradings = found.map(({ childId, document }) => desiredChild(childId, document, new Map(), on));
    const changed = await writeGradings(unit.tx, gradings, on);
    await unit.emit([...(await placementEvents(unit.tx, changed, on)), ...rightsEvents(changed)]);
    return changed.length;
  });
}

/** Looks children up and grades them; the rest of what the register says of them is for later. */
export const gradeChildren = async (
  options: RegisterSyncOptions,
  children: readonly KnownChild[],
): Promise<Pick<UpdateCounts, 'gradingsChanged'>> => ({
  gradingsChanged: await grade(options, await lookUpChildren(options, children)),
});

/** Looks children up and writes what the register says of them now: grading first and by itself, then all else. */
export async function updateChildren(
  options: RegisterSyncOptions,
  children: readonly KnownChild[],
): Promise<UpdateCounts> {
  const { client, transact, now } = options;
  const on = dateInNorway(now());
  const found = await lookUpChildren(options, children);
  const gradingsChanged = await grade(options, found);
  const adults = await client.lookUpAll([...new Set(found.flatMap(({ document }) => adultsOf(document)))]);
  const desired = found.map(({ childId, document }) => desiredChild(childId, document, adults, on));
  const known = new Set(found.map(({ childId }) => childId));
  return transact(async ({ tx, emit }: UnitOfWork<SchoolAdministrationTables>) => {
    const taken = await writeNumbers(tx, found);
    const personIds = await writeAdults(tx, [...new Set(adults.values())]);
    const changed = await writeRights(tx, desired, personIds, on);
    await writeResidences(tx, desired);
    const ofFound = await writeCases(
      tx,
      found.map(({ childId, document }) => ({
        childId,
        kinds: [...document.notices, ...(taken.has(childId) ? (['NUMBER_TAKEN'] as const) : [])],
      })),
      now(),
    );
    const others = [...taken].filter((childId) => !known.has(childId));
    const cases = ofFound + (await openTakenNumbers(tx, others, now()));
    await noteLookUps(
      tx,
      children.map(({ id }) => ({ id, found: known.has(id) })),
      now(),
    );
    await emit(rightsEvents(changed));
    const unknown = children.length - found.length;
    return { lookedUp: children.length, unknown, gradingsChanged, rightsChanged: changed.length, cases };
  });
}
