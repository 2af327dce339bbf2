import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';

export interface GraphAnswer<Data> {
  readonly data: Data | null;
  readonly errors: ReadonlyArray<{
    readonly message: string;
    readonly code: unknown;
    readonly path: readonly unknown[];
  }>;
}

export interface MutationResult {
  readonly userErrors: ReadonlyArray<{ readonly code: string; readonly message: string }>;
}

/** A hub's graph as one person uses it: over HTTP, with a bearer token, for a purpose. */
export interface PersonGraph {
  /** The answer's data; an error is thrown. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The whole answer, errors included. */
  answerTo<Data>(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer<Data>>;
  /** The body of the answer as it stood on the wire. */
  bytesOf(query: string, variables: Record<string, unknown>): Promise<string>;
  /** Runs the mutation whose field is aliased `result`, with an idempotency key of its own unless one is given. */
  act<Result extends MutationResult>(mutation: string, input: Record<string, unknown>): Promise<Result>;
}

export interface PersonGraphOptions {
  readonly url: string;
  readonly purpose: string;
  /** Made anew for every request: the clock may have moved on. */
  token(): Promise<string>;
}

export function createPersonGraph({ url, purpose, token }: PersonGraphOptions): PersonGraph {
  const client = async (errorPolicy: 'none' | 'all') => {
    const headers = { authorization: `Bearer ${await token()}`, 'oppvekst-purpose': purpose };
    return new GraphQLClient(`${url}/graphql`, { headers, errorPolicy });
  };
  return {
    ask: async (query, variables = {}) => (await client('none')).request(query, variables),
    async answerTo<Data>(query: string, variables: Record<string, unknown> = {}) {
      const { data, errors } = await (await client('all')).rawRequest<Data>(query, variables);
      const told = (errors ?? []).map(({ message, extensions, path }) => ({
        message,
        code: extensions?.code,
        path: path ?? [],
      }));
      return { data: data ?? null, errors: told };
    },
    async bytesOf(query, variables) {
      const headers = {
        authorization: `Bearer ${await token()}`,
        'oppvekst-purpose': purpose,
        'content-type': 'application/json',
      };
      const body = JSON.stringify({ query, variables });
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).text();
    },
    async act<Result extends MutationResult>(mutation: string, input: Record<string, unknown>) {
      const variables = { input: { idempotencyKey: randomUUID(), ...input } };
      const { result } = await (await client('none')).request<{ result: Result }>(mutation, variables);
      return result;
    },
  };
}
