import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import type { DatabaseTransaction, HubDatabase } from '#kit/database/database.ts';
import { lockMigrations, migrateIn, type SchemaMigrations } from '#kit/database/migrate.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { deriveKey, type HubSecrets } from '#kit/serve/hub-secrets.ts';
import { type BackupManifest, dataFile, manifestFile, newChecksum, openChunk, openManifest } from './backup-format.ts';
import { withoutConstraints } from './constraints.ts';
import { listTables, nameOf, quoted } from './list-tables.ts';

export interface RestoreOptions {
  readonly database: HubDatabase;
  readonly secrets: HubSecrets;
  readonly controller: string;
  readonly schemas: readonly SchemaMigrations[];
  readonly folder: string;
  /** The backup's other half; null leaves what was sealed under the children's keys unreadable. */
  readonly keysFolder: string | null;
  /** Replays the ledgers, in the same transaction. */
  replay(tx: DatabaseTransaction<unknown>): Promise<void>;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Reads a backup's manifest and checks its data against it, before anything is touched. */
export async function checkBackup(
  folder: string,
  { secrets, controller }: Pick<RestoreOptions, 'secrets' | 'controller'>,
): Promise<BackupManifest> {
  let compact: string;
  try {
    compact = readFileSync(join(folder, manifestFile), 'utf8');
  } catch (error) {
    throw new HubError('BAD_INPUT', `${folder} is no backup: it has no ${manifestFile}.`, { cause: error });
  }
  const manifest = await openManifest(compact, secrets.keys);
  if (manifest.controller !== controller)
    throw new HubError(
      'FORBIDDEN',
      `The backup is of controller ${manifest.controller}, and this hub is ${controller}'s.`,
    );
  const checksum = newChecksum();
  try {
    for await (const bytes of createReadStream(join(folder, dataFile))) checksum.update(bytes as Buffer);
  } catch (error) {
    throw new HubError('BROKEN_FILE', `The data of the backup in ${folder} cannot be read.`, { cause: error });
  }
  if (checksum.digest('hex') !== manifest.sha256)
    throw new HubError(
      'BROKEN_FILE',
      `The data of the backup in ${folder} is damaged: its checksum is another. Use another backup.`,
    );
  return manifest;
}

/**
 * Puts a backup in the place of what the database holds, all in one transaction: the schemas as they were then, the rows, the steps
 * since, and the ledgers. Whatever fails, the database is as it was.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupManifest> {
  const manifest = await checkBackup(options.folder, options);
  const keys = options.keysFolder === null ? null : await checkBackup(options.keysFolder, options);
  if (manifest.holds !== 'database')
    throw new HubError('BAD_INPUT', `${options.folder} holds the children's keys, not the database.`);
  if (keys && keys.holds !== 'child-keys')
    throw new HubError('BAD_INPUT', `${options.keysFolder} does not hold the children's keys.`);
  if (keys && keys.id !== manifest.id)
    throw new HubError('BAD_INPUT', 'The keys are of another backup than the database.');
  refuseNewer(manifest, options.schemas);
  await options.database.kysely.transaction().execute(async (tx) => {
    await lockMigrations(tx);
    for (const schema of ['hub', ...options.schemas.map(({ schema }) => schema)])
      await sql.raw(`drop schema if exists ${quoted(schema)} cascade`).execute(tx);
    await migrateIn(tx, stepsOf(manifest, options.schemas));
    await withoutConstraints(tx, namesOf(options.schemas), async () => {
      await emptyTables(tx, namesOf(options.schemas));
      await load(tx, options, options.folder, manifest);
      if (keys && options.keysFolder) await load(tx, options, options.keysFolder, keys);
    });
    await migrateIn(tx, options.schemas);
    await options.replay(tx);
  });
  return manifest;
}

const namesOf = (schemas: readonly SchemaMigrations[]): readonly string[] => schemas.map(({ schema }) => schema);

function refuseNewer({ steps }: BackupManifest, schemas: readonly SchemaMigrations[]): void {
  for (const [schema, names] of Object.entries(steps)) {
    const known = new Set(schemas.find((one) => one.schema === schema)?.migrations.map(({ name }) => name));
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length > 0)
      throw new HubError(
        'CONFIG',
        `The backup has steps that this version does not know (${schema}: ${unknown.join(', ')}). Restore it with the newer version of the hub.`,
      );
  }
}

const stepsOf = ({ steps }: BackupManifest, schemas: readonly SchemaMigrations[]): readonly SchemaMigrations[] =>
  schemas.map(({ schema, migrations }) => ({
    schema,
    migrations: migrations.filter(({ name }) => steps[schema]?.includes(name)),
  }));

/** A step may bring rows of its own; they are in the backup too. */
async function emptyTables(tx: DatabaseTransaction<unknown>, schemas: readonly string[]): Promise<void> {
  for (const { schema, name } of await listTables(tx, schemas))
    await sql.raw(`delete from ${quoted(schema)}.${quoted(name)}`).execute(tx);
}

async function load(
  tx: DatabaseTransaction<unknown>,
  options: RestoreOptions,
  folder: string,
  manifest: BackupManifest,
): Promise<void> {
  const key = deriveKey(options.secrets.master, 'backups');
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  const lines = createInterface({ input: createReadStream(join(folder, dataFile)) });
  const loaded = new Map<string, number>();
  let place = 0;
  for await (const line of lines) {
    const { table, rows } = await openChunk(line, key, place);
    const columns = tables.get(table)?.columns.map(quoted).join(', ');
    if (columns === undefined)
      throw new HubError('BROKEN_FILE', `The backup has a table that its manifest does not name: ${table}.`);
    const target = table.split('.').map(quoted).join('.');
    await sql`${sql.raw(`insert into ${target} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${target},`)}
      ${`[${rows.join(',')}]`}::jsonb)`.execute(tx);
    loaded.set(table, (loaded.get(table) ?? 0) + rows.length);
    place += 1;
    options.onProgress?.(place, manifest.chunks);
  }
  for (const { name, rows } of manifest.tables)
    if ((loaded.get(name) ?? 0) !== rows)
      throw new HubError('BROKEN_FILE', `The backup lacks rows of ${name}. Use another backup.`);
}

/** Whether a database holds anything of a hub: a restore replaces that only when it is told to. */
export async function holdsData(database: HubDatabase, schemas: readonly SchemaMigrations[]): Promise<boolean> {
  const tables = await listTables(database.kysely, namesOf(schemas));
  for (const { schema, name } of tables.filter((table) => nameOf(table) !== 'events.position')) {
    const { rows } = await sql
      .raw<{ found: boolean }>(`select exists (select from ${quoted(schema)}.${quoted(name)}) as found`)
      .execute(database.kysely);
    if (rows[0]?.found) return true;
  }
  return false;
}
