import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { gatewayMigrations } from '#gateway/sessions/tables.ts';
import type { BackupManifest } from '#kit/backup/backup-format.ts';
import { checkBackup, holdsData, restoreBackup } from '#kit/backup/restore-backup.ts';
import { writeBackup } from '#kit/backup/write-backup.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { applicationName, type DatabaseTransaction, type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { refreshStatistics } from '#kit/database/refresh-statistics.ts';
import { waitForDatabase } from '#kit/database/wait-for-database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { createChildVault, createWrappedKeyStore, type VaultTables } from '#kit/events/child-vault.ts';
import { readErasures, repeatErasures } from '#kit/ledger/erasures.ts';
import { erasureLedger, ledgersOf } from '#kit/ledger/ledgers-of.ts';
import { repeatRetention, retentionLedger } from '#kit/retention/carry-out.ts';
import type { AnySubgraph } from '#kit/serve/host.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import { type HubSecrets, openHubSecrets } from '#kit/serve/hub-secrets.ts';
import { hubRuns } from './control/control-socket.ts';
import { stateFolderOf } from './hub-target.ts';

export const hubSchemas = [...kitSchemas, gatewayMigrations, ...allSubgraphs.map(({ migrations }) => migrations)];
const subgraphs = allSubgraphs as readonly unknown[] as readonly AnySubgraph[];

export interface RestoreRequest {
  readonly settings: HubSettings;
  readonly folder: string;
  readonly keysFolder: string | null;
  /** Take the place of what the database holds, after a copy of it. */
  readonly replace: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Where what was replaced lies now; null when there was nothing. */
  readonly safetyCopy: string | null;
}

/** Restores a backup into the database of a hub that does not run. */
export async function restoreHub(request: RestoreRequest): Promise<Restored> {
  const { settings, folder } = request;
  const secrets = await openHubSecrets(settings.keysFolder, false);
  const controller = settings.controller.organisationNumber;
  const { madeAt } = await checkBackup(folder, { secrets, controller });
  const running = 'The hub runs. Stop it first: nothing may be written while its database is replaced.';
  if (await hubRuns(stateFolderOf(settings))) throw new HubError('CONFLICT', running);
  const database = await open(settings);
  try {
    if (settings.database.kind === 'postgres' && (await isInUse(database))) throw new HubError('CONFLICT', running);
    const isHeld = await holdsData(database, hubSchemas);
    if (isHeld && !request.replace)
      throw new HubError(
        'CONFLICT',
        'The database is not empty. --replace puts the backup in its place, after a copy of what is there.',
      );
    const safetyCopy = isHeld ? await copyAside(database, secrets, settings) : null;
    const manifest = await restoreBackup({
      database,
      secrets,
      controller,
      schemas: hubSchemas,
      folder,
      keysFolder: request.keysFolder,
      replay: (tx) => replay(tx, settings, secrets, madeAt),
      onProgress: request.onProgress,
    });
    await refreshStatistics(database);
    return { manifest, safetyCopy };
  } finally {
    await database.close();
  }
}

async function open({ database }: HubSettings): Promise<HubDatabase> {
  if (database.kind !== 'postgres') return openDatabase(database);
  const opened = await openDatabase({ kind: 'postgres', url: database.url, poolSize: 2, name: 'oppvekst-restore' });
  await waitForDatabase(opened, { url: database.url, seconds: 0, onWaiting: () => undefined });
  return opened;
}

/** A hub on another machine has connections of its own to the same database. */
async function isInUse(database: HubDatabase): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and application_name = ${applicationName}`.execute(database.kysely);
  return rows.length > 0;
}

async function copyAside(database: HubDatabase, secrets: HubSecrets, settings: HubSettings): Promise<string> {
  const now = () => new Date();
  const folder = join(stateFolderOf(settings), 'safety-copies', now().toISOString().replaceAll(':', '-'));
  const keysFolder = `${folder}-child-keys`;
  const schemas = hubSchemas.map(({ schema }) => schema);
  const controller = settings.controller.organisationNumber;
  await writeBackup({ database, secrets, controller, schemas, folder, keysFolder, now, newId: randomUUID });
  return folder;
}

/** What was erased stays erased, and what protects a child protects it still. */
async function replay(
  tx: DatabaseTransaction<unknown>,
  settings: HubSettings,
  secrets: HubSecrets,
  madeAt: string,
): Promise<void> {
  const ledger = ledgersOf(settings, secrets.master);
  const erasures = ledger(erasureLedger);
  await repeatErasures(tx as DatabaseTransaction<VaultTables>, erasures);
  const erased = await readErasures(erasures);
  await repeatRetention(tx, {
    vault: createChildVault(createWrappedKeyStore(tx as DatabaseTransaction<VaultTables>), secrets.master),
    done: ledger(retentionLedger),
    holdings: subgraphs.flatMap(({ retained }) => retained?.holdings ?? []),
    madeAt,
  });
  for (const { afterRestore } of subgraphs) await afterRestore?.(tx as never, ledger, erased);
}

/** The folder of a backup that holds the children's keys, where it lies beside the other under its usual name. */
export const usualKeysFolder = (folder: string): string | null =>
  existsSync(`${folder}-child-keys`) ? `${folder}-child-keys` : null;
