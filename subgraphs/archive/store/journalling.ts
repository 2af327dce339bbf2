import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { CaseDocumentKind } from '../domain/case-document-kind.ts';
import { type JournalDraft, numberEntry, registerEntry } from '../domain/journal-entry.ts';
import { type Series, takeNumber } from '../domain/numbering.ts';
import { osloYear } from '../domain/oslo-time.ts';
import type { Provenance } from '../domain/provenance.ts';
import { closeRecord, numberRecord, openPupilRecord, type PupilRecord, reopenRecord } from '../domain/pupil-record.ts';
import { scheduleDeliveries } from './deliveries.ts';
import { addEntries, journalledSources, type NewEntry } from './entry-rows.ts';
import { reserveNumbers } from './number-series.ts';
import { lockRecords, saveRecords } from './record-rows.ts';
import type { ArchiveTables } from './tables.ts';

/** Something to be journalled on a child. */
export interface Journalling {
  readonly childId: string;
  readonly kind: CaseDocumentKind;
  readonly draft: JournalDraft;
  readonly provenance?: Provenance;
  /** For the title of a record that is opened for it. */
  readonly pupilName?: string | undefined;
  /** The child has left the controller: the record is closed with this entry. */
  readonly closesRecord?: boolean;
}

export interface JournallingSettings {
  readonly newId: () => string;
  readonly now: Date;
  /** M305 administrativEnhet and M306 saksansvarlig of new records. */
  readonly unit: string;
  readonly responsible: string;
  /** M601 opprettetAv: who opens records and journals, which is the hub itself. */
  readonly openedBy: string;
  /** `own`: the hub's tables are the archive of record and give numbers at once. `elsewhere`: the archive does, when it is asked. */
  readonly numbers: 'own' | 'elsewhere';
}

type Tx = DatabaseTransaction<ArchiveTables>;
type Records = Map<string, PupilRecord>;

/**
 * Journals a batch inside the caller's transaction: opens the records that are missing, and journals each source once however often
 * it comes. A constant number of statements, whatever the size of the batch. The answer is what was new.
 */
export async function journalAll(
  tx: Tx,
  items: readonly Journalling[],
  settings: JournallingSettings,
): Promise<NewEntry[]> {
  await oneAtATime(tx);
  const fresh = await newSources(tx, items);
  if (fresh.length === 0) return [];
  const records = await lockRecords(tx, [...new Set(fresh.map((item) => item.childId))]);
  const registered = fresh.map((item): NewEntry => {
    const record = openRecordOf(records.get(item.childId), item, settings);
    records.set(item.childId, record);
    const contents = item.draft.documents.map((document) => document.content);
    return {
      childId: item.childId,
      kind: item.kind,
      provenance: item.provenance,
      contents,
      entry: registerEntry(record, item.draft, settings),
    };
  });
  const entries = settings.numbers === 'own' ? await numberAll(tx, records, registered, settings.now) : registered;
  for (const [childId, record] of records) {
    const last = fresh.findLast((item) => item.childId === childId);
    if (last?.closesRecord) records.set(childId, closeRecord(record, { who: settings.openedBy, now: settings.now }));
  }
  await saveRecords(tx, [...records.values()]);
  await addEntries(tx, entries);
  if (settings.numbers === 'elsewhere') await scheduleDeliveries(tx, entries, settings.now);
  return entries;
}

/** One journal is written by one transaction at a time: two would open two records for a child, or leave a gap in the numbers. */
async function oneAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('archive.journal'))`.execute(tx);
}

async function newSources(tx: Tx, items: readonly Journalling[]): Promise<Journalling[]> {
  const seen = await journalledSources(
    tx,
    items.map((item) => item.draft.sourceKey),
  );
  return items.filter(({ draft }) => {
    if (seen.has(draft.sourceKey)) return false;
    seen.add(draft.sourceKey);
    return true;
  });
}

/** A child that comes back goes on in the record it had. */
function openRecordOf(
  had: PupilRecord | undefined,
  { childId, pupilName }: Journalling,
  settings: JournallingSettings,
): PupilRecord {
  if (!had) return openPupilRecord({ ...settings, childId, pupilName }, { id: settings.newId(), now: settings.now });
  return had.status === 'closed' ? reopenRecord(had) : had;
}

async function numberAll(tx: Tx, records: Records, entries: readonly NewEntry[], now: Date): Promise<NewEntry[]> {
  const year = osloYear(now);
  const cases: Series = `case/${year}`;
  const journal: Series = `journal/${year}`;
  const withoutNumber = [...records.values()].filter((record) => !record.caseNumber);
  const wanted = [
    ...withoutNumber.map(() => cases),
    ...entries.flatMap(({ childId }) => [journal, `entry/${childId}` as const]),
  ];
  let counters = await reserveNumbers(tx, wanted);
  const next = (series: Series) => {
    const taken = takeNumber(counters, series);
    counters = taken.counters;
    return taken.number;
  };
  for (const record of withoutNumber)
    records.set(record.childId, numberRecord(record, { year, sequence: next(cases) }));
  return entries.map((one) => {
    const caseNumber = records.get(one.childId)?.caseNumber ?? { year, sequence: 0 };
    const number = { year, sequence: next(journal), entryInCase: next(`entry/${one.childId}`) };
    return { ...one, entry: numberEntry(one.entry, caseNumber, number) };
  });
}
