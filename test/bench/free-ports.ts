import { createServer } from 'node:net';

/** A free pair of ports on loopback for the demo's two hubs. */
export async function freePorts(): Promise<{ ringsaker: number; sarpsborg: number }> {
  return { ringsaker: await freePort(), sarpsborg: await freePort() };
}

/** A free port on loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
