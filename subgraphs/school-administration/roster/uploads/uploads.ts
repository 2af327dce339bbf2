/**
 * Rosters that people upload, one at a time: looked through first (a dry run, which changes nothing), then, on a person's word, imported
 * as any other roster. What is kept of each step lets the next process go on where one that was stopped has left it:
 *
 * kept and moved here → looked through → awaits a person's word → imported in one transaction → the file deleted → said to be.
 */
import { isHubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import type { RosterFile } from '../import-here.ts';
import type { RosterImportReport } from '../report.ts';
import type { UploadReport } from './tables.ts';
import type { UploadFolder } from './upload-folder.ts';
import type { UploadRow, UploadStore } from './upload-store.ts';

export interface UploadOptions {
  readonly folder: UploadFolder;
  readonly store: UploadStore;
  /** Imports a file under this id of an import, by the hub's settings. */
  importFile(file: RosterFile, importId: string): Promise<RosterImportReport>;
  /** Ids of files that are in the folder, or soon, and not kept yet. */
  readonly arriving: ReadonlySet<string>;
  readonly log: Log;
  now(): Date;
  newId(): string;
}

/** A file that nobody has decided on is deleted after so long. */
const keptHours = 24;
/** And so long it is told of what was refused or given up. */
const toldDays = 90;
/** What fails for an unknown reason is tried so many times before it is given up. */
const mostAttempts = 3;
/** How often a process says that it is still at work on a file. */
const signOfLifeMs = 15_000;
/** Bytes between two tellings of how far the reading has come. */
const toldEveryBytes = 4 * 1024 * 1024;

/** One look: cleans up, and takes one file one step further. True when there is more to do at once. */
export async function proceedWithUploads(options: UploadOptions): Promise<boolean> {
  const { folder, store, now } = options;
  // In this order: what has come since is on no list, and stays.
  const there = await folder.list();
  const arriving = new Set(options.arriving);
  const open = await store.open();
  const known = new Set(open.map(({ id }) => id));
  for (const id of there) if (!known.has(id) && !arriving.has(id)) await folder.remove(id);
  const waiting: UploadRow[] = [];
  for (const upload of open) {
    if (!upload.mine || !(await store.hold(upload.id))) continue;
    if (isTooOld(upload, now()) || !(await folder.has(upload.id))) await endWithoutFile(upload, options);
    else if (upload.state !== 'CHECKED') waiting.push(upload);
  }
  await store.prune(now(), toldDays);
  const [next, ...more] = waiting;
  if (!next) return false;
  const proceeded = await keepingHold(next, options, () => proceed(next, options));
  return proceeded && more.length > 0;
}

const isTooOld = ({ state, uploadedAt }: UploadRow, now: Date): boolean =>
  state === 'CHECKED' && now.getTime() - uploadedAt.getTime() > keptHours * 3_600_000;

/** Too old, or gone with the process that had it; unless it had been imported before. */
async function endWithoutFile({ id, importId }: UploadRow, { store, folder, now }: UploadOptions): Promise<void> {
  await folder.remove(id);
  const imported = importId !== null && (await store.isImported(importId));
  await store.end(id, { state: imported ? 'IMPORTED' : 'EXPIRED', now: now() });
}

/** Says that this process is at work on a file, for as long as it is. */
async function keepingHold<Result>(upload: UploadRow, { store, log }: UploadOptions, work: () => Promise<Result>) {
  const timer = setInterval(() => {
    store.hold(upload.id).catch((error: unknown) => log.debug({ err: error }, 'a hold was not renewed'));
  }, signOfLifeMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** False when it must wait. */
async function proceed(upload: UploadRow, options: UploadOptions): Promise<boolean> {
  const { store, folder, now, newId, log } = options;
  const { id, state, acceptRemovals } = upload;
  const dryRun = state === 'CHECKING';
  // The import may have been committed, and the process stopped before it could say so.
  if (!dryRun && upload.importId !== null && (await store.isImported(upload.importId)))
    return imported(upload, options);
  if (upload.attempts >= mostAttempts) {
    const reason = `It failed ${upload.attempts} times for a reason that the hub's log tells. Nothing was changed.`;
    return refused(upload, { reason, report: nothingFound }, options);
  }
  const importId = newId();
  let found: UploadReport = nothingFound;
  await store.attempt(id, importId);
  try {
    const report = await options.importFile(
      {
        ...{ file: folder.pathOf(id), dryRun, acceptRemovals },
        onProgress: progressOf(upload, options),
        onRefused: (findings) => {
          found = findings;
        },
      },
      importId,
    );
    if (!dryRun) return imported({ ...upload, importId }, options);
    const { findings, findingCounts, format, source, counts, removals } = report;
    await store.checked(id, { findings, findingCounts, format, source, counts, removals });
    return true;
  } catch (error) {
    if (isHubError(error) && error.code === 'CONFLICT') {
      await store.postpone(id);
      return false;
    }
    if (!isHubError(error) || error.code === 'UNAVAILABLE' || error.code === 'INTERNAL') throw error;
    log.info({ upload: id, code: error.code, at: now() }, 'an uploaded roster was refused');
    return refused(upload, { reason: error.message, report: found }, options);
  }
}

const nothingFound: UploadReport = { findings: [], findingCounts: {} };

/** Tells how far the reading has come, now and then, and never waits for it. */
function progressOf({ id, bytes }: UploadRow, { store, log }: UploadOptions): NonNullable<RosterFile['onProgress']> {
  let told = 0;
  return ({ bytesRead, phase }) => {
    if (phase === 'reading' && bytesRead - told < toldEveryBytes) return;
    told = phase === 'applying' ? bytes : bytesRead;
    store.hold(id, told).catch((error: unknown) => log.debug({ err: error }, 'progress was not told'));
  };
}

async function imported({ id }: UploadRow, { store, folder, log, now }: UploadOptions): Promise<boolean> {
  await folder.remove(id);
  await store.end(id, { state: 'IMPORTED', now: now() });
  log.info({ upload: id }, 'an uploaded roster was imported');
  return true;
}

async function refused(
  { id }: UploadRow,
  end: { readonly reason: string; readonly report: UploadReport },
  { store, folder, now }: UploadOptions,
): Promise<boolean> {
  await folder.remove(id);
  await store.end(id, { state: 'REFUSED', now: now(), ...end });
  return true;
}
