import type { Setting } from './setting-catalogue.ts';

interface Problem {
  readonly place: readonly string[];
  readonly message: string;
}

type Table = Readonly<Record<string, unknown>>;
const table = (value: unknown): Table => (typeof value === 'object' && value !== null ? (value as Table) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isLoopback = (host: unknown): boolean =>
  host === undefined || host === 'localhost' || host === '::1' || /^127\./.test(String(host));
/** The demo's own issuers: of tokens, by a name; of sign-ins, at an address of this machine. */
export const demoIssuer = /^(urn:oppvekst:demo:|http:\/\/127\.0\.0\.1:\d+\/oppvekst-demo\/)/;

/**
 * What settings that are right one by one must not be together: a hub for real people has no part of the demo, a demo none of the
 * real, and what leaves the machine is encrypted. Reads settings as they are written, whatever else is wrong with them.
 */
export function findCombinations(source: unknown, settings: readonly Setting[]): readonly Problem[] {
  const hub = table(source);
  return [...(hub.demo === true ? demoProblems(hub) : realProblems(hub, settings)), ...exposureProblems(hub)];
}

function* demoProblems(hub: Table): Generator<Problem> {
  if (hub.people === 'real')
    yield { place: ['people'], message: 'a demo holds synthetic people only: take `demo` out, or set `synthetic`' };
  if (table(hub.database).realData === true)
    yield { place: ['database', 'realData'], message: 'a demo holds no real persons: take this setting out' };
  for (const [index, issuer] of list(hub.issuers).entries())
    if (!demoIssuer.test(String(table(issuer).issuer)))
      yield {
        place: ['issuers', String(index), 'issuer'],
        message: 'a demo trusts its own issuer only: real people would sign in to it',
      };
}

function* realProblems(hub: Table, settings: readonly Setting[]): Generator<Problem> {
  const database = table(hub.database);
  const synthetic = hub.people === 'synthetic';
  if (database.kind === 'memory')
    yield { place: ['database', 'kind'], message: 'a database in memory is for tests: use `postgres`, or `folder`' };
  if (database.kind === 'folder' && !synthetic && database.realData !== true)
    yield {
      place: ['database', 'kind'],
      message:
        'real persons belong in PostgreSQL: the embedded database is not flushed at each commit. To use it all the same set `database.realData: true`; for a test environment `people: synthetic`',
    };
  if (hub.stateFolder === undefined)
    yield { place: ['stateFolder'], message: 'is missing: a folder of the hub’s own, on a disk that is backed up' };
  for (const [index, issuer] of list(hub.issuers).entries())
    if (demoIssuer.test(String(table(issuer).issuer)))
      yield {
        place: ['issuers', String(index), 'issuer'],
        message: 'is the demo’s issuer, whose key lies open: take it out',
      };
  for (const { path, secret } of settings)
    if (secret && valueAt(hub, path) === 'demo') yield { place: path, message: 'is the demo’s: give the real one' };
}

function* exposureProblems(hub: Table): Generator<Problem> {
  if (!isLoopback(hub.host) && hub.tls === undefined && hub.proxy === undefined && hub.demo !== true)
    yield {
      place: ['host'],
      message:
        'is open to other machines without encryption: set `tls` (certFile, keyFile), or `proxy.trusted` when a proxy ends TLS',
    };
  if (hub.tls !== undefined && hub.proxy !== undefined)
    yield { place: ['tls'], message: 'and `proxy` exclude each other: either the hub ends TLS or the proxy does' };
  const people = list(hub.issuers).filter((one) => table(one).signIn !== undefined);
  if (people.length > 0 && hub.publicUrl === undefined)
    yield { place: ['publicUrl'], message: 'is missing: people who sign in come back to it from the issuer' };
  const ids = people.map((one) => table(table(one).signIn).id);
  for (const [index, issuer] of list(hub.issuers).entries()) {
    const id = table(table(issuer).signIn).id;
    if (id !== undefined && ids.indexOf(id) !== ids.lastIndexOf(id))
      yield { place: ['issuers', String(index), 'signIn', 'id'], message: 'is another issuer’s too: each has its own' };
  }
  yield* clientProblems(hub);
  if (hub.demo === true) return;
  const addresses: Array<readonly [readonly string[], unknown]> = [
    [['publicUrl'], hub.publicUrl],
    ...list(hub.issuers).flatMap((one, index) =>
      ['issuer', 'jwksUrl'].map((name) => [['issuers', String(index), name], table(one)[name]] as const),
    ),
    ...list(hub.peers).map((peer, index) => [['peers', String(index), 'url'], table(peer).url] as const),
  ];
  for (const [place, address] of addresses) {
    const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
    if (url && url.protocol !== 'https:' && !isLoopback(url.hostname))
      yield { place, message: 'must begin with https:// (plain http only on this machine)' };
  }
}

/** Where several issuers give tokens, one of them could name a client of another's: each client has its own. */
function* clientProblems(hub: Table): Generator<Problem> {
  const giveTokens = list(hub.issuers).map((one) => table(one).issuer);
  const clients = list(hub.clients).map(table);
  for (const [index, { issuer, clientId }] of clients.entries()) {
    if (issuer === undefined && giveTokens.length > 1)
      yield {
        place: ['clients', String(index), 'issuer'],
        message: 'is missing: several issuers are configured, and any of them could give a token with this client id',
      };
    if (issuer !== undefined && !giveTokens.includes(issuer))
      yield { place: ['clients', String(index), 'issuer'], message: 'is none of the configured issuers' };
    if (clients.findIndex((other) => other.clientId === clientId) !== index)
      yield { place: ['clients', String(index), 'clientId'], message: 'is another client’s too: each has its own' };
  }
}

function valueAt(source: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, segment) => table(value)[segment], source);
}
