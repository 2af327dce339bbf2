import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { isPurpose, purposes } from '#contracts/purposes.ts';
import { createAccess, dateInNorway } from '#kit/access/access.ts';
import type { CursorSeal } from '#kit/access/cursor-seal.ts';
import type { AccessPolicy } from '#kit/access/policy.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { AuditTrail } from '#kit/audit/audit-trail.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { RequestContext } from '#kit/serve/subgraph.ts';
import { createSystemAdmission } from './identity/admit-system.ts';
import type { Issuer } from './identity/issuer.ts';
import { createTokenVerifier, type TokenSubject } from './identity/verify-token.ts';
import { secretIn } from './sessions/cookies.ts';
import { refuseOtherSites } from './sessions/own-page.ts';
import type { SignIn } from './sign-in/open-sign-in.ts';

export interface ContextDeps {
  readonly settings: HubSettings;
  readonly issuers: readonly Issuer[];
  /** Where people sign in, too. */
  readonly signIn?: Pick<SignIn, 'base' | 'cookies' | 'sessions'> | undefined;
  readonly port: SchoolAdministrationPort;
  readonly policyOn: (date: string) => AccessPolicy;
  readonly audit: AuditTrail;
  readonly cursors: CursorSeal;
  now(): Date;
}

/** Makes a request's context from its headers: who asks (a verified bearer token), for which purpose, and their access. */
export function createContextMaker(deps: ContextDeps): (headers: IncomingHttpHeaders) => Promise<RequestContext> {
  const verify = createTokenVerifier(deps.issuers, deps.now);
  const admit = createSystemAdmission(deps.settings.clients);

  /** Who is signed in, by the cookie of a page of this hub's own; undefined when the request has no such cookie. */
  const sessionOf = async (headers: IncomingHttpHeaders): Promise<TokenSubject | undefined> => {
    const { signIn } = deps;
    const secret = signIn && secretIn(headers.cookie, signIn.cookies.session);
    if (!secret) return undefined;
    if (headers.authorization !== undefined)
      throw new HubError('BAD_INPUT', 'Send a bearer token or be signed in, not both: who asks would not be clear.');
    refuseOtherSites(headers, new URL(signIn.base).origin);
    const session = await signIn.sessions.read(secret);
    if (!session) throw new HubError('UNAUTHENTICATED', 'Your session has ended. Sign in again at /sign-in.');
    return { kind: 'person', identity: session.identity, assurance: session.assurance };
  };

  const viewerOf = async (headers: IncomingHttpHeaders): Promise<Viewer> => {
    const subject = (await sessionOf(headers)) ?? (await verify(bearerToken(headers)));
    const purpose = purposeOf(headers);
    if (subject.kind === 'system') return admit(subject, purpose);
    const person = await deps.port.whoIs(subject.identity);
    if (!person)
      throw new HubError(
        'UNAUTHENTICATED',
        `Nobody here has this identity for certain. Ask the school or kindergarten that the child attends, or ${deps.settings.controller.name}: they can match you with your child.`,
      );
    return {
      kind: 'person',
      personId: person.personId,
      purpose,
      organisation: person.employee ? deps.settings.controller.organisationNumber : null,
      assurance: subject.assurance,
    };
  };

  return async (headers) => {
    const requestId = randomUUID();
    const now = deps.now();
    const viewer = await viewerOf(headers);
    const signal = AbortSignal.timeout(deps.settings.limits.seconds * 1_000);
    const access = createAccess({
      viewer,
      facts: deps.port,
      policy: deps.policyOn(dateInNorway(now)),
      audit: deps.audit,
      cursors: deps.cursors,
      assurance: deps.settings.assurance,
      now,
      requestId,
      signal,
    });
    return { access, requestId, signal };
  };
}

function bearerToken(headers: IncomingHttpHeaders): string {
  const match = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '');
  if (!match?.[1])
    throw new HubError(
      'UNAUTHENTICATED',
      'Sign in at /sign-in, or send a bearer token: "Authorization: Bearer …" (see `oppvekst token --help`).',
    );
  return match[1];
}

function purposeOf(headers: IncomingHttpHeaders) {
  const text = headers['oppvekst-purpose'];
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string' || !isPurpose(text))
    throw new HubError('BAD_INPUT', `Oppvekst-Purpose must be one of: ${purposes.join(', ')}.`);
  return text;
}
