import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { incomingFolder } from '#kit/serve/uploads/pass-upload.ts';
import { receiveFile, UnwantedFile } from '#kit/serve/uploads/receive-file.ts';
import type { TakeUpload, UploadPath } from '#kit/serve/uploads/uploads.ts';
import type { createContextMaker } from '../context.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { longestUploadMs } from '../limits/slow-bodies.ts';

export type Upload = UploadPath & { readonly take: TakeUpload };

export interface UploadOptions {
  readonly settings: Pick<HubSettings, 'stateFolder'>;
  readonly contextOf: ReturnType<typeof createContextMaker>;
  readonly limits: RateLimits;
  readonly uploads: readonly Upload[];
}

/** The file's name, percent-encoded (UTF-8). A page of another site cannot send it: a header of one's own asks the hub first. */
const nameHeader = 'oppvekst-file-name';
/** So many files come in at once; each is a file on the disk and a connection. */
const mostAtOnce = 3;

/**
 * `POST` of one file as it is (`application/octet-stream`). Who sends it is known, counted and allowed to before a byte is read; the
 * file goes to the disk as it comes, and from there to the subgraph that asked for it. Answers 202 with the upload's id.
 */
export async function registerUploads(server: FastifyInstance, options: UploadOptions): Promise<void> {
  const { settings, contextOf, limits, uploads } = options;
  let underWay = 0;
  await forgetBrokenOff(incomingFolder(settings.stateFolder));
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    for (const { path, deed, largestBytes, take } of uploads)
      scope.post(
        path,
        {
          // Before the body: whoever may not send it need not.
          async onRequest(request) {
            const { access } = await contextOf(request.headers);
            await limits.countViewer(request, access.viewer);
            await access.require(deed);
            viewers.set(request, access.viewer);
          },
        },
        async (request, reply) => {
          const viewer = viewers.get(request);
          const name = nameOf(request);
          if (!viewer) throw new Error('a file is taken before it is known who sends it');
          if (Number(request.headers['content-length'] ?? 0) > largestBytes)
            return tooLarge(request, reply, largestBytes);
          if (underWay >= mostAtOnce)
            throw new HubError('UNAVAILABLE', 'Other files are on their way in. Try again in a minute.');
          underWay += 1;
          try {
            const folder = incomingFolder(settings.stateFolder);
            const file = await receiveFile(request.body as Readable, { folder, name, largestBytes });
            const taken = await take(viewer, file).finally(() => rm(file.path, { force: true }));
            return await reply.code(202).send(taken);
          } catch (error) {
            if (!(error instanceof UnwantedFile)) throw error;
            if (error.why === 'too-large') return tooLarge(request, reply, largestBytes);
            throw new HubError(
              'BAD_INPUT',
              `The file is ${error.why === 'empty' ? 'empty' : 'not whole: send it again'}.`,
            );
          } finally {
            underWay -= 1;
          }
        },
      );
  });
}

/** What a process that was killed has left in the folder; what comes in now is younger. */
async function forgetBrokenOff(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const path of names.map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > longestUploadMs) await rm(path, { force: true });
  }
}

const viewers = new WeakMap<FastifyRequest, Parameters<TakeUpload>[0]>();

function nameOf({ headers }: FastifyRequest): string {
  const name = headers[nameHeader];
  try {
    if (typeof name === 'string' && name !== '') return decodeURIComponent(name);
  } catch {
    // Told below.
  }
  throw new HubError('BAD_INPUT', `The header ${nameHeader} must say what the file is called, percent-encoded.`);
}

/** The rest of the body is not waited for. */
function tooLarge(request: FastifyRequest, reply: FastifyReply, largestBytes: number): FastifyReply {
  request.raw.unpipe();
  const message = `The file is larger than ${Math.floor(largestBytes / 1024 / 1024)} MB. Send it packed as a zip, or import it with the command line.`;
  return reply
    .code(413)
    .header('connection', 'close')
    .send({ errors: [{ message, extensions: { code: 'TOO_LARGE', largestBytes } }] });
}
