import { createHmac, randomBytes } from 'node:crypto';
import { HubError } from '#kit/errors/hub-error.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationSettings } from '../config.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { createFolkeregisteretClient } from '../source/folkeregisteret/index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { createRegisterSync, type RegisterSync } from './sync-register.ts';

/** The synchronisation with Folkeregisteret that the settings ask for; undefined where they name no register. */
export function registerSyncOf(
  { controller, database, transact, now }: SubgraphDeps<SchoolAdministrationTables>,
  { register }: SchoolAdministrationSettings,
): RegisterSync | undefined {
  if (!register) return undefined;
  const token = register.token ?? (controller.demo ? 'demo' : undefined);
  if (token === undefined)
    throw new HubError(
      'CONFIG',
      'register.token is missing: Folkeregisteret answers nobody without a Maskinporten token.',
    );
  // Homes are compared only within a run: the key of the traces need not, and shall not, outlive the process.
  const key = randomBytes(32);
  const client = createFolkeregisteretClient({
    baseUrl: register.url,
    token: async () => token,
    residenceKey: (address) => createHmac('sha256', key).update(address).digest('base64url'),
  });
  return createRegisterSync({
    client,
    database: database as unknown as SchoolAdministrationContext['database'],
    transact,
    now,
  });
}

export function startRegisterWorker(
  sync: RegisterSync,
  { log }: Pick<SubgraphDeps<SchoolAdministrationTables>, 'log'>,
  everySeconds: number,
): Worker {
  return startWorker({
    name: 'folkeregisteret',
    everyMs: everySeconds * 1_000,
    log,
    async run() {
      const report = await sync.syncRegister();
      if (report.lookedUp + report.events > 0) log.info({ report }, 'read Folkeregisteret');
      if (report.unknown > 0) log.warn({ unknown: report.unknown }, 'Folkeregisteret does not know some children');
      return false;
    },
  });
}
