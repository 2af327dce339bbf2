import type { FastifyRequest } from 'fastify';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { DocumentBook } from './document-store.ts';
import { hashOf } from './read-documents.ts';

export interface TrustOptions {
  readonly documents: DocumentBook;
  /** Nothing but registered documents may be asked. */
  readonly production: boolean;
}

/**
 * Puts the text of a registered document in the place of its hash. A hash comes as `documentId: "sha256:…"` (GraphQL over HTTP,
 * appendix on persisted documents) or as Apollo's `extensions.persistedQuery`. In production a text is let through only when it is
 * registered.
 *
 * @throws FORBIDDEN, BAD_INPUT
 */
export async function trustDocument(request: FastifyRequest, viewer: Viewer, options: TrustOptions): Promise<void> {
  const { documents, production } = options;
  if (request.method === 'GET') {
    const { query } = request.query as { query?: unknown };
    if (production) await requireRegistered(query, viewer, documents);
    return;
  }
  // A list, or no object at all, is refused by Apollo Server.
  if (!isObject(request.body)) return;
  const { documentId, ...body } = request.body;
  const hash = hashIn(documentId, body.extensions);
  const { query } = body;
  const hasText = typeof query === 'string' && query !== '';
  if (hash !== undefined && hasText && hash !== hashOf(query))
    throw new HubError('BAD_INPUT', 'The hash is not that of the query beside it. Send one of them.');
  if (hasText) {
    if (production) await requireRegistered(query, viewer, documents);
    if (hash !== undefined) request.body = { ...body, ...withoutHash(body.extensions) };
    return;
  }
  const text = hash === undefined ? undefined : await documents.find(viewer, hash);
  if (text !== undefined) request.body = { ...body, query: text, ...withoutHash(body.extensions) };
  else if (production) throw notRegistered();
  else if (documentId !== undefined)
    throw new HubError('BAD_INPUT', 'No document with this id is registered. Send its text.');
  // In the open Apollo Server answers `persistedQuery` that it keeps no hashes, and clients send the text instead.
}

async function requireRegistered(query: unknown, viewer: Viewer, documents: DocumentBook): Promise<string> {
  if (typeof query === 'string' && (await documents.find(viewer, hashOf(query))) !== undefined) return query;
  throw notRegistered();
}

const notRegistered = () =>
  new HubError(
    'FORBIDDEN',
    'This hub answers registered documents alone, and this is none of yours. Its operator registers an app’s operations with `oppvekst clients documents`.',
  );

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hashIn(documentId: unknown, extensions: unknown): string | undefined {
  const persisted = isObject(extensions) ? extensions.persistedQuery : undefined;
  if (documentId === undefined && persisted === undefined) return undefined;
  const given = documentId === undefined && isObject(persisted) ? persisted.sha256Hash : documentId;
  const hash = typeof given === 'string' ? given.replace(/^sha256:/, '') : '';
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new HubError('BAD_INPUT', 'A document is named by its SHA-256: documentId "sha256:<64 hexadecimal digits>".');
  return hash;
}

function withoutHash(extensions: unknown): { readonly extensions?: unknown } {
  if (!isObject(extensions)) return {};
  const { persistedQuery: _, ...others } = extensions;
  return { extensions: others };
}
