import { randomBytes } from 'node:crypto';

/** What the demo's query page begins with: who asks, and queries to try. */
export interface QueryPage {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queries: readonly string[];
}

/**
 * GraphiQL as one page without anything from another host, and the content security policy that lets its one script run and no other.
 * The editor writes its styles as it goes, and runs its language service in workers of its own text.
 */
export async function renderQueryPage({
  title,
  headers,
  queries,
}: QueryPage): Promise<{ html: string; policy: string }> {
  // Nine megabytes of page: loaded when somebody opens it, not when the hub starts.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const headerText = JSON.stringify(headers, null, 2);
  const nonce = randomBytes(16).toString('base64url');
  const page = renderGraphiQL({
    title,
    headers: headerText,
    defaultHeaders: headerText,
    shouldPersistHeaders: false,
    defaultTabs: queries.map((query) => ({ query, headers: headerText })),
    defaultQuery: queries[0] ?? '',
  });
  // Put in by hand: String.replace would read signs in nine megabytes of script as its own.
  const at = page.indexOf('<script>');
  const html = `${page.slice(0, at)}<script nonce="${nonce}">${page.slice(at + '<script>'.length)}`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { html, policy };
}
