import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the register holds: person documents and feed entries with Folkeregisteret's own names. */
export interface RegisterData {
  readonly personer: readonly Readonly<Record<string, unknown>>[];
  readonly hendelser: readonly RegisterFeedEntry[];
}
export interface RegisterFeedEntry {
  readonly sekvensnummer: number;
  readonly hendelse: Readonly<Record<string, unknown>>;
}

export interface FolkeregisteretServer {
  /** What a client takes as its `baseUrl`. */
  readonly url: string;
  /** Puts an event at the end of the feed. */
  append(nationalId: string, type: string, at: string): void;
  /** A decision on address protection: document and feed change together. */
  grade(nationalId: string, grading: string, at: string): void;
  /** Replaces a part of a person's document and tells of it in the feed. */
  change(nationalId: string, part: string, value: unknown, event: { readonly type: string; readonly at: string }): void;
  /** The next answers are this status instead. */
  failNext(status: number, options?: { readonly times?: number; readonly retryAfterMs?: number }): void;
  /** The next answer waits this long. */
  delayNext(ms: number): void;
  /** The next answer is this text instead, with status 200. */
  answerNext(text: string): void;
  /** Method and path of every request, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const basePath = '/folkeregisteret/offentlig-med-hjemmel/api';
const pageSize = 1000;
/** What one gets without asking for parts (dataminimering: person-basis). */
const basicParts = [
  ...['identifikasjonsnummer', 'identitetsgrunnlag', 'status', 'doedsfall', 'sivilstand', 'foedsel', 'statsborgerskap'],
  ...['kjoenn', 'navn', 'bostedsadresse', 'oppholdsadresse', 'deltBosted', 'postadresse', 'postadresseIUtlandet'],
  ...['adressebeskyttelse', 'kontaktinformasjonForDoedsbo'],
];
const relationParts = ['familierelasjon', 'foreldreansvar', 'vergemaalEllerFremtidsfullmakt'];

interface Trouble {
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly delayMs?: number;
  readonly text?: string;
}

/** Folkeregisteret's twin for demo and tests: answers over HTTP in the documented format from documents in memory. */
export async function startFolkeregisteretServer(options: {
  /** What it holds; a function is asked at the first request. */
  readonly data: RegisterData | (() => Promise<RegisterData>);
  readonly port?: number;
  /** The bearer token it accepts; any without. */
  readonly token?: string;
}): Promise<FolkeregisteretServer> {
  const people = new Map<string, RegisterData['personer'][number]>();
  const feed: RegisterFeedEntry[] = [];
  const fill = ({ personer, hendelser }: RegisterData) => {
    for (const person of personer) for (const id of idsOf(person)) people.set(id, person);
    feed.unshift(...hendelser);
  };
  const { data } = options;
  let filled: Promise<void> | undefined;
  if (typeof data !== 'function') fill(data);
  const trouble: Trouble[] = [];
  const requests: string[] = [];

  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const next = trouble.shift();
    const answer = async () => {
      if (next?.text !== undefined) return send(response, 200, next.text);
      if (next?.status !== undefined) {
        const headers = next.retryAfterMs === undefined ? {} : { 'retry-after': String(next.retryAfterMs) };
        return sendError(response, next.status, headers);
      }
      const given = request.headers.authorization ?? '';
      const authorised =
        options.token === undefined ? given.startsWith('Bearer ') : given === `Bearer ${options.token}`;
      if (!authorised) return sendError(response, 401);
      if (typeof data === 'function') {
        filled ??= data().then(fill);
        await filled;
      }
      return respond(request, response, people, feed);
    };
    const answerAnyway = () => void answer().catch(() => sendError(response, 400));
    if (next?.delayMs === undefined) answerAnyway();
    else setTimeout(answerAnyway, next.delayMs).unref();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const append = (nationalId: string, type: string, at: string) => {
    feed.push({
      sekvensnummer: (feed.at(-1)?.sekvensnummer ?? 0) + 1,
      hendelse: {
        folkeregisteridentifikator: nationalId,
        hendelsetype: type,
        hendelsesdokument: randomUUID().replaceAll('-', ''),
        persondokument: randomUUID().replaceAll('-', ''),
        ajourholdstidspunkt: at,
      },
    });
  };
  const change = (
    nationalId: string,
    part: string,
    value: unknown,
    event: { readonly type: string; readonly at: string },
  ) => {
    const person = people.get(nationalId);
    if (!person) throw new RangeError('the register has no such person');
    const changed = { ...person, [part]: value };
    for (const id of [...idsOf(person), ...idsOf(changed)]) people.set(id, changed);
    append(nationalId, event.type, event.at);
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    append,
    change,
    grade: (nationalId, grading, at) =>
      change(
        nationalId,
        'adressebeskyttelse',
        [{ erGjeldende: true, gyldighetstidspunkt: at, graderingsnivaa: grading }],
        {
          type: 'endringIAdressebeskyttelse',
          at,
        },
      ),
    failNext: (status, { times = 1, retryAfterMs } = {}) => {
      for (let count = 0; count < times; count += 1)
        trouble.push({ status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    },
    delayNext: (delayMs) => trouble.push({ delayMs }),
    answerNext: (text) => trouble.push({ text }),
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function idsOf(person: Readonly<Record<string, unknown>>): readonly string[] {
  const numbers = person.identifikasjonsnummer;
  if (!Array.isArray(numbers)) return [];
  return numbers.map((number: { foedselsEllerDNummer: string }) => number.foedselsEllerDNummer);
}

const send = (response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
const sendError = (response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}) =>
  send(response, status, JSON.stringify({ kode: `FREG-${status}`, melding: 'Feil i tjenesten.' }), headers);

type People = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  people: People,
  feed: readonly RegisterFeedEntry[],
) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname.replace(/\/$/, '');
  const parts = url.searchParams.getAll('part');
  if (path === `${basePath}/v1/hendelser/feed`)
    return sendFeed(request, response, Number(url.searchParams.get('seq') ?? 0), feed);
  if (path === `${basePath}/v1/personer/bulkoppslag` && request.method === 'POST') {
    const asked = bulkRequest(await bodyOf(request));
    if (!asked || asked.length > 1000) return sendError(response, 400);
    const oppslag = asked.map((id) => {
      const person = people.get(id);
      return { foedselsEllerDNummer: id, ...(person ? { folkeregisterperson: select(person, parts) } : {}) };
    });
    return send(response, 200, JSON.stringify({ oppslag }));
  }
  const person = people.get(path.match(/\/v1\/personer\/(\d{11})$/)?.[1] ?? '');
  return person ? send(response, 200, JSON.stringify(select(person, parts))) : sendError(response, 404);
}

function sendFeed(
  request: IncomingMessage,
  response: ServerResponse,
  first: number,
  feed: readonly RegisterFeedEntry[],
) {
  const text = JSON.stringify(feed.filter((entry) => entry.sekvensnummer >= first).slice(0, pageSize));
  const etag = `"${createHash('sha256').update(`${first}/${text}`).digest('hex').slice(0, 32)}"`;
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
  return send(response, 200, text, { etag });
}

/** Dataminimering: only the parts that were asked for, and only current values unless history was. */
function select(
  person: Readonly<Record<string, unknown>>,
  parts: readonly string[],
): Readonly<Record<string, unknown>> {
  const wanted = new Set(
    parts.length === 0
      ? basicParts
      : parts.flatMap((part) =>
          part === 'person-basis' ? basicParts : part === 'relasjon-utvidet' ? relationParts : [part],
        ),
  );
  wanted.add('identifikasjonsnummer');
  const current = (value: unknown) =>
    Array.isArray(value) && !wanted.has('historikk')
      ? value.filter((entry: { erGjeldende?: boolean }) => entry.erGjeldende !== false)
      : value;
  return Object.fromEntries(
    Object.entries(person).flatMap(([part, value]) => (wanted.has(part) ? [[part, current(value)]] : [])),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function bulkRequest(body: string): readonly string[] | undefined {
  try {
    const { foedselsEllerDNummer: ids } = JSON.parse(body) as { foedselsEllerDNummer?: unknown };
    return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined;
  } catch {
    return undefined;
  }
}
