// The hub's gateway and HTTP server over six subgraphs that answer from memory, in one process. Prints its address.

import { readFileSync } from 'node:fs';
import { createExecutor, createInProcessDataSource } from '#gateway/execution/index.ts';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';
import { createServer } from '#gateway/server.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { silentLog } from '#kit/log/log.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';
import { memorySubgraphs } from './memory-subgraphs.ts';

const [settingsFile] = process.argv.slice(2);
if (!settingsFile) throw new Error('give the settings file');
const settings = hubSettingsSchema.parse(JSON.parse(readFileSync(settingsFile, 'utf8')));
const viewer = { kind: 'system', clientId: 'bench' };
const sources = memorySubgraphs().map(({ name, schema }) => [name, createInProcessDataSource(schema)] as const);
const server = await createServer({
  settings,
  executor: createExecutor({
    graph: readOwnGraph(),
    dataSources: Object.fromEntries(sources),
  }),
  // Nobody is asked who they are, and nothing is disclosed.
  contextOf: async () =>
    ({ access: { viewer, flush: async () => undefined }, requestId: '' }) as unknown as RequestContext,
  isReady: async () => true,
  queryPage: async () => ({ title: '', headers: {}, queries: [] }),
  log: silentLog,
});
process.stdout.write(`READY ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
