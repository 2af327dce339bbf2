import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { assuranceLevels, isAssuranceLevel } from '#contracts/assurance.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { CastMember } from '../demo-folder.ts';
import { claimsOf } from '../demo-issuer.ts';
import { choosePage, endPage, signOutPage } from './choose-page.ts';
import type { DemoSignInClient } from './demo-sign-in.ts';
import { memoryAdapter } from './memory-adapter.ts';

export interface DemoProvider {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface DemoProviderOptions {
  readonly hub: string;
  readonly client: DemoSignInClient;
  readonly settings: HubSettings;
  readonly cast: readonly CastMember[];
}

type Mounted = IncomingMessage & { originalUrl?: string };
const hourSeconds = 3_600;

/** One hub's issuer: oidc-provider by the standard, whose only way to prove who one is is to choose somebody of the cast. */
export async function createDemoProvider(options: DemoProviderOptions): Promise<DemoProvider> {
  const { client, settings, hub } = options;
  const people = options.cast.filter(({ subject }) => subject.kind !== 'system');
  const { pathname: mount } = new URL(client.issuer);
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') };
  const base = (settings.publicUrl ?? '').replace(/\/+$/, '');
  const provider = new Provider(client.issuer, {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${base}/sign-in/callback/demo`],
        post_logout_redirect_uris: [`${base}/signed-out`],
        backchannel_logout_uri: `${base}/sign-out/back-channel/demo`,
        backchannel_logout_session_required: true,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    // Cookies do not know ports, and the hubs' issuers share an address.
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: { session: `demo-${hub}-session`, interaction: `demo-${hub}-choice`, resume: `demo-${hub}-resume` },
    },
    acrValues: [...assuranceLevels],
    claims: { openid: ['sub', 'acr', 'pid', 'https://n.feide.no/claims/eduPersonPrincipalName'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = endPage();
        },
      },
    },
    // Its one client is the demo's own hub, on this machine: the library's guard against private addresses would keep a sign-out from it.
    fetch: (url, options) => {
      if (!String(url).startsWith(`${base}/`))
        throw new HubError('FORBIDDEN', 'the demo’s issuer tells its own hub alone');
      return fetch(url, { ...options, dispatcher: undefined } as RequestInit);
    },
    findAccount: (_context, accountId) => {
      const person = people.find(({ role }) => role === accountId);
      return person && { accountId, claims: () => ({ sub: accountId, ...claimsOf(person.subject) }) };
    },
    interactions: { url: (_context, { uid }) => `${mount}/choose/${uid}` },
    // Whoever is chosen has consented: nothing leaves this machine.
    async loadExistingGrant({ oidc }) {
      const { client: asking, session } = oidc;
      if (!asking || !session?.accountId) return undefined;
      const grant = new oidc.provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    renderError(context, { error }) {
      context.type = 'text/plain';
      context.body = `The demo's sign-in could not go on: ${error}. Go back to the hub and sign in again.\n`;
    },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: hourSeconds,
      IdToken: 300,
      Interaction: hourSeconds,
      Session: hourSeconds,
    },
  });
  const answerStandard = provider.callback();

  const choose = async (request: IncomingMessage, response: ServerResponse) => {
    const { params } = await provider.interactionDetails(request, response);
    const asked = String(params.acr_values ?? '');
    if (request.method !== 'POST') {
      const level = isAssuranceLevel(asked) ? asked : 'substantial';
      return void choosePage({ response, name: settings.controller.name, people, level, base });
    }
    const form = new URLSearchParams(await bodyOf(request));
    const [person, level] = [form.get('person') ?? '', form.get('level') ?? ''];
    if (!people.some(({ role }) => role === person) || !isAssuranceLevel(level))
      throw new HubError('BAD_INPUT', 'there is no such person or level');
    const login = { accountId: person, acr: level, remember: false };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  };

  return {
    async answer(request: Mounted, response) {
      const path = (request.url ?? '').slice(mount.length) || '/';
      if (path.startsWith('/choose/')) {
        await choose(request, response).catch(() =>
          response.writeHead(400).end('This choice is over. Go back to the hub and sign in again.\n'),
        );
        return;
      }
      request.originalUrl = request.url ?? '/';
      request.url = path;
      await answerStandard(request, response);
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 2_000) throw new HubError('BAD_INPUT', 'too long');
  }
  return text;
}
