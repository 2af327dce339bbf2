import { GraphQLClient } from 'graphql-request';
import { HubError } from '#kit/errors/hub-error.ts';
import { type DemoHubName, hubFolderOf, ofHub } from '../demo-folder.ts';
import { type DemoSubject, openDemoIssuer } from '../demo-issuer.ts';
import type { RunningDemo } from '../start-demo.ts';

/** The graph as one person of the demo sees it. */
export interface Graph {
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Runs a mutation whose result is aliased `result`; a user error ends the story with its words. */
  act<Result>(mutation: string, input: Record<string, unknown>): Promise<Result>;
}

/** A client of a hub's graph for somebody: the same way in as any app's. */
export async function graphAs(demo: RunningDemo, hub: DemoHubName, subject: DemoSubject): Promise<Graph> {
  const issuer = await openDemoIssuer(hubFolderOf(demo.dataFolder, hub), hub);
  const headers = { authorization: `Bearer ${await issuer.issue(subject)}`, 'oppvekst-purpose': 'school-change' };
  const client = new GraphQLClient(`${ofHub(demo.hubs, hub).url}/graphql`, { headers });
  return {
    ask: (query, variables = {}) => client.request(query, variables),
    async act<Result>(mutation: string, input: Record<string, unknown>) {
      const { result } = await client.request<{ result: Result & { userErrors: ReadonlyArray<{ message: string }> } }>(
        mutation,
        { input },
      );
      const [error] = result.userErrors;
      if (error) throw new HubError('CONFLICT', error.message);
      return result;
    },
  };
}

const patience = { attempts: 400, everyMs: 50 } as const;

/** Asks until the answer is there: the hubs work on their own, and the story follows. */
export async function until<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    const value = await look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, patience.everyMs));
  }
  throw new HubError('UNAVAILABLE', `The story waited too long: ${what}. Look with \`oppvekst moves\`.`);
}
