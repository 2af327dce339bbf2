import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type { DatabaseTransaction, HubDatabase } from '#kit/database/database.ts';
import { appliedSteps } from '#kit/database/migrate.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { deriveKey, type HubSecrets } from '#kit/serve/hub-secrets.ts';
import { type BackupManifest, dataFile, manifestFile, newChecksum, sealChunk, signManifest } from './backup-format.ts';
import { type BackupTable, keyTable, listTables, nameOf, quotedName } from './list-tables.ts';

export interface BackupOptions {
  readonly database: HubDatabase;
  readonly secrets: HubSecrets;
  readonly controller: string;
  /** The schemas of the hub. */
  readonly schemas: readonly string[];
  /** Where the database goes; must not be there yet. */
  readonly folder: string;
  /** Where the wrapped keys of the children go: another place, so that erasing a key there erases what it sealed here. */
  readonly keysFolder: string | null;
  now(): Date;
  newId(): string;
  readonly onProgress?: (done: number, total: number) => void;
}

const rowsPerFetch = 1_000;
/** About what one chunk holds before it is compressed, in characters. */
const chunkSize = 1_000_000;

/**
 * Writes a backup of one moment while the hub works on: a read-only transaction that sees the database as it was when it began. On
 * an embedded database, which has one connection, the others wait meanwhile. Whole or not at all.
 */
export async function writeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { database, folder, keysFolder } = options;
  for (const place of [folder, ...(keysFolder ? [keysFolder] : [])])
    if (existsSync(place))
      throw new HubError('CONFLICT', `${place} is there already. A backup is not written over: name another folder.`);
  const id = options.newId();
  const parts = [`${folder}.part`, ...(keysFolder ? [`${keysFolder}.part`] : [])];
  try {
    const manifest = await database.kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const tables = await listTables(tx, options.schemas);
        const isKeys = (table: BackupTable) => nameOf(table) === keyTable;
        const written = await writePart(tx, options, {
          id,
          holds: 'database',
          folder: `${folder}.part`,
          tables: tables.filter((table) => !isKeys(table)),
        });
        if (keysFolder)
          await writePart(tx, options, {
            id,
            holds: 'child-keys',
            folder: `${keysFolder}.part`,
            tables: tables.filter(isKeys),
          });
        return written;
      });
    // The keys first: a backup that is there has them.
    if (keysFolder) renameSync(`${keysFolder}.part`, keysFolder);
    renameSync(`${folder}.part`, folder);
    return manifest;
  } catch (error) {
    for (const part of parts) rmSync(part, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC')
      throw new HubError('UNAVAILABLE', `The disk of ${folder} is full. Nothing was left there.`, { cause: error });
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
      throw new HubError('BAD_INPUT', `${folder} cannot be written (${code}).`, { cause: error });
    throw error;
  }
}

interface Part {
  readonly id: string;
  readonly holds: BackupManifest['holds'];
  readonly folder: string;
  readonly tables: readonly BackupTable[];
}

async function writePart(
  tx: DatabaseTransaction<unknown>,
  options: BackupOptions,
  part: Part,
): Promise<BackupManifest> {
  mkdirSync(part.folder, { recursive: true, mode: 0o700 });
  const key = deriveKey(options.secrets.master, 'backups');
  const file = createWriteStream(join(part.folder, dataFile), { mode: 0o600, flags: 'wx' });
  const ended = finished(file);
  // Told by `ended`; without a listener of its own an error would end the process.
  ended.catch(() => undefined);
  const checksum = newChecksum();
  const tables: BackupManifest['tables'] = [];
  let chunks = 0;
  for (const [index, table] of part.tables.entries()) {
    let rows = 0;
    for await (const batch of readRows(tx, table)) {
      const line = `${await sealChunk({ table: nameOf(table), place: chunks, rows: batch }, key)}\n`;
      checksum.update(line);
      if (!file.write(line))
        await Promise.race([new Promise<void>((resolve) => file.once('drain', () => resolve())), ended]);
      rows += batch.length;
      chunks += 1;
    }
    tables.push({ name: nameOf(table), columns: [...table.columns], rows });
    options.onProgress?.(index + 1, part.tables.length);
  }
  file.end();
  await ended;
  const steps = await appliedSteps(tx);
  const manifest: BackupManifest = {
    format: 'oppvekst-backup/1',
    holds: part.holds,
    controller: options.controller,
    madeAt: options.now().toISOString(),
    id: part.id,
    steps: Object.fromEntries([...(steps ?? [])].map(([schema, names]) => [schema, [...names].sort()])),
    tables,
    chunks,
    sha256: checksum.digest('hex'),
  };
  writeFileSync(join(part.folder, manifestFile), await signManifest(manifest, options.secrets.keys), {
    mode: 0o600,
    flush: true,
  });
  return manifest;
}

/** Rows as JSON text, in batches of about a megabyte: the memory stays the same however large the table. */
async function* readRows(tx: DatabaseTransaction<unknown>, table: BackupTable): AsyncGenerator<readonly string[]> {
  const columns = table.columns.map((column) => `t."${column}"`).join(', ');
  await sql
    .raw(
      `declare backup_rows no scroll cursor for select to_jsonb(r)::text as line from (select ${columns} from ${quotedName(table)} t) r`,
    )
    .execute(tx);
  let batch: string[] = [];
  let size = 0;
  for (;;) {
    const { rows } = await sql.raw<{ line: string }>(`fetch ${rowsPerFetch} from backup_rows`).execute(tx);
    for (const { line } of rows) {
      batch.push(line);
      size += line.length;
      if (size < chunkSize) continue;
      yield batch;
      batch = [];
      size = 0;
    }
    if (rows.length < rowsPerFetch) break;
  }
  await sql.raw('close backup_rows').execute(tx);
  if (batch.length > 0) yield batch;
}
