import { CookieJar } from 'tough-cookie';

/** An answer, without its redirect having been followed. */
export interface Seen {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads, as an address; empty when nowhere. */
  readonly location: string;
}

/** A browser as far as signing in needs one: cookies by the standard's rules, and redirects. */
export interface Browser {
  readonly jar: CookieJar;
  open(url: string, init?: RequestInit): Promise<Seen>;
  /** Opens an address and goes on to wherever it leads. */
  follow(url: string, init?: RequestInit): Promise<Seen>;
  /** What it would send to an address. */
  cookiesFor(url: string): Promise<string>;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export function createBrowser(send: Fetch = fetch): Browser {
  const jar = new CookieJar();
  const browser: Browser = {
    jar,
    async open(url, init = {}) {
      const cookie = await jar.getCookieString(url);
      const headers = new Headers(init.headers);
      if (!headers.has('accept')) headers.set('accept', 'text/html');
      if (cookie) headers.set('cookie', cookie);
      const response = await send(url, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) await jar.setCookie(line, url);
      const location = response.headers.get('location');
      return {
        status: response.status,
        url,
        headers: response.headers,
        text: await response.text(),
        location: location ? new URL(location, url).href : '',
      };
    },
    async follow(url, init) {
      let seen = await browser.open(url, init);
      for (let steps = 0; seen.location && steps < 15; steps += 1) seen = await browser.open(seen.location);
      return seen;
    },
    cookiesFor: (url) => jar.getCookieString(url),
  };
  return browser;
}
