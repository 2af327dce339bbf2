/** What the demo's query page begins with: who asks, and queries to try. */
export interface QueryPage {
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queries: readonly string[];
}

/** GraphiQL as one page without anything from another host. */
export async function renderQueryPage({ title, headers, queries }: QueryPage): Promise<string> {
  // Nine megabytes of page: loaded when somebody opens it, not when the hub starts.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const headerText = JSON.stringify(headers, null, 2);
  return renderGraphiQL({
    title,
    headers: headerText,
    defaultHeaders: headerText,
    shouldPersistHeaders: false,
    defaultTabs: queries.map((query) => ({ query, headers: headerText })),
    defaultQuery: queries[0] ?? '',
  });
}
