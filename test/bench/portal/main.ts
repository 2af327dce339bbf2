// `npm run bench:portal`: what the families' home costs a telephone: kilobytes, requests, and Chromium's own measures of paint, shift
// and answer on a processor four times slower and a line of 1.6 Mbit/s with 150 ms to and fro. Exit code 1 when a goal is missed.
import type { CDPSession, Page } from 'playwright-core';
import { beginPortal, type PortalJourney, type Visitor } from '#test/browser/support/portal-journey.ts';
import type { BenchLine } from '../bench-line.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const goals = { scriptKilobytes: 120, graphRequests: 1, paintMs: 2_500, shift: 0.05, interactionMs: 200 } as const;
const slowPhone = { cpu: 4, latencyMs: 150, bytesPerSecond: 1_600_000 / 8 } as const;

/** Kept by the page itself, from before it loads. */
const watch = `window.seen = { paint: 0, shift: 0, interaction: 0 };
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.paint = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.interaction = Math.max(seen.interaction, entry.duration); }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

const portal = await beginPortal();
const lines = await measure(portal).finally(() => portal.end());
for (const { ok, text } of lines) process.stdout.write(`${ok ? '✓' : '✗'} ${text}\n`);
process.exit(lines.every(({ ok }) => ok) ? 0 : 1);

async function measure(hubs: PortalJourney): Promise<readonly BenchLine[]> {
  const signedIn = await hubs.visit();
  await signedIn.signIn('mother');
  const visitor = await hubs.visit();
  await visitor.context.addCookies(await signedIn.context.cookies());
  await visitor.page.addInitScript(watch);
  const scripts: string[] = [];
  let graphRequests = 0;
  visitor.context.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
    if (new URL(request.url()).pathname === '/graphql') graphRequests += 1;
  });
  await throttle(await visitor.context.newCDPSession(visitor.page));
  await openHome(visitor);
  const asked = graphRequests;
  await visitor.page.getByRole('button', { name: 'Nynorsk' }).click();
  await visitor.page.locator('html[lang=nn]').waitFor();
  await visitor.page.waitForTimeout(500);
  const seen = await readSeen(visitor.page);
  const kilobytes =
    (await Promise.all(scripts.filter((url) => !url.includes('/nn-')).map(gzipSize))).reduce((a, b) => a + b, 0) /
    1_000;
  return [
    line('JavaScript for the families’ home, gzip', kilobytes, goals.scriptKilobytes, 'kB'),
    line('GraphQL requests for the families’ home', asked, goals.graphRequests, ''),
    line('largest contentful paint', seen.paint, goals.paintMs, 'ms'),
    line('cumulative layout shift', seen.shift, goals.shift, ''),
    line('interaction (another language)', seen.interaction, goals.interactionMs, 'ms'),
  ];
}

async function openHome({ page }: Visitor): Promise<void> {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Hjem' }).waitFor({ timeout: 60_000 });
  await page.waitForLoadState('networkidle');
}

async function throttle(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.cpu });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowPhone.latencyMs,
    downloadThroughput: slowPhone.bytesPerSecond,
    uploadThroughput: slowPhone.bytesPerSecond,
  });
}

interface Seen {
  readonly paint: number;
  readonly shift: number;
  readonly interaction: number;
}

async function readSeen(page: Page): Promise<Seen> {
  return JSON.parse(String(await page.evaluate('JSON.stringify(seen)'))) as Seen;
}

/** Bytes of a file as it comes gzipped. */
async function gzipSize(url: string): Promise<number> {
  const response = await fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
  return Number(response.headers.get('content-length'));
}

function line(what: string, value: number, goal: number, unit: string): BenchLine {
  const rounded = Math.round(value * 1_000) / 1_000;
  return { ok: value > 0 || goal < 1 ? value <= goal : false, text: `${what}: ${rounded} ${unit} (at most ${goal})` };
}
