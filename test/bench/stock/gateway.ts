// The stock federation gateway, as Apollo ships it: a process of its own, subgraphs over HTTP. Prints its address.
import { readFileSync } from 'node:fs';
import { ApolloGateway, type GraphQLDataSourceProcessOptions, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

interface Context {
  readonly authorization?: string;
  readonly purpose?: string;
}

class ForwardingDataSource extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<Context>): void {
    // A request of the gateway's own (its schema check at start) comes without a context.
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
    if (context.purpose) request.http?.headers.set('oppvekst-purpose', context.purpose);
  }
}

const file = process.argv[2];
if (!file) throw new Error('give the supergraph file');
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(file, 'utf8'),
  buildService: ({ url }) => new ForwardingDataSource({ url: url ?? '' }),
});
// The interface package that the gateway was typed with is a version older than the server's; they are the same at run time.
const server = new ApolloServer<Context>({ gateway: gateway as never });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => ({
    ...(req.headers.authorization ? { authorization: req.headers.authorization } : {}),
    ...(typeof req.headers['oppvekst-purpose'] === 'string' ? { purpose: req.headers['oppvekst-purpose'] } : {}),
  }),
});
process.stdout.write(`READY ${url.replace('localhost', '127.0.0.1')}\n`);
