import { HubError } from '#kit/errors/hub-error.ts';

/** The arguments of every list (Relay cursor connections, forward only). */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Page {
  readonly limit: number;
  /** The sort key of the last row seen, as the store gave it; undefined for the first page. */
  readonly after: readonly string[] | undefined;
}

export interface Connection<Node> {
  readonly edges: ReadonlyArray<{ readonly node: Node; readonly cursor: string }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export const defaultPage = 50;
export const largestPage = 500;

/** Reads the page asked for. The store fetches `limit + 1` rows, so that `connectionOf` knows whether more follow. */
export function readPage(args: PageArguments, keyLength = 2): Page {
  const limit = args.first ?? defaultPage;
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage)
    throw new HubError('BAD_INPUT', `first must be a whole number from 1 to ${largestPage}.`);
  return { limit, after: args.after ? readCursor(args.after, keyLength) : undefined };
}

function readCursor(cursor: string, keyLength: number): readonly string[] {
  try {
    const key: unknown = JSON.parse(cursor);
    if (Array.isArray(key) && key.length === keyLength && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // falls through to the one error for all broken cursors
  }
  throw new HubError('BAD_INPUT', 'after is not a cursor of this list. Use pageInfo.endCursor from the page before.');
}

/**
 * Builds the connection from at most `limit + 1` rows in order. `keyOf` gives the sort key that the cursor carries; the guard seals it
 * before it leaves the subgraph (`kit/access/seal-cursors.ts`).
 */
export function connectionOf<Node>(
  rows: readonly Node[],
  limit: number,
  keyOf: (node: Node) => readonly string[],
): Connection<Node> {
  const edges = rows.slice(0, limit).map((node) => ({
    node,
    cursor: JSON.stringify(keyOf(node)),
  }));
  return { edges, pageInfo: { hasNextPage: rows.length > limit, endCursor: edges.at(-1)?.cursor ?? null } };
}
