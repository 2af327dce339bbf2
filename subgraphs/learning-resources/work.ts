import { setTimeout as sleep } from 'node:timers/promises';
import { dateInNorway } from '#kit/access/access.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { LearningResourcesSettings } from './config.ts';
import { hubItself } from './domain/approval.ts';
import { grepApi } from './source/grep/grep-api.ts';
import type { GrepSource } from './source/grep/grep-finding.ts';
import { grepFolder } from './source/grep/grep-folder.ts';
import { type GrepReading, readGrep } from './source/grep/read-grep.ts';
import { dueApprovals, takeStep } from './store/change-resource.ts';
import { type ImportCounts, keepAims } from './store/competence-aims.ts';
import type { LearningResourcesTables } from './store/tables.ts';

type Deps = SubgraphDeps<LearningResourcesTables>;
const hourMs = 3_600_000;

/** Ends the approvals whose last day is past, each in a transaction of its own; gives how many. */
export async function expireApprovals(deps: Deps): Promise<number> {
  const now = deps.now();
  const on = dateInNorway(now);
  const due = await deps.transact(({ tx }) => dueApprovals(tx, on));
  let expired = 0;
  for (const id of due) {
    const refusal = await deps.transact((unit) =>
      takeStep(unit, id, { type: 'Expire', by: hubItself, at: now.toISOString() }, on),
    );
    if (!refusal) expired += 1;
  }
  return expired;
}

export interface AimsImport extends Omit<GrepReading, 'aims'> {
  readonly counts: ImportCounts;
}

/** Reads competence aims from Grep and keeps them. */
export async function importAims(deps: Deps, source: GrepSource): Promise<AimsImport> {
  const { aims, findings, ignored } = await readGrep(source);
  return { counts: await keepAims(deps.database, aims), findings, ignored };
}

/** The subgraph's own work: approvals expire, and Grep is read where the settings say from where. */
export function startWork(deps: Deps, settings: LearningResourcesSettings): readonly Worker[] {
  const expiry = startWorker({
    name: 'learning-resources expiry',
    everyMs: hourMs,
    log: deps.log,
    run: async () => {
      await expireApprovals(deps);
      return false;
    },
  });
  const { grep } = settings;
  if (!grep) return [expiry];
  const stopping = new AbortController();
  const source =
    'folder' in grep
      ? grepFolder(grep.folder)
      : grepApi({ baseUrl: new URL(grep.url), headers: grep.headers, signal: stopping.signal });
  const reading = startWorker({
    name: 'learning-resources Grep',
    everyMs: ('every' in grep ? grep.every : 24) * hourMs,
    log: deps.log,
    run: async () => {
      const { counts, findings } = await importAims(deps, source);
      deps.log.info({ ...counts, findings: findings.length }, 'read competence aims from Grep');
      return false;
    },
  });
  return [
    expiry,
    {
      wake: () => reading.wake(),
      stop: () => {
        stopping.abort();
        return Promise.race([reading.stop(), sleep(5_000, undefined, { ref: false })]);
      },
    },
  ];
}
