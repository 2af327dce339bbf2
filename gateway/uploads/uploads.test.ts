import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ReceivedFile } from '#kit/serve/uploads/uploads.ts';
import type { Browser } from '#test/support/sign-in/browser.ts';
import { parent, startTestGateway, type TestGateway } from '#test/support/sign-in/test-gateway.ts';

const caseWorker = '11866999902';
let hub: TestGateway;
let folder: string;
let taken: { readonly by: unknown; readonly file: ReceivedFile; readonly content: string }[];
let refusal: HubError | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  const upload = {
    ...{ path: '/uploads/rosters', deed: 'import-roster', largestBytes: 20 },
    async take(viewer: unknown, file: ReceivedFile) {
      if (refusal) throw refusal;
      taken.push({ by: viewer, file, content: await readFile(file.path, 'utf8') });
      return { id: 'the-upload' };
    },
  };
  hub = await startTestGateway(
    { stateFolder: folder },
    { uploads: [upload], facts: { 'case-worker': ['isCaseWorker', 'isEmployee'], parent: [] } },
  );
  hub.people.set(caseWorker, { personId: 'case-worker', employee: true });
});
beforeEach(() => {
  taken = [];
  refusal = undefined;
});
afterAll(async () => {
  await hub?.close();
  await rm(folder, { recursive: true, force: true });
});

const signedIn = async (pid: string) => {
  hub.issuer.says = { pid, acr: 'idporten-loa-high' };
  const browser = hub.browser();
  await browser.follow(`${hub.url}/sign-in`);
  return browser;
};
const send = async (browser: Browser, body: string, headers: Record<string, string> = {}) => {
  const answer = await browser.open(`${hub.url}/uploads/rosters`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/octet-stream',
      'oppvekst-file-name': encodeURIComponent('elever på skolen.xml'),
      origin: hub.url,
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
};
const codeOf = ({ status, body }: Awaited<ReturnType<typeof send>>) => [status, body.errors?.[0]?.extensions.code];
const left = () => readdir(join(folder, 'uploads', 'incoming')).catch(() => []);

describe('a file that is sent', () => {
  it('is taken from whoever may send it, by its name and checksum, and does not stay where it came in', async () => {
    const browser = await signedIn(caseWorker);
    expect(await send(browser, '<enterprise/>')).toEqual({ status: 202, body: { id: 'the-upload' } });
    expect(taken).toMatchObject([
      {
        by: { kind: 'person', personId: 'case-worker' },
        content: '<enterprise/>',
        file: { name: 'elever på skolen.xml', bytes: 13, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    expect(await left()).toEqual([]);
  });

  it('is called by a plain name, whatever its sender calls it', async () => {
    const browser = await signedIn(caseWorker);
    await send(browser, 'x', { 'oppvekst-file-name': encodeURIComponent('../../etc/\u202efil\u0000.xml') });
    expect(taken.map(({ file }) => file.name)).toEqual(['fil.xml']);
  });

  it.each<[string, readonly [number, string], (browser: Browser) => ReturnType<typeof send>]>([
    ['that is too large', [413, 'TOO_LARGE'], (browser) => send(browser, 'x'.repeat(21))],
    ['that is empty', [400, 'BAD_INPUT'], (browser) => send(browser, '')],
    ['without a name', [400, 'BAD_INPUT'], (browser) => send(browser, 'x', { 'oppvekst-file-name': '%E0%A4%A' })],
    [
      'as a form, which any page could send',
      [415, 'BAD_REQUEST'],
      (browser) => send(browser, 'x', { 'content-type': 'text/plain' }),
    ],
    [
      'by the page of another site',
      [403, 'FORBIDDEN'],
      (browser) => send(browser, 'x', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    ],
  ])('%s is refused, and nothing is left of it', async (_, code, attempt) => {
    expect(codeOf(await attempt(await signedIn(caseWorker)))).toEqual(code);
    expect([taken, await left()]).toEqual([[], []]);
  });

  it('is refused by one who may not, and by one who is nobody, before it is read', async () => {
    expect(codeOf(await send(await signedIn(parent), 'x'.repeat(50)))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await send(hub.browser(), 'x'.repeat(50)))).toEqual([401, 'UNAUTHENTICATED']);
    expect([taken, await left()]).toEqual([[], []]);
  });

  it('that is not wanted now is refused in words, and nothing is left of it', async () => {
    refusal = new HubError('CONFLICT', 'Others wait.');
    expect(codeOf(await send(await signedIn(caseWorker), 'x'))).toEqual([409, 'CONFLICT']);
    expect(await left()).toEqual([]);
  });
});
