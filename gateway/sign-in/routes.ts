import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAssuranceLevel, reachesLevel } from '#contracts/assurance.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { isHubError } from '#kit/errors/hub-error.ts';
import type { Log } from '#kit/log/log.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { type HubCookies, secretIn } from '../sessions/cookies.ts';
import { refuseOtherSites } from '../sessions/own-page.ts';
import { newSecret } from '../sessions/sealed.ts';
import type { Session, Sessions } from '../sessions/session-store.ts';
import { attemptMinutes, type SignInAttempts } from '../sessions/sign-in-attempts.ts';
import { failureKinds, SignInFailure } from './failures.ts';
import { escapeHtml, sendPage } from './page.ts';
import type { RelyingParty } from './relying-party.ts';
import { returnPath } from './return-path.ts';
import { languageOf, textsIn } from './texts.ts';

export interface SignInRoutes {
  readonly settings: HubSettings;
  /** The hub's public address, without a slash at its end. */
  readonly base: string;
  readonly parties: readonly RelyingParty[];
  readonly sessions: Sessions;
  readonly attempts: SignInAttempts;
  readonly cookies: HubCookies;
  readonly port: Pick<SchoolAdministrationPort, 'whoIs'>;
  readonly limits: Pick<RateLimits, 'countAddress'>;
  readonly log: Log;
}

type Asked = FastifyRequest<{ Querystring: Record<string, unknown>; Params: { id?: string } }>;

/** The pages by which people sign in and out, and `/me`, which tells a page who is signed in. */
export function registerSignIn(server: FastifyInstance, options: SignInRoutes): void {
  const { settings, base, parties, sessions, attempts, cookies, port, limits, log } = options;
  const { origin, host } = new URL(base);
  const go = (reply: FastifyReply, path: string) =>
    reply.header('cache-control', 'no-store').redirect(origin + path, 303);
  const sessionOf = async (request: FastifyRequest): Promise<Session | undefined> => {
    const secret = secretIn(request.headers.cookie, cookies.session);
    return secret ? sessions.look(secret) : undefined;
  };
  const asks = (request: Asked) => {
    const { level, lang, return: path } = request.query;
    return {
      level: typeof level === 'string' && isAssuranceLevel(level) ? level : settings.assurance.default,
      language: languageOf(lang, request.headers['accept-language']),
      returnTo: returnPath(path, settings.sessions.home, base),
    };
  };
  // What families come for needs the higher level (messages, permissions): one sign-in is enough where an issuer offers it.
  const { special } = settings.assurance;
  const familySignIn = parties.some((party) => party.offers(special)) ? `/sign-in?level=${special}` : '/sign-in';
  const page = (
    handler: (request: Asked, reply: FastifyReply) => Promise<unknown>,
  ): ((request: Asked, reply: FastifyReply) => Promise<unknown>) => {
    return async (request, reply) => {
      try {
        return await handler(request, reply);
      } catch (error) {
        return sendFailure(request, reply, error, options);
      }
    };
  };

  server.get(
    '/sign-in',
    page(async (request, reply) => {
      // A cookie of localhost is none of 127.0.0.1.
      if (settings.demo && request.host !== host) return reply.redirect(origin + request.url, 303);
      const { level, language, returnTo } = asks(request);
      const query = new URLSearchParams({ level, return: returnTo, lang: language });
      const ways = parties.filter((party) => party.offers(level));
      const [only] = ways;
      if (!only) throw new SignInFailure('level-not-reached', `no issuer offers the level ${level}`);
      if (ways.length === 1) return go(reply, `/sign-in/start/${only.id}?${query}`);
      const texts = textsIn(language);
      const links = ways.map(
        ({ id, name }) =>
          `<a class="way" href="/sign-in/start/${id}?${escapeHtml(String(query))}">${escapeHtml(name)}</a>`,
      );
      const why = level === settings.assurance.default ? '' : `<p>${texts.higher}</p>\n`;
      const choose = escapeHtml(texts.choose.replace('{name}', settings.controller.name));
      return sendPage(reply, { language, title: texts.signIn, body: `${why}<p>${choose}</p>\n${links.join('\n')}` });
    }),
  );

  server.get(
    '/sign-in/start/:id',
    page(async (request, reply) => {
      await countStart(request, reply, limits);
      const party = partyOf(parties, request.params.id);
      const ask = asks(request);
      const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()];
      const browser = browserOf(request, cookies) ?? newSecret();
      const before = await sessionOf(request);
      const anew = before !== undefined && !reachesLevel(before.assurance, ask.level);
      const address = await party.addressToAsk({ ...ask, state, nonce, verifier, anew });
      await attempts.begin(state, browser, { ...ask, issuer: party.id, nonce, verifier });
      return reply
        .setCookie(cookies.browser, browser, { ...cookies.options, maxAge: attemptMinutes * 60 })
        .header('cache-control', 'no-store')
        .redirect(address.href, 303);
    }),
  );

  server.get(
    '/sign-in/callback/:id',
    page(async (request, reply) => {
      const party = partyOf(parties, request.params.id);
      const browser = browserOf(request, cookies);
      const { state } = request.query;
      const attempt = typeof state === 'string' && browser ? await attempts.take(state, browser) : undefined;
      // Each issuer has an address of its own to come back to: what one says is not taken for another's (RFC 9700 § 4.4).
      if (!attempt || attempt.issuer !== party.id) throw new SignInFailure('expired');
      const person = await party.finish(new URL(request.url, base), String(state), attempt);
      if (!(await port.whoIs(person.identity))) throw new SignInFailure('unmatched');
      if (!reachesLevel(person.assurance, attempt.level)) throw new SignInFailure('level-not-reached');
      const old = secretIn(request.headers.cookie, cookies.session);
      if (old) await sessions.end(old);
      const secret = await sessions.start(person);
      reply
        .setCookie(cookies.session, secret, { ...cookies.options, maxAge: settings.sessions.hours * 3_600 })
        .clearCookie(cookies.browser, cookies.options);
      return go(reply, attempt.returnTo);
    }),
  );

  server.get(
    '/sign-out',
    page(async (request, reply) => {
      const { language } = asks(request);
      const texts = textsIn(language);
      const session = await sessionOf(request);
      const next = session && (await addressToEnd(parties, session, log));
      const button = `<form method="post" action="/sign-out"><button>${texts.signOut}</button></form>`;
      const question = escapeHtml(texts.askSignOut.replace('{name}', settings.controller.name));
      return sendPage(reply, {
        language,
        title: texts.signOut,
        body: `<p>${question}</p>\n${button}`,
        // Browsers hold a form to this also where it is sent on to.
        formsTo: next ? [next.origin] : [],
      });
    }),
  );

  server.post(
    '/sign-out',
    page(async (request, reply) => {
      refuseOtherSites(request.headers, origin);
      const secret = secretIn(request.headers.cookie, cookies.session);
      const session = secret ? await sessions.look(secret) : undefined;
      if (secret) await sessions.end(secret);
      reply.clearCookie(cookies.session, cookies.options);
      const next = session && (await addressToEnd(parties, session, log));
      const address = next?.href ?? `${base}/signed-out`;
      if (request.headers.accept?.includes('application/json')) return { next: address };
      return reply.header('cache-control', 'no-store').redirect(address, 303);
    }),
  );

  server.get(
    '/signed-out',
    page(async (request, reply) => {
      const language = languageOf(request.query.lang, request.headers['accept-language']);
      const texts = textsIn(language);
      const body = `<p>${texts.signedOut}</p>\n<a class="way" href="/sign-in?lang=${language}">${texts.again}</a>`;
      return sendPage(reply, { language, title: texts.signOut, body });
    }),
  );

  server.get('/me', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const session = await sessionOf(request);
    if (!session) return reply.code(401).send({ signedIn: false, signIn: familySignIn });
    const person = await port.whoIs(session.identity);
    return {
      signedIn: true,
      with: partyOf(parties, session.issuer).name,
      assurance: session.assurance,
      idleUntil: session.idleUntil,
      until: session.until,
      person: person && { id: person.personId, employee: person.employee },
      signOut: '/sign-out',
    };
  });
}

/** Each start leaves a row behind, whoever asks for it. */
async function countStart(request: FastifyRequest, reply: FastifyReply, limits: SignInRoutes['limits']): Promise<void> {
  try {
    await limits.countAddress(request);
  } catch (error) {
    if (!isHubError(error) || error.code !== 'TOO_MANY_REQUESTS') throw error;
    reply.header('retry-after', String(error.details?.retryAfterSeconds));
    throw new SignInFailure('too-many', error.message);
  }
}

function partyOf(parties: readonly RelyingParty[], id: string | undefined): RelyingParty {
  const party = parties.find((one) => one.id === id);
  if (!party) throw new SignInFailure('no-issuer');
  return party;
}

/** The secret of the browser's own; one that was not given out here is none. */
function browserOf(request: FastifyRequest, { browser }: HubCookies): string | undefined {
  const secret = secretIn(request.headers.cookie, browser);
  return secret === 'none' ? undefined : secret;
}

/** An issuer that does not answer keeps nobody from signing out here. */
async function addressToEnd(parties: readonly RelyingParty[], { issuer, idToken }: Session, log: Log) {
  try {
    return await parties.find(({ id }) => id === issuer)?.addressToEnd(idToken);
  } catch (error) {
    log.warn({ err: error }, 'an issuer could not be told of a sign-out');
    return undefined;
  }
}

function sendFailure(
  request: Asked,
  reply: FastifyReply,
  error: unknown,
  { settings, log }: Pick<SignInRoutes, 'settings' | 'log'>,
): FastifyReply {
  // What is refused for another reason than the sign-in's own keeps its words and its status.
  if (isHubError(error) && error.code !== 'UNAVAILABLE') throw error;
  const failure =
    error instanceof SignInFailure ? error : new SignInFailure(isHubError(error) ? 'issuer-down' : 'failed', 'failed');
  const id = randomUUID();
  const fields = { errorId: id, kind: failure.kind, why: failure.message };
  if (failure.kind === 'failed') log.error({ ...fields, err: error }, 'a sign-in failed');
  else log.warn(fields, 'a sign-in did not come about');
  const language = languageOf(request.query.lang, request.headers['accept-language']);
  const texts = textsIn(language);
  const told = escapeHtml(texts.failures[failure.kind].replace('{name}', settings.controller.name));
  return sendPage(reply, {
    language,
    title: texts.signIn,
    status: failureKinds[failure.kind],
    body: `<p>${told}</p>
<a class="way" href="/sign-in?lang=${language}">${texts.again}</a>
<p><small>${texts.quote.replace('{id}', id)}</small></p>`,
  });
}
