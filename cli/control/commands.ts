import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { isCategoryId } from '#contracts/categories.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { checkpointsFolderOf, readCheckpoints } from '#kit/audit/checkpoints.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { chainHeads, verifyChains } from '#kit/audit/verify-chain.ts';
import { writeBackup } from '#kit/backup/write-backup.ts';
import { refreshStatistics } from '#kit/database/refresh-statistics.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { VaultTables } from '#kit/events/child-vault.ts';
import { recordKeys } from '#kit/events/sealing/hub-keys.ts';
import { eraseChild } from '#kit/ledger/erasures.ts';
import { erasureLedger, ledgersOf } from '#kit/ledger/ledgers-of.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import { exportChild, exportInput } from '../export/export-child.ts';
import { comparePolicies } from '../policy/compare-policies.ts';
import { readPolicySet } from '../policy/read-set.ts';
import { reconcile, reconcilingViewer } from '../reconcile/reconcile.ts';
import { retention, retentionInput } from '../retention/retention.ts';
import { addDocuments, listClients } from './clients.ts';
import { handOver } from './hand-over.ts';

/** What a command may tell while it runs: how much of how much is done. */
export type Progress = (done: number, total: number) => void;

const importInput = z.object({
  file: z.string(),
  dryRun: z.boolean().default(false),
  acceptRemovals: z.boolean().default(false),
});
const importsInput = z.object({ limit: z.number().int().min(1).max(500), awaiting: z.boolean() });
const moveInput = z.object({ id: z.string() });
const rollOverInput = z.object({ begins: z.number().int().min(2000).max(2100), apply: z.boolean().default(false) });
const deadLettersInput = z.object({ replayed: z.boolean().default(false) });
const replayInput = z.object({ id: z.int().positive() });
const eraseInput = z.object({
  child: z.uuid('must be the id of a child'),
  category: z.string().refine(isCategoryId, 'is no category: see contracts/categories.ts').nullable(),
  authority: z.string().trim().min(5, 'must say what allows it'),
});
const backupInput = z.object({ folder: z.string(), keysFolder: z.string().nullable() });
const policyDiffInput = z.object({ from: z.string(), to: z.string() });
const verifyInput = z.object({ checkpoints: z.string().nullable().default(null) });

/** What a person typed: an error of it is told, and is none of the hub's. */
function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new HubError('BAD_INPUT', problems.join('\n'));
}

/** The CLI's commands on one hub, the same whether it runs (over its control socket) or is opened for the occasion. */
export const controlCommands = {
  async import(hub: Hub, input: unknown, progress: Progress) {
    const { file, dryRun, acceptRemovals } = importInput.parse(input);
    const { size } = await stat(file);
    const report = await hub.subgraphs.schoolAdministration.importRoster({
      file,
      dryRun,
      acceptRemovals,
      onProgress: ({ bytesRead }) => progress(bytesRead, size),
    });
    if (!dryRun) await refreshStatistics(hub.database);
    return report;
  },
  async imports(hub: Hub, input: unknown) {
    const { limit, awaiting } = importsInput.parse(input);
    const rows = await hub.subgraphs.schoolAdministration.listImports({ limit, awaiting });
    return rows.slice(0, limit);
  },
  register: (hub: Hub) => hub.subgraphs.schoolAdministration.registerStatus(),
  reconcile: ({ subgraphs, settings, accessAs }: Hub) =>
    reconcile({
      schoolView: subgraphs.schoolAdministration.schoolView,
      systems: [subgraphs.feide, subgraphs.learningResources, subgraphs.archive].map(
        ({ disagreements }) => disagreements,
      ),
      access: accessAs(reconcilingViewer(settings.controller.organisationNumber)),
    }),
  async policyDiff(hub: Hub, input: unknown) {
    const { from, to } = policyDiffInput.parse(input);
    const { now, policyRoot } = hub.depsOf('school-administration');
    const sets = [readPolicySet(policyRoot, from), readPolicySet(policyRoot, to)] as const;
    return comparePolicies(...sets, await hub.subgraphs.schoolAdministration.situations(dateInNorway(now())));
  },
  async rollover(hub: Hub, input: unknown) {
    const report = await hub.subgraphs.schoolAdministration.rollOver(rollOverInput.parse(input));
    if (report.applied) await refreshStatistics(hub.database);
    return report;
  },
  clients: (hub: Hub) => listClients(hub),
  documents: (hub: Hub, input: unknown) => addDocuments(hub, input),
  moves: (hub: Hub) => hub.subgraphs.dataSharing.listMoves(),
  move: (hub: Hub, input: unknown) => hub.subgraphs.dataSharing.showMove(moveInput.parse(input).id),
  handover: (hub: Hub, input: unknown) => handOver(hub, input),
  deadLetters: (hub: Hub, input: unknown) => hub.deadLetters.list(deadLettersInput.parse(input)),
  async replayDeadLetter(hub: Hub, input: unknown) {
    const { id } = replayInput.parse(input);
    await hub.deadLetters.replay(id);
    return { id };
  },
  backup(hub: Hub, input: unknown, progress: Progress) {
    const { folder, keysFolder } = backupInput.parse(input);
    return writeBackup({
      database: hub.database,
      secrets: hub.secrets,
      controller: hub.settings.controller.organisationNumber,
      schemas: [...kitSchemas, ...allSubgraphs.map(({ migrations }) => migrations)].map(({ schema }) => schema),
      folder,
      keysFolder,
      now: () => new Date(),
      newId: randomUUID,
      onProgress: progress,
    });
  },
  async erase(hub: Hub, input: unknown) {
    const { child, category, authority } = readInput(eraseInput, input);
    const ledger = ledgersOf(hub.settings, hub.secrets.master)(erasureLedger);
    const erasure = { child, category, authority, at: new Date().toISOString() };
    return { keys: await eraseChild(hub.database.as<VaultTables>(), ledger, erasure) };
  },
  export: (hub: Hub, input: unknown) => exportChild(hub, readInput(exportInput, input)),
  retention: (hub: Hub, input: unknown, progress: Progress) =>
    retention(hub, readInput(retentionInput, input), progress),
  async verify(hub: Hub, input: unknown) {
    const { checkpoints } = verifyInput.parse(input);
    const folder = checkpoints ?? checkpointsFolderOf(hub.settings);
    const { controller } = hub.settings;
    const kept =
      folder === undefined
        ? { checkpoints: [], altered: [] }
        : await readCheckpoints(folder, recordKeys(hub.secrets.keys), controller.organisationNumber);
    const audit = hub.database.as<AuditTables>();
    const report = await verifyChains(audit, kept.checkpoints);
    return { ...report, checkpoints: kept.checkpoints.length, altered: kept.altered, heads: await chainHeads(audit) };
  },
} as const;

export type ControlCommand = keyof typeof controlCommands;
