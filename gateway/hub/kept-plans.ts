import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, print, visit } from 'graphql';
import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Log } from '#kit/log/log.ts';
import type { FederatedGraph } from '../execution/index.ts';
import type { GatewayTables } from '../sessions/tables.ts';

/** Plans are a few kilobytes each; an open demo may be asked anything. */
const mostPlans = 500;
const writeEveryMs = 600_000;

export interface KeptPlans {
  readonly graph: FederatedGraph;
  /** Writes what is new, and stops writing. */
  close(): Promise<void>;
}

interface KeptPlansOptions {
  readonly graph: FederatedGraph;
  readonly database: Database<GatewayTables>;
  readonly log: Log;
  now(): Date;
}

/**
 * The graph, with plans that outlive the process: after a restart no known operation waits for the planner, however many ask at once.
 * Plans are of one supergraph and one version of the planner; those of others are removed.
 */
export async function openKeptPlans({ graph, database, log, now }: KeptPlansOptions): Promise<KeptPlans> {
  const graphHash = hashOf(plannerVersion(), graph.supergraphSdl);
  await database.deleteFrom('gateway.plan').where('graphHash', '<>', graphHash).execute();
  const rows = await database.selectFrom('gateway.plan').select(['operationHash', 'plan']).execute();
  const kept = new Map(rows.map(({ operationHash, plan }) => [operationHash, plan]));
  const added = new Map<string, string>();

  const write = async (): Promise<void> => {
    if (added.size === 0) return;
    const [hashes, plans] = [[...added.keys()], [...added.values()]];
    added.clear();
    await sql`insert into gateway.plan (graph_hash, operation_hash, plan, kept_at)
      select ${graphHash}, given.hash, given.plan, ${now().toISOString()}
      from unnest(${hashes}::text[], ${plans}::text[]) as given(hash, plan) on conflict do nothing`
      .execute(database)
      .catch((error: unknown) => log.warn({ err: error }, 'plans of operations were not kept'));
  };
  const writing = setInterval(() => void write(), writeEveryMs);
  writing.unref();

  return {
    graph: {
      ...graph,
      async planOf(document, operationName) {
        const hash = hashOf(operationName ?? '', print(document));
        const known = kept.get(hash);
        if (known !== undefined) return JSON.parse(known) as QueryPlan;
        const plan = await graph.planOf(document, operationName);
        if (kept.size < mostPlans && !holdsValues(document)) {
          const text = JSON.stringify(plan, withoutDocuments);
          kept.set(hash, text);
          added.set(hash, text);
        }
        return plan;
      },
    },
    close() {
      clearInterval(writing);
      return write();
    },
  };
}

/** Each fetch carries its operation as text too. */
const withoutDocuments = (key: string, value: unknown): unknown =>
  key === 'operationDocumentNode' ? undefined : value;

/** Whether somebody's name or number may stand in the operation itself, where a variable should carry it. */
function holdsValues(document: DocumentNode): boolean {
  let holds = false;
  const found = () => {
    holds = true;
  };
  visit(document, {
    StringValue: found,
    FloatValue: found,
    IntValue: ({ value }) => (value.length > 4 ? found() : undefined),
  });
  return holds;
}

function plannerVersion(): string {
  const file = createRequire(import.meta.url).resolve('@apollo/query-planner/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const hashOf = (first: string, second: string): string =>
  createHash('sha256').update(`${first.length} ${first}${second}`).digest('hex');
