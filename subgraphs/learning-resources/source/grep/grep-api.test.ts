import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { grepAim, grepCurriculum, grepSet } from './grep.example.ts';
import { grepApi } from './grep-api.ts';
import { readGrep } from './read-grep.ts';

type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'hang'
  | 'cut';

/** Answers as Grep does: per path, the listed answers one after the other, the last for ever. */
async function grepServer(answers: Record<string, readonly Answer[]>) {
  const calls: string[] = [];
  const headers: (string | undefined)[] = [];
  const handle: RequestListener = (request, response) => {
    const path = request.url ?? '';
    const all = answers[path] ?? [{ status: 404 }];
    const answer = all[Math.min(calls.filter((call) => call === path).length, all.length - 1)] ?? { status: 404 };
    calls.push(path);
    headers.push(request.headers['x-api-key']?.toString());
    if (answer === 'hang') return;
    if (answer === 'cut') return void response.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null));
  };
  const server = createServer(handle);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const baseUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/kl06/v201906`);
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { baseUrl, calls, headers, stop };
}

const at = (path: string) => `/kl06/v201906/${path}`;
const aim = grepAim('KM10', 'regne');
const set = grepSet('KV4', 'aarstrinn4', ['KM10']);
const curriculum = grepCurriculum('MAT01-05', 'Matematikk');
const whole: Record<string, readonly Answer[]> = {
  [at('laereplaner-lk20')]: [{ body: [curriculum] }],
  [at('laereplaner-lk20/MAT01-05')]: [{ body: curriculum }],
  [at('kompetansemaalsett-lk20')]: [{ body: [{ ...set, kompetansemaal: undefined, 'etter-aarstrinn': undefined }] }],
  [at('kompetansemaalsett-lk20/KV4')]: [{ body: set }],
  [at('kompetansemaal-lk20')]: [{ body: [aim] }],
  [at('kompetansemaal-lk20/KM10')]: [{ body: aim }],
};

describe("Grep's API", () => {
  let stop: (() => void) | undefined;
  afterEach(() => stop?.());
  const waits: number[] = [];
  const read = async (
    answers: Record<string, readonly Answer[]>,
    more: Partial<Parameters<typeof grepApi>[0]> = {},
  ) => {
    waits.length = 0;
    const server = await grepServer(answers);
    stop = server.stop;
    const wait = async (ms: number) => waits.push(ms);
    return { server, reading: readGrep(grepApi({ baseUrl: server.baseUrl, wait, ...more })) };
  };

  test('is read list by list, each element looked up', async () => {
    const { reading } = await read(whole);
    expect(await reading).toMatchObject({
      aims: [{ code: 'KM10', levels: ['YEAR_4'], curriculumTitle: 'Matematikk', inForce: true }],
      findings: [],
    });
  });

  test('pages are followed to the last', async () => {
    const first = grepAim('KM10', 'a');
    const second = grepAim('KM11', 'b');
    const { reading } = await read(
      {
        [at('kompetansemaal-lk20')]: [
          { body: [first], headers: { link: `<${at('kompetansemaal-lk20?side=2')}>; rel="next"` } },
        ],
        [at('kompetansemaal-lk20?side=2')]: [{ body: [second], headers: { link: '</x>; rel="prev"' } }],
        [at('kompetansemaal-lk20/KM10')]: [{ body: first }],
        [at('kompetansemaal-lk20/KM11')]: [{ body: second }],
      },
      { lists: ['kompetansemaal-lk20'] },
    );
    expect((await reading).aims.map(({ code }) => code)).toEqual(['KM10', 'KM11']);
  });

  test.each([
    ['to another host', '<https://example.test/next>; rel="next"'],
    ['to itself', `<${at('kompetansemaal-lk20')}>; rel="next"`],
  ])('a next page that points %s is not followed', async (_, link) => {
    const { reading } = await read(
      { ...whole, [at('kompetansemaal-lk20')]: [{ body: [aim], headers: { link } }] },
      { lists: ['kompetansemaal-lk20'] },
    );
    const { aims, findings } = await reading;
    expect(aims).toHaveLength(1);
    expect(findings.map(({ done }) => done)).toContain('stopped there');
  });

  test('a busy or failing server is asked again, after the time it asks for', async () => {
    const { reading } = await read(
      {
        ...whole,
        [at('kompetansemaal-lk20')]: [
          { status: 429, headers: { 'retry-after': '2' } },
          { status: 503 },
          'cut',
          { body: [aim] },
        ],
      },
      { lists: ['kompetansemaal-lk20'] },
    );
    expect((await reading).aims).toHaveLength(1);
    expect(waits).toEqual([2000, 500, 1000]);
  });

  test('a wait longer than a minute is cut to a minute', async () => {
    const { reading } = await read(
      {
        ...whole,
        [at('kompetansemaal-lk20')]: [{ status: 429, headers: { 'retry-after': '86400' } }, { body: [aim] }],
      },
      { lists: ['kompetansemaal-lk20'] },
    );
    await reading;
    expect(waits).toEqual([60_000]);
  });

  test.each([
    ['keeps failing', [{ status: 500 }], 'status 500'],
    ['is not there', [{ status: 404 }], 'status 404'],
    ['has moved', [{ status: 301, headers: { location: 'http://example.test/' } }], 'moved'],
    ['is no JSON', [{ body: '<html>' }], 'not JSON'],
    ['never comes', ['hang'], 'no answer within 60 ms'],
  ] as const)('a list that %s ends the reading with a clear error', async (_, answers, said) => {
    const { reading } = await read({ [at('laereplaner-lk20')]: answers }, { timeoutMs: 60, retries: 1 });
    await expect(reading).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(said) });
  });

  test('an element that cannot be looked up is taken from the list, and told', async () => {
    const { reading } = await read(
      { ...whole, [at('kompetansemaal-lk20/KM10')]: [{ status: 500 }] },
      { lists: ['kompetansemaalsett-lk20', 'kompetansemaal-lk20'], retries: 1 },
    );
    const { aims, findings } = await reading;
    expect(aims).toMatchObject([{ code: 'KM10', levels: ['YEAR_4'] }]);
    expect(findings).toMatchObject([{ where: 'kompetansemaal-lk20/KM10', done: 'used what the list says of it' }]);
  });

  test('an answer cannot choose whom we call', async () => {
    const { reading, server } = await read(
      {
        [at('kompetansemaal-lk20')]: [
          { body: [{ ...aim, kode: '../../secret', 'url-data': 'http://example.test/x' }] },
        ],
      },
      { lists: ['kompetansemaal-lk20'] },
    );
    expect((await reading).aims).toMatchObject([{ code: 'KM10' }]);
    expect(server.calls).toEqual([at('kompetansemaal-lk20')]);
  });

  test('a key from the settings is sent with every call', async () => {
    const { reading, server } = await read(whole, { headers: { 'x-api-key': 'k' } });
    await reading;
    expect(new Set(server.headers)).toEqual(new Set(['k']));
  });

  test('can be stopped', async () => {
    const stopping = new AbortController();
    const { reading } = await read({ [at('laereplaner-lk20')]: ['hang'] }, { signal: stopping.signal });
    stopping.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
