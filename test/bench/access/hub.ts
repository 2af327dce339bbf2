// A hub's graph as `oppvekst start` serves it, with its own access and audit trail or (`through`) with pass-through parts in their place.
// Nothing else differs between the two: who asks is verified in both. Prints its address.
import { readFileSync } from 'node:fs';
import { createContextMaker } from '#gateway/context.ts';
import { createExecutor } from '#gateway/execution/index.ts';
import { dataSourcesOf } from '#gateway/hub/data-sources.ts';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';
import { createPortCache } from '#gateway/hub/port-cache.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { createIssuer } from '#gateway/identity/issuer.ts';
import { createServer } from '#gateway/server.ts';
import { gatewayMigrations } from '#gateway/sessions/tables.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { type AnySubgraph, openHost, policyRoot } from '#kit/serve/host.ts';
import { passThrough } from './pass-through.ts';

const [settingsFile, way] = process.argv.slice(2);
if (!settingsFile || (way !== 'real' && way !== 'through'))
  throw new Error('give the settings file, and real or through');
const settings = hubSettingsSchema.parse(JSON.parse(readFileSync(settingsFile, 'utf8')));
const host = await openHost({
  settings,
  subgraphs: allSubgraphs as readonly unknown[] as readonly AnySubgraph[],
  wrapPort: createPortCache,
  writer: 'hub',
  schemas: [gatewayMigrations],
});
const { port, audit, cursors, now, log } = host;
const issuers = settings.issuers.map((issuer) => createIssuer(issuer, now));
const contextOf = createContextMaker({
  settings,
  issuers,
  port,
  policyOn: createPolicyBook(policyRoot),
  audit,
  cursors,
  now,
});
const server = await createServer({
  settings,
  executor: createExecutor({ graph: readOwnGraph(), dataSources: dataSourcesOf(host.running) }),
  async contextOf(headers) {
    const context = await contextOf(headers);
    return way === 'real' ? context : { ...context, access: passThrough(context.access) };
  },
  isReady: async () => true,
  queryPage: async () => ({ title: '', headers: {}, queries: [] }),
  log,
});
host.onStop(() => server.close());
process.stdout.write(`READY ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
