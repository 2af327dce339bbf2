/** Imports a roster file: read as a stream, staged in batches, compared and applied in one transaction. */
import { randomUUID } from 'node:crypto';
import type { Database } from '#kit/database/database.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { Transact } from '#kit/events/outbox.ts';
import { openRosterFile, type RosterFile, type RosterInput } from '../source/files/roster-file.ts';
import { type OpenRoster, openRoster, openRosterBundle } from '../source/open-roster.ts';
import { nameOfFormat } from '../source/recognise-format.ts';
import type { RosterHeader, RosterItem, RosterResults } from '../source/roster-records.ts';
import { type Applied, applyRoster } from './apply.ts';
import { assumeKnown } from './assume-known.ts';
import { clearStaging } from './clear-staging.ts';
import { failImport, finishImport, keepAlive, type StartedImport, startImport } from './import-history.ts';
import { endTooMany, tooManyRemovals, usualLargestRemovalShare } from './removals.ts';
import { collectFindings, type RosterImportReport } from './report.ts';
import { applyResults, resultFindings } from './results/apply-results.ts';
import { emitRosterEvents } from './roster-events.ts';
import { contentKeyOf, settledBy } from './settled/keep-settled.ts';
import { repeatSettled } from './settled/repeat-settled.ts';
import { beginningOf } from './settled/settled-state.ts';
import { startStaging, storeFindings } from './stage.ts';
import type { RosterTables } from './tables.ts';

export interface RosterProgress {
  readonly phase: 'reading' | 'applying';
  readonly bytesRead: number;
  readonly records: number;
}

export interface RosterImportOptions<Tables extends RosterTables> {
  readonly database: Database<Tables>;
  readonly transact: Transact<Tables>;
  /** The path of a file or a folder, or the bytes of a file. */
  readonly file: RosterInput;
  /** Says what would change and leaves no trace. */
  readonly dryRun?: boolean;
  /** There is no hub behind the database: what the file refers to is taken as known. For dry runs. */
  readonly standalone?: boolean;
  /** The share of the enrolments that the file may end, 0–1; else nothing is imported. */
  readonly largestRemovalShare?: number;
  /** Somebody has said that the file is right to end so many. */
  readonly acceptRemovals?: boolean;
  /** `test`: only synthetic national ids are kept. */
  readonly mode: 'test' | 'production';
  /** This controller's, to tell an earlier home in another municipality by. */
  readonly municipalityNumber?: string | null;
  readonly now: () => Date;
  readonly newId?: () => string;
  readonly onProgress?: (progress: RosterProgress) => void;
  /** Told of what was found in a file before it was refused. */
  readonly onRefused?: (found: Pick<RosterImportReport, 'findings' | 'findingCounts'>) => void;
}

/**
 * Imports a file and says what it did. Throws a HubError when the file is refused; the database is then as it was.
 *
 * @throws BROKEN_FILE, UNKNOWN_FORMAT, BAD_INPUT (no pupils, too many removals), CONFLICT (another import from the same source is running)
 */
export async function importRoster<Tables extends RosterTables>(
  options: RosterImportOptions<Tables>,
): Promise<RosterImportReport> {
  const file = await openRosterFile(options.file);
  const { content } = file;
  try {
    const { format, items } =
      'bundle' in content
        ? await openRosterBundle(content.bundle, { mode: options.mode })
        : await openRoster(content.chunks, { mode: options.mode });
    try {
      return await importItems(options, format, items, file);
    } finally {
      await items.return();
    }
  } finally {
    await file.close();
  }
}

async function importItems<Tables extends RosterTables>(
  options: RosterImportOptions<Tables>,
  opened: OpenRoster['format'],
  items: OpenRoster['items'],
  file: RosterFile,
): Promise<RosterImportReport> {
  const { database, now, dryRun = false } = options;
  const early: RosterItem[] = [];
  let header: RosterItem | undefined;
  for (let next = await items.next(); !next.done; next = await items.next()) {
    header = next.value;
    if (header.record === 'header') break;
    early.push(header);
  }
  if (header?.record !== 'header')
    throw new HubError('BROKEN_FILE', 'The file says nothing of its source. Nothing was imported.');

  const started = await startImport(
    database,
    { ...header, format: nameOfFormat(opened) },
    { id: (options.newId ?? randomUUID)(), now: now() },
  );
  const findings = collectFindings();
  const staging = startStaging(database, started.id);
  try {
    const digest = header.extract === 'full' && !dryRun && !options.standalone ? await file.digest?.() : undefined;
    const contentKey = digest && contentKeyOf(digest.says, options.mode);
    if (digest && contentKey) {
      await file.ensureUnchanged();
      const repeated = {
        importId: started.id,
        source: header.source,
        contentKey,
        fileHash: digest.checksum,
        now: now(),
      };
      const report = await repeatSettled(database, { ...repeated, today: datesOf(now()).today });
      if (report) return report;
    }
    let records = 0;
    let results: RosterResults['content'] | undefined;
    const take = async (item: RosterItem) => {
      if (item.record === 'results') results = item.content;
      if (item.record === 'finding') findings.add(item);
      else records++;
      await staging.add(item);
      if (records % 500 === 0) options.onProgress?.({ phase: 'reading', bytesRead: file.read(), records });
    };
    for (const item of early) await take(item);
    for (let next = await items.next(); !next.done; next = await items.next()) await take(next.value);
    await staging.flush();
    await file.ensureUnchanged();
    options.onProgress?.({ phase: 'applying', bytesRead: file.read(), records });
    if (results) findings.keepOnly(resultFindings);
    const format = nameOfFormat(opened.standard === 'pifu-ims' && results ? { ...opened, content: results } : opened);
    const staged = {
      started,
      header,
      format,
      fileHash: file.checksum(),
      hasResults: results !== undefined,
      contentKey,
    };
    const applied = await applyStaged(options, staged);
    for (const found of applied.findings) findings.add(found);
    return {
      importId: started.id,
      format,
      source: header.source,
      dryRun,
      counts: applied.counts,
      personsLeftOut: applied.personsLeftOut,
      removals: { ...applied.removals, stops: stops(options, applied) },
      ...findings.result(),
      fileHash: file.checksum(),
    };
  } catch (error) {
    await staging.settle();
    options.onRefused?.(findings.result());
    const reason = isHubError(error) ? error.message : 'an unexpected error';
    await failImport(database, started.id, { reason, now: now(), forget: dryRun });
    throw error;
  }
}

type RemovalRules = Pick<RosterImportOptions<RosterTables>, 'acceptRemovals' | 'largestRemovalShare'>;
const largestShare = (rules: RemovalRules): number => rules.largestRemovalShare ?? usualLargestRemovalShare;
const stops = (rules: RemovalRules, { removals }: Applied): boolean =>
  rules.acceptRemovals !== true && endTooMany(removals, largestShare(rules));

/** Thrown to roll a dry run back; carries what it found. */
class DryRunEnded extends Error {
  readonly applied: Applied;
  constructor(applied: Applied) {
    super('the dry run has ended');
    this.applied = applied;
  }
}

interface Staged {
  readonly started: StartedImport;
  readonly header: RosterHeader;
  /** As it is now known. */
  readonly format: string;
  readonly fileHash: string;
  readonly hasResults: boolean;
  /** What the file says, in one word; not known of a stream. */
  readonly contentKey: string | undefined;
}

async function applyStaged<Tables extends RosterTables>(
  options: RosterImportOptions<Tables>,
  { started, header, format, fileHash, hasResults, contentKey }: Staged,
): Promise<Applied> {
  const { database, transact, now, dryRun = false } = options;
  const importId = started.id;
  const { source, extract, createdAt } = header;
  const apply = { importId, source, extract, ...datesOf(now()) };
  try {
    return await transact(async ({ tx, emitEach }) => {
      // Holds the import's row until the end: nobody takes it for dead while it is being applied.
      await keepAlive(tx, importId);
      const beginning = await beginningOf(tx);
      if (options.standalone && (hasResults || extract !== 'full')) await assumeKnown(tx, apply);
      const applied = hasResults ? await applyResults(tx, { ...apply, createdAt }) : await applyRoster(tx, apply);
      if (dryRun) throw new DryRunEnded(applied);
      if (stops(options, applied)) throw tooManyRemovals(applied.removals, largestShare(options));
      const municipalityNumber = options.municipalityNumber ?? null;
      await emitRosterEvents(emitEach, { ...apply, isFirst: started.isFirst, municipalityNumber });
      await storeFindings(tx, importId, applied.findings);
      const settled = contentKey === undefined ? undefined : await settledBy(tx, apply, { applied, beginning });
      await finishImport(tx, importId, {
        ...{ counts: applied.counts, format, fileHash, now: now() },
        settled: settled && { contentKey, ...settled },
      });
      await clearStaging(tx, importId);
      return applied;
    });
  } catch (error) {
    if (!(error instanceof DryRunEnded)) throw error;
    await failImport(database, importId, { reason: '', now: now(), forget: true });
    return error.applied;
  }
}

const norwegianDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });
const datesOf = (now: Date) => ({
  today: norwegianDate.format(now),
  yesterday: norwegianDate.format(new Date(now.getTime() - 86_400_000)),
});
