import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { CastMember, DemoHubName } from '../demo-folder.ts';
import type { DemoProvider } from './demo-provider.ts';

/** How a hub of the demo knows its issuer: what its settings say. */
export interface DemoSignInClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * The demo's own issuer for people, one for each hub, at a port of this machine: OpenID Connect by the standard, with a page to choose
 * a person from in the place of an electronic id.
 */
export interface DemoSignIn {
  clientOf(hub: DemoHubName): DemoSignInClient;
  /** Begins to answer for a hub. Throws CONFIG for one that is no demo: whoever comes could be anybody. */
  serve(hub: DemoHubName, settings: HubSettings, cast: readonly CastMember[]): void;
  close(): Promise<void>;
}

/** In every address: by it a hub that is no demo knows the issuer, and refuses it (kit/config/real-hub.ts). */
const root = '/oppvekst-demo';

export async function openDemoSignIn(port: number): Promise<DemoSignIn> {
  const served = new Map<string, () => Promise<DemoProvider>>();
  const secrets = new Map<string, string>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, , hub = ''] = (request.url ?? '').split('/');
    const provider = (request.url ?? '').startsWith(`${root}/`) ? served.get(hub) : undefined;
    if (!provider) return void response.writeHead(404).end('There is nothing here.\n');
    await (await provider()).answer(request, response);
  };
  await listen(server, port);
  const { port: own } = server.address() as AddressInfo;
  const clientOf = (hub: DemoHubName): DemoSignInClient => {
    const clientSecret = secrets.get(hub) ?? randomBytes(32).toString('base64url');
    secrets.set(hub, clientSecret);
    return { issuer: `http://127.0.0.1:${own}${root}/${hub}`, clientId: `hub-${hub}`, clientSecret };
  };
  return {
    clientOf,
    serve(hub, settings, cast) {
      if (!settings.demo)
        throw new HubError('CONFIG', 'The demo’s issuer lets anybody be anybody: it runs for a demo alone.');
      let made: Promise<DemoProvider> | undefined;
      // Its library is loaded when somebody signs in, not when the demo starts.
      served.set(hub, () => {
        made ??= import('./demo-provider.ts').then(({ createDemoProvider }) =>
          createDemoProvider({ hub, client: clientOf(hub), settings, cast }),
        );
        return made;
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new HubError('CONFIG', `The demo’s issuer cannot use port ${port} (${cause.code}): choose another --port.`, {
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}
