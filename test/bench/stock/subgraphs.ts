// The hub's six subgraphs, each behind a stock Apollo Server over HTTP, as a stock gateway expects them. Prints where the
// composed supergraph lies. Same code, same database, same guard and audit as in the hub.
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { composeSupergraph } from '#gateway/compose.ts';
import { createContextMaker } from '#gateway/context.ts';
import { createPortCache } from '#gateway/hub/port-cache.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { createIssuer } from '#gateway/identity/issuer.ts';
import type { GuardedContext } from '#kit/access/guard.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { type AnySubgraph, openHost, policyRoot } from '#kit/serve/host.ts';
import { schemaOf, sdlOf } from '#kit/serve/subgraph.ts';

const [settingsFile, supergraphFile] = process.argv.slice(2);
if (!settingsFile || !supergraphFile) throw new Error('give the settings file and where to write the supergraph');
const settings = hubSettingsSchema.parse(JSON.parse(readFileSync(settingsFile, 'utf8')));
const subgraphs = allSubgraphs as readonly unknown[] as readonly AnySubgraph[];
const host = await openHost({
  settings,
  subgraphs,
  writer: 'stock',
  wrapPort: createPortCache,
});
const contextOf = createContextMaker({
  settings,
  issuers: settings.issuers.map((issuer) => createIssuer(issuer, host.now)),
  port: host.port,
  policyOn: createPolicyBook(policyRoot),
  audit: host.audit,
  cursors: host.cursors,
  now: host.now,
});
const composed = await Promise.all(
  subgraphs.map(async (definition) => {
    const server = new ApolloServer<GuardedContext>({
      schema: schemaOf(definition),
      plugins: [
        {
          requestDidStart: async () => ({ willSendResponse: async ({ contextValue }) => contextValue.access?.flush() }),
        },
      ],
    });
    await server.start();
    // Connections are kept longer here than at the gateway, which would else send on one that is being closed.
    const http = Fastify({ keepAliveTimeout: 120_000 });
    const context = async ({ headers }: { headers: IncomingHttpHeaders }) => {
      const running = host.running.get(definition.name);
      if (!running) throw new Error('not running');
      return running.contextFor(await contextOf(headers));
    };
    http.post('/graphql', fastifyApolloHandler(server, { context }));
    const url = await http.listen({ host: '127.0.0.1', port: 0 });
    return { name: definition.name, sdl: sdlOf(definition), url: `${url}/graphql` };
  }),
);
writeFileSync(supergraphFile, await composeSupergraph(composed));
process.stdout.write(`READY ${supergraphFile}\n`);
process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
