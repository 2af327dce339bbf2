import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '#kit/log/log.ts';
import { followCertificate, guardTransport, transportOptions } from './transport.ts';

let server: FastifyInstance | undefined;
const folder = mkdtempSync(join(tmpdir(), 'oppvekst-tls-'));
afterEach(async () => {
  await server?.close();
  server = undefined;
});
type Transport = Parameters<typeof guardTransport>[1];
async function serve(transport: Transport): Promise<string> {
  server = Fastify(transportOptions(transport));
  guardTransport(server, transport);
  server.get('/', async ({ ip, protocol }) => ({ ip, protocol }));
  server.get('/health/live', async () => ({ status: 'alive' }));
  return server.listen({ host: '127.0.0.1', port: 0 });
}
const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers });
  return { status: response.status, body: await response.json() };
};
const forwarded = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };

describe('behind a proxy', () => {
  it('believes X-Forwarded-* from the proxy', async () => {
    const url = await serve({ proxy: { trusted: ['127.0.0.0/8'] }, publicUrl: 'https://hub.example', tls: undefined });
    expect(await get(url, forwarded)).toEqual({ status: 200, body: { ip: '203.0.113.7', protocol: 'https' } });
  });

  it('answers nobody who comes past the proxy, but for health', async () => {
    const url = await serve({
      proxy: { trusted: ['10.0.0.5', 'fd00::/8'] },
      publicUrl: 'https://hub.example',
      tls: undefined,
    });
    expect(await get(url, forwarded)).toMatchObject({ status: 403 });
    expect(await get(`${url}/health/live`)).toMatchObject({ status: 200 });
  });

  it('answers nothing that came to the proxy in the clear', async () => {
    const url = await serve({ proxy: { trusted: ['127.0.0.1'] }, publicUrl: 'https://hub.example', tls: undefined });
    expect(await get(url, { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'http' })).toMatchObject({
      status: 403,
    });
  });

  it('believes no X-Forwarded-* where there is no proxy', async () => {
    const url = await serve({ proxy: undefined, publicUrl: undefined, tls: undefined });
    expect(await get(url, forwarded)).toMatchObject({ body: { ip: '127.0.0.1', protocol: 'http' } });
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const certificate = (name: string) => {
  const pair = { certFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    pair.keyFile,
    '-out',
    pair.certFile,
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  return pair;
};
const nameOf = (url: string) =>
  new Promise<string>((resolve, reject) => {
    const asked = request(url, { rejectUnauthorized: false, agent: false }, (response) => {
      const socket = response.socket as import('node:tls').TLSSocket;
      resolve(String(socket.getPeerCertificate().subject.CN));
      response.resume();
    });
    asked.on('error', reject);
    asked.end();
  });

describe('with TLS of its own', () => {
  it('says which file cannot be read', () => {
    expect(() => transportOptions({ tls: { certFile: '/nowhere.crt', keyFile: '/nowhere.key' } })).toThrow(
      'tls.certFile: /nowhere.crt cannot be read (ENOENT)',
    );
  });

  it.skipIf(!hasOpenssl)('answers over https, and refuses a key that is another certificate’s', async () => {
    const tls = certificate('first');
    const other = certificate('other');
    expect(await nameOf(await serve({ tls, proxy: undefined, publicUrl: undefined }))).toBe('first');
    expect(() => transportOptions({ tls: { ...tls, keyFile: other.keyFile } })).toThrow('do not belong together');
  });

  it.skipIf(!hasOpenssl)('takes a renewed certificate into use without a stop', async () => {
    const tls = certificate('before');
    const url = await serve({ tls, proxy: undefined, publicUrl: undefined });
    const end = followCertificate(server as FastifyInstance, { tls }, silentLog, 20);
    const renewed = certificate('after');
    copyFileSync(renewed.keyFile, tls.keyFile);
    copyFileSync(renewed.certFile, tls.certFile);
    utimesSync(tls.certFile, new Date(), new Date(Date.now() + 5_000));
    await expect.poll(() => nameOf(url)).toBe('after');
    end();
    rmSync(folder, { recursive: true, force: true });
  });
});
