// The same six subgraphs over memory, each behind a stock Apollo Server over HTTP. Prints where the supergraph lies.
import { writeFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeSupergraph } from '#gateway/compose.ts';
import { memorySubgraphs } from '../memory-subgraphs.ts';

const [supergraphFile] = process.argv.slice(2);
if (!supergraphFile) throw new Error('say where to write the supergraph');
const composed = await Promise.all(
  memorySubgraphs().map(async ({ name, sdl, schema }) => {
    const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
      listen: { host: '127.0.0.1', port: 0 },
    });
    return { name, sdl, url: url.replace('localhost', '127.0.0.1') };
  }),
);
writeFileSync(supergraphFile, await composeSupergraph(composed));
process.stdout.write(`READY ${supergraphFile}\n`);
process.once('SIGTERM', () => process.exit(0));
