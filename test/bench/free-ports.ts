import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** A free pair of ports on loopback for the demo's two hubs. */
export async function freePorts(): Promise<{ ringsaker: number; sarpsborg: number }> {
  return { ringsaker: await freePort(), sarpsborg: await freePort() };
}

/**
 * A free port on loopback, below those that the system gives to outgoing connections: it is still free when a hub listens a while later.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_240, 20_000);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
