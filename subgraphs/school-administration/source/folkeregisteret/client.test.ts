import { afterEach, describe, expect, it } from 'vitest';
import {
  createFolkeregisteretClient,
  type FeedPointer,
  type FolkeregisteretClientOptions,
  wantedParts,
} from './client.ts';
import { type FolkeregisteretServer, type RegisterData, startFolkeregisteretServer } from './server.ts';
import { childDocument, residence, testNationalId } from './test-documents.ts';

const id = testNationalId(1);
const event = (sekvensnummer: number, folkeregisteridentifikator = id) => ({
  sekvensnummer,
  hendelse: {
    folkeregisteridentifikator,
    hendelsetype: 'endringIBostedsadresse',
    hendelsesdokument: `d${sekvensnummer}`,
    persondokument: `p${sekvensnummer}`,
    ajourholdstidspunkt: '2026-11-01T10:00:00+01:00',
  },
});

const running: FolkeregisteretServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function given(data: Partial<RegisterData>, options: Partial<FolkeregisteretClientOptions> = {}) {
  const server = await startFolkeregisteretServer({ data: { personer: [], hendelser: [], ...data }, token: 'right' });
  running.push(server);
  const waits: number[] = [];
  const client = createFolkeregisteretClient({
    baseUrl: server.url,
    token: async () => 'right',
    wait: async (ms) => void waits.push(ms),
    ...options,
  });
  return { server, client, waits };
}

describe('the event feed', () => {
  it('is read page by page from the stored pointer, each event once and in order', async () => {
    const { client } = await given({ hendelser: Array.from({ length: 2350 }, (_, index) => event(index + 1)) });
    const seen: number[] = [];
    let pointer: FeedPointer = { sequence: 0 };
    for (let more = true; more; ) {
      const page = await client.readFeed(pointer);
      seen.push(...page.events.map(({ sequence }) => sequence));
      pointer = page.next;
      more = page.more;
    }
    expect(seen).toEqual(Array.from({ length: 2350 }, (_, index) => index + 1));
    expect(pointer.sequence).toBe(2350);
  });

  it('has nothing new: 304 by the ETag of the last empty page, until something happens', async () => {
    const { client, server } = await given({ hendelser: [event(1)] });
    const first = await client.readFeed({ sequence: 0 });
    expect(first.next).toEqual({ sequence: 1 });
    const empty = await client.readFeed(first.next);
    expect(empty.next.etag).toBeDefined();
    const unchanged = await client.readFeed(empty.next);
    expect(unchanged).toEqual({ events: [], next: empty.next, more: false });
    server.append(id, 'endringINavn', '2026-11-02T10:00:00+01:00');
    const news = await client.readFeed(unchanged.next);
    expect(news.events).toEqual([
      { sequence: 2, nationalId: id, type: 'endringINavn', recordedAt: '2026-11-02T10:00:00+01:00' },
    ]);
    expect(news.next).toEqual({ sequence: 2 });
  });

  it('leaves gaps in the numbers alone, and refuses a page that goes backwards', async () => {
    const { client, server } = await given({ hendelser: [event(3), event(9)] });
    expect((await client.readFeed({ sequence: 1 })).next.sequence).toBe(9);
    server.answerNext(JSON.stringify([event(5), event(4)]));
    await expect(client.readFeed({ sequence: 1 })).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  });

  it('tells of a grading the moment it is made', async () => {
    const { client, server } = await given({ personer: [childDocument(id)] });
    expect((await client.lookUp(id))?.grading).toBe('UGRADERT');
    server.grade(id, 'strengtFortrolig', '2026-11-22T10:00:00+01:00');
    expect((await client.readFeed({ sequence: 0 })).events).toMatchObject([
      { nationalId: id, type: 'endringIAdressebeskyttelse' },
    ]);
    const person = await client.lookUp(id);
    expect(person?.grading).toBe('STRENGT_FORTROLIG');
    expect(person?.address).toBeUndefined();
  });
});

describe('a look-up', () => {
  it('asks for the parts the hub has a purpose for and nothing else', async () => {
    const { client, server } = await given({
      personer: [childDocument(id, { sivilstand: [{ sivilstand: 'ugift' }] })],
    });
    await client.lookUp(id);
    const query = new URL(server.requests[0]?.split(' ')[1] ?? '', 'http://x').searchParams;
    expect(query.getAll('part')).toEqual([...wantedParts]);
    expect(query.getAll('part')).not.toContain('sivilstand');
  });

  it('of somebody the register does not know is nothing', async () => {
    const { client } = await given({});
    expect(await client.lookUp(id)).toBeUndefined();
  });

  it('in bulk asks for each once, in batches, and leaves out the unknown', async () => {
    const ids = Array.from({ length: 700 }, (_, index) => testNationalId(index + 10));
    const { client, server } = await given({ personer: ids.slice(1).map((one) => childDocument(one)) });
    const found = await client.lookUpAll([...ids, ...ids]);
    expect([...found.keys()].toSorted()).toEqual(ids.slice(1).toSorted());
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  });

  it('by an earlier number gives the person with the present one', async () => {
    const old = testNationalId(2);
    const number = (foedselsEllerDNummer: string, status: string) => ({
      foedselsEllerDNummer,
      status,
      identifikatortype: 'foedselsnummer',
    });
    const { client } = await given({
      personer: [childDocument(id, { identifikasjonsnummer: [number(id, 'iBruk'), number(old, 'opphoert')] })],
    });
    expect((await client.lookUpAll([old])).get(old)?.nationalId).toBe(id);
  });

  it('that is answered with somebody else is refused', async () => {
    const { client, server } = await given({});
    server.answerNext(JSON.stringify(childDocument(testNationalId(8))));
    await expect(client.lookUp(id)).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  });
});

describe('trouble on the way', () => {
  it('429 waits as many milliseconds as Retry-After says, and tries again', async () => {
    const { client, server, waits } = await given({ personer: [childDocument(id)] });
    server.failNext(429, { retryAfterMs: 1500 });
    expect((await client.lookUp(id))?.nationalId).toBe(id);
    expect(waits).toEqual([1500]);
  });

  it('errors of the service are tried again with longer and longer waits', async () => {
    const { client, server, waits } = await given({ personer: [childDocument(id)] });
    server.failNext(500, { times: 2 });
    server.answerNext('{"identifikasjonsnummer": [');
    expect((await client.lookUp(id))?.nationalId).toBe(id);
    expect(waits).toEqual([200, 400, 800]);
  });

  it('gives up after five attempts, saying so without saying whom it asked about', async () => {
    const { client, server } = await given({ personer: [childDocument(id)] });
    server.failNext(503, { times: 5 });
    const failure = await client.lookUp(id).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', details: { attempts: 5 } });
    expect(String(failure)).not.toContain(id);
    expect(server.requests).toHaveLength(5);
  });

  it('an answer that does not come in time counts as a failure', async () => {
    const { client, server } = await given({ personer: [childDocument(id)] }, { timeoutMs: 500 });
    server.delayNext(20_000);
    expect((await client.lookUp(id))?.nationalId).toBe(id);
    expect(server.requests.length).toBeGreaterThanOrEqual(2);
  });

  it('a service that is not there is unavailable', async () => {
    const { client, server } = await given({});
    await server.close();
    await expect(client.readFeed({ sequence: 0 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('a refused token is a matter of configuration and not tried again', async () => {
    const { client, server } = await given({}, { token: async () => 'wrong' });
    await expect(client.lookUp(id)).rejects.toMatchObject({ code: 'CONFIG' });
    expect(server.requests).toHaveLength(1);
  });

  it('JSON of another shape is an error and never an empty answer', async () => {
    const { client, server } = await given({});
    server.answerNext('{"hendelser": []}');
    await expect(client.readFeed({ sequence: 0 })).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
    server.answerNext(JSON.stringify({ ...childDocument(id), foreldreansvar: null }));
    await expect(client.lookUp(id)).rejects.toMatchObject({ code: 'UNKNOWN_FORMAT' });
  });
});

describe('the twin', () => {
  it('gives person-basis without parts, current values without history, and an error document with 404', async () => {
    const old = residence('Gamlevegen', { erGjeldende: false });
    const { server } = await given({ personer: [childDocument(id, { bostedsadresse: [residence('Nyvegen'), old] })] });
    const get = (path: string) => fetch(`${server.url}${path}`, { headers: { authorization: 'Bearer right' } });
    const basic = (await (await get(`/v1/personer/${id}`)).json()) as Record<string, unknown[]>;
    expect(basic.foreldreansvar).toBeUndefined();
    expect(basic.bostedsadresse).toHaveLength(1);
    const whole = (await (await get(`/v1/personer/${id}?part=bostedsadresse&part=historikk`)).json()) as Record<
      string,
      unknown[]
    >;
    expect(Object.keys(whole)).toEqual(['identifikasjonsnummer', 'bostedsadresse']);
    expect(whole.bostedsadresse).toHaveLength(2);
    const missing = await get('/v1/personer/00000000000');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ kode: expect.stringContaining('FREG') });
  });
});
