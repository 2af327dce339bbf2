import { readFileSync, statSync } from 'node:fs';
import type { Server as HttpsServer } from 'node:https';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';

type Tls = NonNullable<HubSettings['tls']>;
type Transport = Pick<HubSettings, 'tls' | 'proxy' | 'publicUrl'>;

/** How the server is reached: with TLS of its own, behind a proxy whose X-Forwarded-* it believes, or plainly. */
export function transportOptions({ tls, proxy }: Transport): Record<string, unknown> {
  return {
    ...(tls ? { https: readCertificate(tls) } : {}),
    ...(proxy ? { trustProxy: [...proxy.trusted] } : {}),
  };
}

/** Behind a proxy nobody else is answered, and nothing that came to the proxy in the clear; health is asked from anywhere. */
export function guardTransport(server: FastifyInstance, { proxy, publicUrl }: Transport): void {
  if (!proxy) return;
  const trusted = listOf(proxy.trusted);
  const mustBeEncrypted = publicUrl?.startsWith('https:') === true;
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/health/')) return;
    if (!isWithin(trusted, request.socket.remoteAddress ?? ''))
      return reply
        .code(403)
        .send({ errors: [{ message: 'The hub answers its proxy alone.', extensions: { code: 'FORBIDDEN' } }] });
    if (mustBeEncrypted && request.protocol !== 'https')
      return reply.code(403).send({
        errors: [{ message: 'Use https. (The proxy must send X-Forwarded-Proto.)', extensions: { code: 'FORBIDDEN' } }],
      });
  });
}

/** Takes a certificate that was renewed into use, without a stop; returns how to end the watch. */
export function followCertificate(server: FastifyInstance, { tls }: Transport, log: Log, everyMs = 60_000): () => void {
  if (!tls) return () => undefined;
  let known = changedAt(tls);
  const timer = setInterval(() => {
    try {
      const now = changedAt(tls);
      if (now === known) return;
      (server.server as unknown as HttpsServer).setSecureContext(readCertificate(tls));
      known = now;
      log.info('the certificate was renewed');
    } catch (error) {
      log.error({ err: error }, 'the new certificate cannot be used; the old one is kept');
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

const changedAt = ({ certFile, keyFile }: Tls): string =>
  [certFile, keyFile].map((file) => statSync(file).mtimeMs).join();

function readCertificate({ certFile, keyFile }: Tls): { cert: Buffer; key: Buffer } {
  const read = (setting: string, file: string) => {
    try {
      return readFileSync(file);
    } catch (error) {
      throw new HubError('CONFIG', `${setting}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
        cause: error,
      });
    }
  };
  const pair = { cert: read('tls.certFile', certFile), key: read('tls.keyFile', keyFile) };
  try {
    createSecureContext(pair);
  } catch (error) {
    throw new HubError('CONFIG', 'tls: the certificate and the key do not belong together, or are not PEM.', {
      cause: error,
    });
  }
  return pair;
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isWithin(list: BlockList, address: string): boolean {
  // A dual-stack socket shows an IPv4 caller as ::ffff:10.0.0.5.
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return isIP(plain) > 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}
