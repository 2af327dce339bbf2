/**
 * Takes rosters from the watched folder, one at a time, and says what came of each. Every step is kept before the next one is
 * taken, so that after a crash the next run goes on where the last one was:
 *
 * kept as taken → moved to `taken` → imported (in one transaction) → kept as done or set aside → moved there → settled.
 */
import { type HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import { checksumOf } from '../../source/files/roster-file.ts';
import type { RosterImportReport } from '../report.ts';
import type { PickUp, PickUpStore } from './pick-up-store.ts';
import type { WatchedFolder } from './watched-folder.ts';

export interface PickUpOptions {
  readonly folder: WatchedFolder;
  readonly store: PickUpStore;
  /** Imports the file under this id of an import. */
  importFile(path: string, importId: string): Promise<RosterImportReport>;
  readonly log: Log;
  now(): Date;
  newId(): string;
}

/** What fails for an unknown reason is tried so many times before somebody must look at it. */
const mostAttempts = 5;

export interface RosterPickUp {
  /** One look: goes on with what is unfinished, else takes a file. True when there is more to do at once. */
  run(): Promise<boolean>;
}

export function createPickUp(options: PickUpOptions): RosterPickUp {
  const { folder, store } = options;
  return {
    async run() {
      // What was left in the middle comes first, the oldest first: files of one source must not overtake each other.
      const unfinished = await store.holdUnsettled();
      if (unfinished) return proceed(unfinished, options);
      const [name, ...more] = await folder.look();
      if (name === undefined) return false;
      const pickUp = await store.add(options.newId(), name, options.now());
      if (!(await folder.take(pickUp))) {
        await store.forget(pickUp.id);
        return more.length > 0;
      }
      return (await proceed(pickUp, options)) || more.length > 0;
    },
  };
}

/** Takes a file the rest of its way; false when it must wait. */
async function proceed(pickUp: PickUp, options: PickUpOptions): Promise<boolean> {
  const ended = pickUp.state === 'TAKEN' ? await importTaken(pickUp, options) : pickUp;
  if (ended === 'later') return false;
  await putAway(ended, options);
  return true;
}

async function importTaken(pickUp: PickUp, options: PickUpOptions): Promise<PickUp | 'later'> {
  const { folder, store, newId } = options;
  // The import may have been committed, and the hub stopped before it could say so.
  if (pickUp.importId !== null && (await store.isImported(pickUp.importId))) return end(pickUp, 'DONE', null, options);
  if (!(await folder.isTaken(pickUp)) && !(await folder.take(pickUp)))
    return end(pickUp, 'SET_ASIDE', 'The file was taken away before it could be read. Put it there again.', options);
  if (pickUp.attempts >= mostAttempts)
    return end(pickUp, 'SET_ASIDE', `It failed ${pickUp.attempts} times for a reason that the log tells.`, options);
  const path = folder.takenPath(pickUp);
  const importId = newId();
  try {
    await store.attempt(pickUp.id, importId, await checksumOf(path));
    const report = await options.importFile(path, importId);
    options.log.info(
      { pickUp: pickUp.id, importId, findings: report.findings.length },
      'imported a roster from the watched folder',
    );
  } catch (error) {
    if (waits(error)) {
      await store.postpone(pickUp.id);
      options.log.info({ pickUp: pickUp.id, reason: (error as HubError).message }, 'a roster waits to be imported');
      return 'later';
    }
    if (!isHubError(error) || error.code === 'UNAVAILABLE' || error.code === 'INTERNAL') throw error;
    return end({ ...pickUp, importId }, 'SET_ASIDE', error.message, options);
  }
  return end({ ...pickUp, importId }, 'DONE', null, options);
}

/** Another import of the same source runs, or the file is still being written through an open handle. */
const waits = (error: unknown): boolean => isHubError(error) && error.code === 'CONFLICT';

async function end(
  pickUp: PickUp,
  state: 'DONE' | 'SET_ASIDE',
  reason: string | null,
  { store, log, now }: PickUpOptions,
): Promise<PickUp> {
  await store.end(pickUp.id, { state, reason, now: now() });
  if (state === 'SET_ASIDE')
    log.error(
      { pickUp: pickUp.id, importId: pickUp.importId },
      'a roster from the watched folder was set aside; somebody must see to it',
    );
  return { ...pickUp, state, reason };
}

async function putAway(pickUp: PickUp, { folder, store }: PickUpOptions): Promise<void> {
  const place = pickUp.state === 'DONE' ? 'done' : 'set-aside';
  await folder.putAway(pickUp, place);
  await folder.report(pickUp, place, reportOf(pickUp, store));
  await store.settle(pickUp.id);
}

/** The report in lines: what came of the file, and every finding. */
async function* reportOf(pickUp: PickUp, store: PickUpStore): AsyncGenerator<string, void, undefined> {
  const done = pickUp.state === 'DONE';
  yield `${pickUp.fileName}, taken ${pickUp.takenAt.toISOString()}: ${done ? 'imported' : 'set aside, nothing was imported'}.`;
  if (pickUp.reason !== null) yield `\n${pickUp.reason}`;
  if (pickUp.importId === null) return;
  yield `\nImport ${pickUp.importId}`;
  for (let after = 0; ; ) {
    const page = await store.findings(pickUp.importId, after);
    for (const { line, what, why, done: did } of page) yield `line ${line}: ${what} (${why}): ${did}`;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}
