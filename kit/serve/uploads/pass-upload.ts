/** A file on its way from the gateway to the process of the subgraph that takes it, where each is a process of its own. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'undici';
import { z } from 'zod';
import type { Access } from '#kit/access/access.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError, type HubErrorCode } from '#kit/errors/hub-error.ts';
import type { createCallSigner, createCallVerifier, InternalCall } from '../call-token.ts';
import { receiveFile } from './receive-file.ts';
import type { ReceivedFile, TakenFile, TakeUpload, UploadPath } from './uploads.ts';

const path = '/internal/upload';
/** What the file is, in the words that the call's token is bound to: the file's own bytes by their checksum. */
const manifestHeader = 'oppvekst-upload';
const manifestSchema = z.object({
  name: z.string(),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Where files lie while they come in: in the hub's own folder, or in the system's. */
export const incomingFolder = (stateFolder: string | undefined): string =>
  join(stateFolder ?? tmpdir(), ...(stateFolder ? ['uploads', 'incoming'] : [`oppvekst-incoming-${process.pid}`]));

export interface PassOptions {
  readonly to: string;
  readonly pool: Pool;
  readonly sign: ReturnType<typeof createCallSigner>;
  readonly newId: () => string;
}

/** Hands a file to the subgraph's process, in the name of the one who sent it, and deletes it here. */
export const passUpload = ({ to, pool, sign, newId }: PassOptions): TakeUpload => {
  return async (viewer: Viewer, { path: file, name, bytes, sha256 }: ReceivedFile): Promise<TakenFile> => {
    const manifest = Buffer.from(JSON.stringify({ name, bytes, sha256 })).toString('base64url');
    const token = await sign({ to, viewer, requestId: newId() }, manifest);
    const headers = {
      authorization: `Bearer ${token}`,
      [manifestHeader]: manifest,
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
    };
    try {
      const answer = await pool
        .request({ method: 'POST', path, headers, body: createReadStream(file) })
        .catch((cause: unknown) => {
          throw new HubError('UNAVAILABLE', 'The part of the hub that takes the file does not answer. Try again.', {
            cause,
          });
        });
      const body = (await answer.body.json()) as TakenFile & {
        errors?: readonly { readonly message: string; readonly extensions: { readonly code: HubErrorCode } }[];
      };
      const [error] = body.errors ?? [];
      if (error) throw new HubError(error.extensions.code, error.message);
      return { id: body.id };
    } finally {
      await rm(file, { force: true });
    }
  };
};

export interface ServeOptions {
  readonly upload: UploadPath;
  readonly take: TakeUpload;
  readonly verify: ReturnType<typeof createCallVerifier>;
  readonly stateFolder: string | undefined;
  /** The access of the one in whose name the call is made. */
  accessOf(call: InternalCall & { readonly viewer: Viewer }): Access;
}

/** Takes what the gateway hands over, and nothing from anybody else. */
export async function serveUpload(server: FastifyInstance, options: ServeOptions): Promise<void> {
  const { upload, take, verify, stateFolder, accessOf } = options;
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post(path, async (request) => {
      const manifest = String(request.headers[manifestHeader] ?? '');
      const { viewer, ...call } = await verify(request.headers.authorization, manifest);
      if (!viewer) throw new HubError('UNAUTHENTICATED', 'A file needs one who sends it.');
      await accessOf({ ...call, viewer }).require(upload.deed);
      const told = manifestSchema.parse(JSON.parse(Buffer.from(manifest, 'base64url').toString('utf8')));
      const file = await receiveFile(request.body as Readable, {
        ...{ folder: incomingFolder(stateFolder), name: told.name, largestBytes: told.bytes },
      });
      try {
        if (file.sha256 !== told.sha256)
          throw new HubError('UNAUTHENTICATED', 'The file is not the one that the call is about.');
        return await take(viewer, file);
      } finally {
        await rm(file.path, { force: true });
      }
    });
  });
}
