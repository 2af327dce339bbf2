import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { CaseDocumentKind } from '../domain/case-document-kind.ts';
import type { JournalEntry } from '../domain/journal-entry.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { ArchiveTables } from './tables.ts';

type Reader = Database<ArchiveTables> | DatabaseTransaction<ArchiveTables>;

/** A journal entry as the hub keeps it: the entry, whose it is, and what kind of case document it was. */
export interface KeptEntry {
  readonly childId: string;
  readonly kind: CaseDocumentKind;
  readonly entry: JournalEntry;
  readonly provenance: Provenance | null;
  /** The order of the journal within the hub: grows with time. */
  readonly position: number;
}

/** What of these sources is journalled already. */
export async function journalledSources(db: Reader, sourceKeys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ sourceKey: string }>`
    select source_key from archive.journal_entry where source_key = any(${sourceKeys}::text[])`.execute(db);
  return new Set(rows.map((row) => row.sourceKey));
}

export async function findEntries(db: Reader, systemIds: readonly string[]): Promise<KeptEntry[]> {
  const { rows } = await sql<KeptEntry>`select child_id, kind, body as entry, provenance, position
    from archive.journal_entry where system_id = any(${systemIds}::uuid[])`.execute(db);
  return rows;
}

export interface NewEntry {
  readonly childId: string;
  readonly kind: CaseDocumentKind;
  readonly entry: JournalEntry;
  readonly provenance?: Provenance | undefined;
  /** The bytes of its documents, in their order. */
  readonly contents: readonly Uint8Array[];
}

/** Keeps new entries in their order, with the bytes of their documents. */
export async function addEntries(tx: DatabaseTransaction<ArchiveTables>, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.map(({ childId, kind, entry, provenance }, order) => ({
    ord: order,
    system_id: entry.systemId,
    child_id: childId,
    source_key: entry.sourceKey,
    kind,
    ...numberColumns(entry),
    body: entry,
    provenance: provenance ?? null,
  }));
  await sql`insert into archive.journal_entry (system_id, child_id, source_key, kind, journal_year, journal_sequence, entry_in_case,
      status, body, provenance)
    select system_id, child_id, source_key, kind, journal_year, journal_sequence, entry_in_case, status, body, provenance
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(ord integer, system_id uuid, child_id uuid, source_key text, kind text,
      journal_year integer, journal_sequence integer, entry_in_case integer, status text, body jsonb, provenance jsonb)
    order by ord`.execute(tx);
  const files = entries.flatMap(({ entry, contents }) =>
    entry.documents.map((document, index) => ({ document, entry, content: contents[index] ?? new Uint8Array() })),
  );
  await sql`insert into archive.document_content (document_id, entry_id, content)
    select * from unnest(${files.map((file) => file.document.systemId)}::uuid[], ${files.map((file) => file.entry.systemId)}::uuid[],
      ${files.map((file) => Buffer.from(file.content))}::bytea[])`.execute(tx);
}

/** Keeps changes of entries that are there: numbers, status. */
export async function changeEntries(
  tx: DatabaseTransaction<ArchiveTables>,
  entries: readonly JournalEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({ system_id: entry.systemId, ...numberColumns(entry), body: entry }));
  await sql`update archive.journal_entry as kept set journal_year = e.journal_year, journal_sequence = e.journal_sequence,
      entry_in_case = e.entry_in_case, status = e.status, body = e.body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(system_id uuid, journal_year integer, journal_sequence integer,
      entry_in_case integer, status text, body jsonb)
    where kept.system_id = e.system_id`.execute(tx);
}

const numberColumns = (entry: JournalEntry) => ({
  journal_year: entry.number?.year ?? null,
  journal_sequence: entry.number?.sequence ?? null,
  entry_in_case: entry.number?.entryInCase ?? null,
  status: entry.status,
});

/** The bytes of documents, by the document's systemID. */
export async function readContents(db: Reader, documentIds: readonly string[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await sql<{ documentId: string; content: Buffer }>`
    select document_id, content from archive.document_content where document_id = any(${documentIds}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ documentId, content }) => [documentId, new Uint8Array(content)]));
}
