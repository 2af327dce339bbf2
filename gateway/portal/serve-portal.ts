import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { escapeHtml } from '../sign-in/page.ts';

/** Its own files alone: no script or style in the text of the page, nothing of another host, framed by nobody. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Designsystemet's icons stand as data in its stylesheet.
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the built pages: their files under /assets/, kept by the browser for as long as it likes, for each has its content's hash in
 * its name. Gives the answer of every address that is a page: the one document, which finds out itself where it is.
 */
export async function servePortal(
  server: FastifyInstance,
  folder: string,
  controllerName: string,
): Promise<(reply: FastifyReply) => FastifyReply> {
  await server.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  const html = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll('%CONTROLLER%', () =>
    escapeHtml(controllerName),
  );
  return (reply) =>
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html);
}

/** Whether a browser asks for a page; a program that asks for something that is not there is told so. */
export const asksForPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !url.startsWith('/assets/') &&
  headers.accept?.includes('text/html') === true;
