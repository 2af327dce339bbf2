import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Hub } from '#gateway/hub/start-hub.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { type Checkpoint, chainHeads, verifyChains } from '#kit/audit/verify-chain.ts';
import { refreshStatistics } from '#kit/database/refresh-statistics.ts';
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
const verifyInput = z.object({ checkpoints: z.string().nullable().default(null) });

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
  async rollover(hub: Hub, input: unknown) {
    const report = await hub.subgraphs.schoolAdministration.rollOver(rollOverInput.parse(input));
    if (report.applied) await refreshStatistics(hub.database);
    return report;
  },
  moves: (hub: Hub) => hub.subgraphs.dataSharing.listMoves(),
  move: (hub: Hub, input: unknown) => hub.subgraphs.dataSharing.showMove(moveInput.parse(input).id),
  handover: (hub: Hub, input: unknown) => handOver(hub, input),
  deadLetters: (hub: Hub, input: unknown) => hub.deadLetters.list(deadLettersInput.parse(input)),
  async replayDeadLetter(hub: Hub, input: unknown) {
    const { id } = replayInput.parse(input);
    await hub.deadLetters.replay(id);
    return { id };
  },
  async verify(hub: Hub, input: unknown) {
    const { checkpoints } = verifyInput.parse(input);
    const marks = checkpoints ? (JSON.parse(await readFile(checkpoints, 'utf8')) as Checkpoint[]) : [];
    const audit = hub.database.as<AuditTables>();
    return { ...(await verifyChains(audit, marks)), heads: await chainHeads(audit) };
  },
} as const;

export type ControlCommand = keyof typeof controlCommands;
