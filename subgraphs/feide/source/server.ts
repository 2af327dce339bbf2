import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host organisation's directory in the format of Feide's answers. */
export interface DirectoryData {
  readonly realm: string;
  readonly groups: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[];
  readonly members: Readonly<Record<string, readonly MemberData[]>>;
}
export interface MemberData {
  readonly userid_sec: readonly string[];
  readonly name: string;
  readonly membership: Readonly<Record<string, unknown>>;
}

export interface FeideServer {
  /** What the groups API takes as its `baseUrl`. */
  readonly url: string;
  /** What the directory takes as its `url`. */
  readonly directoryUrl: string;
  /** Makes the changes that were asked for at once, instead of after the configured while. */
  applyChanges(): void;
  /** Begins again with another directory. */
  replace(data: DirectoryData): void;
  /** Puts a group in, or takes it out. */
  setGroup(group: DirectoryData['groups'][number], members: readonly MemberData[]): void;
  removeGroup(id: string): void;
  /** The next answers are this status instead. */
  failNext(status: number, options?: { readonly times?: number; readonly retryAfter?: string }): void;
  /** The next answer waits this long. */
  delayNext(ms: number): void;
  /** The next answer is this text instead, with status 200. */
  answerNext(text: string, headers?: Readonly<Record<string, string>>): void;
  /** Method and path of every request, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface FeideServerOptions {
  /** What it holds; a function is asked at the first request. */
  readonly directory: DirectoryData | (() => Promise<DirectoryData>);
  readonly port?: number;
  readonly pageSize?: number;
  /** How long a directory takes before a change shows in Feide. */
  readonly applyAfterMs?: number;
  /** The token of the organisation side; any without. */
  readonly token?: string;
  /** Access tokens of users, by token: `user@realm`. */
  readonly users?: Readonly<Record<string, string>>;
}

interface Trouble {
  readonly status?: number;
  readonly retryAfter?: string;
  readonly delayMs?: number;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Change {
  readonly id: string;
  readonly feideId: string;
  readonly groupId: string;
  readonly kind: 'JOIN' | 'LEAVE';
}

/** Feide's twin for demo and tests: the groups API in the documented format, and the directory behind it. */
export async function startFeideServer(options: FeideServerOptions): Promise<FeideServer> {
  const groups = new Map<string, DirectoryData['groups'][number]>();
  const members = new Map<string, MemberData[]>();
  const waiting = new Map<string, Change>();
  const taken = new Set<string>();
  const trouble: Trouble[] = [];
  const requests: string[] = [];

  const { directory } = options;
  let realmNow = typeof directory === 'function' ? '' : directory.realm;
  let filled: Promise<void> | undefined;
  const replace = (data: DirectoryData) => {
    realmNow = data.realm;
    for (const kept of [groups, members, waiting, taken]) kept.clear();
    for (const kept of [trouble, requests]) kept.length = 0;
    for (const group of data.groups) groups.set(group.id, group);
    for (const [id, list] of Object.entries(data.members)) members.set(id, [...list]);
  };
  if (typeof directory !== 'function') replace(directory);

  const apply = (change: Change) => {
    if (!waiting.delete(change.id)) return;
    const userid = `feide:${change.feideId}`;
    const others = (members.get(change.groupId) ?? []).filter((member) => !member.userid_sec.includes(userid));
    const person = [...members.values()].flat().find((member) => member.userid_sec.includes(userid));
    const joined = {
      userid_sec: [userid],
      name: person?.name ?? change.feideId,
      membership: { basic: 'member', affiliation: 'student', displayName: 'Elev' },
    };
    members.set(change.groupId, change.kind === 'JOIN' && groups.has(change.groupId) ? [...others, joined] : others);
  };
  const accept = (changes: readonly Change[]) => {
    for (const change of changes.filter(({ id }) => !taken.has(id))) {
      taken.add(change.id);
      waiting.set(change.id, change);
      setTimeout(() => apply(change), options.applyAfterMs ?? 2000).unref();
    }
    return { accepted: changes.map(({ id }) => id) };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (typeof directory === 'function') {
      filled ??= directory().then(replace);
      await filled;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const user = options.users?.[given];
    if (url.pathname === '/groups/me/groups') {
      if (user === undefined) return sendJson(response, 401, { message: 'invalid token' });
      const own = [...groups.values()].flatMap((group) => {
        const member = members.get(group.id)?.find(({ userid_sec }) => userid_sec.includes(`feide:${user}`));
        return member ? [{ ...group, membership: member.membership }] : [];
      });
      return sendPage(request, response, url, own, options.pageSize ?? own.length);
    }
    if (user !== undefined || (options.token !== undefined && given !== options.token))
      return sendJson(response, 401, { message: 'invalid token' });
    if (url.pathname === '/directory/membership-changes' && request.method === 'POST')
      return sendJson(response, 202, accept(await changesOf(request)));
    const [, realm, id, list] =
      /^\/v1\/orgs\/([^/]+)\/groups(?:\/([^/]+)(?:\/(members))?)?$/
        .exec(url.pathname)
        ?.map((part) => part && decodeURIComponent(part)) ?? [];
    if (realm !== realmNow) return sendJson(response, 404, { message: 'no such organisation' });
    if (id === undefined) return sendPage(request, response, url, [...groups.values()], options.pageSize ?? 500);
    const group = groups.get(id);
    if (!group) return sendJson(response, 404, { message: 'no such group' });
    if (list === 'members') return sendPage(request, response, url, members.get(id) ?? [], options.pageSize ?? 500);
    return sendJson(response, 200, group);
  };

  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const next = trouble.shift();
    const respond = () => {
      if (next?.text !== undefined)
        return response.writeHead(200, { 'content-type': 'application/json', ...next.headers }).end(next.text);
      if (next?.status !== undefined)
        return sendJson(
          response,
          next.status,
          { message: 'trouble' },
          next.retryAfter === undefined ? {} : { 'retry-after': next.retryAfter },
        );
      return void answer(request, response).catch(() => sendJson(response, 400, { message: 'malformed request' }));
    };
    if (next?.delayMs === undefined) respond();
    else setTimeout(respond, next.delayMs).unref();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    directoryUrl: `${url}/directory`,
    applyChanges: () => {
      for (const change of [...waiting.values()]) apply(change);
    },
    replace,
    setGroup: (group, list) => {
      groups.set(group.id, group);
      members.set(group.id, [...list]);
    },
    removeGroup: (id) => {
      groups.delete(id);
      members.delete(id);
    },
    failNext: (status, { times = 1, retryAfter } = {}) => {
      for (let count = 0; count < times; count += 1)
        trouble.push({ status, ...(retryAfter === undefined ? {} : { retryAfter }) });
    },
    delayNext: (delayMs) => trouble.push({ delayMs }),
    answerNext: (text, headers = {}) => trouble.push({ text, headers }),
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  items: readonly unknown[],
  size: number,
) {
  const page = Number(url.searchParams.get('page') ?? 1);
  const rest = items.length > page * size;
  url.searchParams.set('page', String(page + 1));
  const next = `http://${request.headers.host}${url.pathname}${url.search}`;
  return sendJson(
    response,
    200,
    items.slice((page - 1) * size, page * size),
    rest ? { link: `<${next}>; rel="next"` } : {},
  );
}

async function changesOf(request: IncomingMessage): Promise<readonly Change[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly changes: readonly Change[] };
  return body.changes;
}
