import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { Supergraph } from '@apollo/federation-internals';
import { createHttpDataSource, type HttpDataSource } from '#gateway/execution/http-data-source.ts';
import { createExecutor } from '#gateway/execution/index.ts';
import { readFederatedGraph } from '#gateway/execution/read-federated-graph.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { StandaloneOptions } from './options.ts';
import { createRequestListener } from './request-listener.ts';

export interface RunningGateway {
  readonly url: string;
  readonly subgraphs: readonly string[];
  /** Takes no new requests, finishes those under way, and closes all connections. */
  stop(): Promise<void>;
}

/** Starts the gateway alone. Throws a HubError (`CONFIG`) for a file, a supergraph or a port that cannot be used. */
export async function startGateway(
  { supergraph, port, host }: StandaloneOptions,
  onUnexpectedError: (error: unknown) => void,
): Promise<RunningGateway> {
  const supergraphSdl = await readSupergraph(supergraph);
  const dataSources = connect(supergraphSdl, supergraph);
  const executor = createExecutor({
    graph: readFederatedGraph(supergraphSdl),
    dataSources: Object.fromEntries(dataSources),
  });
  let ready = true;
  const server = createServer(createRequestListener({ executor, isReady: () => ready, onUnexpectedError }));
  server.requestTimeout = 30_000;
  const boundPort = await listen(server, port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}/graphql`,
    subgraphs: [...dataSources.keys()],
    async stop() {
      ready = false;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await Promise.all([...dataSources.values()].map((dataSource) => dataSource.close()));
    },
  };
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new HubError('CONFIG', `The supergraph "${file}" cannot be read: ${why}.`, { cause });
  }
}

function connect(supergraphSdl: string, file: string): Map<string, HttpDataSource> {
  let subgraphs: readonly { readonly name: string; readonly url: string }[];
  try {
    subgraphs = Supergraph.build(supergraphSdl).subgraphsMetadata();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new HubError('CONFIG', `"${file}" is no supergraph that can be used: ${why}`, { cause });
  }
  for (const { name, url } of subgraphs)
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new HubError('CONFIG', `The supergraph gives the subgraph "${name}" no http(s) URL, but "${url}".`);
  return new Map(subgraphs.map(({ name, url }) => [name, createHttpDataSource(url)]));
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use: stop what uses it, or give another --port.`
          : `Cannot listen on ${host}:${port}: ${cause.code ?? cause.message}.`;
      reject(new HubError('CONFIG', why, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
