import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import { ofHub } from '#cli/demo/demo-folder.ts';
import { ensureBuilt } from '#portal/build/ensure-built.ts';
import { beginJourney, type Journey, type JourneyOptions } from '#test/support/journey.ts';
import { startClock } from '#test/support/journey-clock.ts';
import { openBrowser } from './open-browser.ts';

export type Language = 'nb' | 'nn' | 'se' | 'en';
export const languages: readonly Language[] = ['nb', 'nn', 'se', 'en'];

export interface Visit extends Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'reducedMotion'> {
  readonly hub?: DemoHubName;
  readonly language?: Language;
}

/** A browser of one person: a window, and all that it has been sent. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The bodies of all answers so far, as text; the fonts left out. */
  received(): Promise<string>;
  /** Opens a page of the portal, and waits until it is there. */
  open(path: string): Promise<void>;
  /** Chooses a person of the demo on its issuer's page, as whom one comes back to the portal. */
  signIn(person: string, options?: { path?: string; level?: 'low' | 'substantial' | 'high' }): Promise<void>;
}

/** Two hubs that serve the portal, and a browser. */
export interface PortalJourney extends Journey {
  addressOf(hub: DemoHubName): string;
  visit(options?: Visit): Promise<Visitor>;
}

const phone = { width: 390, height: 844 };

export async function beginPortal(options: JourneyOptions = {}): Promise<PortalJourney> {
  const portal = ensureBuilt(() => undefined);
  const [journey, browser] = await Promise.all([
    beginJourney({ clock: startClock(new Date()), ...options, portal }),
    openBrowser(),
  ]);
  const addressOf = (hub: DemoHubName) => (ofHub(journey.settings, hub).publicUrl ?? '').replace(/\/$/, '');
  return {
    ...journey,
    addressOf,
    async visit({ hub = journey.from, language = 'nb', ...more } = {}) {
      const context = await browser.newContext({ viewport: phone, locale: language, baseURL: addressOf(hub), ...more });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      await page.addInitScript(
        `localStorage.setItem('oppvekst-language', localStorage.getItem('oppvekst-language') ?? '${language}')`,
      );
      const bodies: Array<Promise<string>> = [];
      context.on('response', (response) => {
        if (/\.woff2/.test(response.url())) return;
        // A redirect has no body.
        bodies.push(response.text().catch(() => ''));
      });
      return {
        page,
        context,
        received: async () => (await Promise.all(bodies)).join('\n'),
        async open(path) {
          await page.goto(path);
          await page.locator('h1').waitFor();
        },
        async signIn(person, { path = '/', level = 'high' } = {}) {
          await page.goto(`/sign-in?level=${level}&return=${encodeURIComponent(path)}`);
          await page.selectOption('select', level);
          await page.click(`button[value="${person}"]`);
          await page.locator('main h1').waitFor();
        },
      };
    },
    async end() {
      await browser.close();
      await journey.end();
    },
  };
}
