import type { CookieSerializeOptions } from '@fastify/cookie';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';

/** The hub's cookies. Cookies do not know ports: the hub's own number is in every name. */
export interface HubCookies {
  readonly session: string;
  /** Ties a sign-in to the browser that began it. */
  readonly browser: string;
  readonly options: CookieSerializeOptions;
}

type Reached = Pick<HubSettings, 'controller' | 'demo' | 'publicUrl'>;

/**
 * `__Host-`: the browser takes the cookie from this host alone, over TLS alone. A demo without TLS does without it: Safari would
 * refuse the cookie on http://127.0.0.1.
 */
export function cookiesOf({ controller, demo, publicUrl }: Reached): HubCookies {
  const secure = !demo || publicUrl?.startsWith('https:') === true;
  const name = `${secure ? '__Host-' : ''}oppvekst-${controller.organisationNumber}`;
  return {
    session: name,
    browser: `${name}-sign-in`,
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure },
  };
}

const secretShape = /^[\w-]{43}$/;

/**
 * The secret in a cookie of this name, from the `Cookie` header; undefined when there is none. Throws BAD_INPUT for two of them:
 * one was put there by somebody else.
 */
export function secretIn(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  if (values.length > 1)
    throw new HubError('BAD_INPUT', `There are two cookies ${name}. Delete this site's cookies, and sign in again.`);
  const [value] = values;
  if (value === undefined || value === '') return undefined;
  // What this hub never gave out is a session that has ended, whatever it is.
  return secretShape.test(value) ? value : 'none';
}
