import type { CategoryId } from '#contracts/categories.ts';

/**
 * Where a subgraph keeps what is of one category about a child, as SQL text of its own over one table, whose row is called `held`. Rows that
 * refer to others come before them.
 */
export interface Holding {
  readonly category: CategoryId;
  /** `schema.table`. */
  readonly table: string;
  /** The id of the child that a row is about. */
  readonly child: string;
  /** Which rows; all when not given. */
  readonly where?: string;
  /** The columns that are emptied, with what they become; whole rows go when not given. */
  readonly empties?: Readonly<Record<string, string>>;
  /** The key by which the archive journals a row, or null: a row goes when the archive has its record, and not before. */
  readonly journalledAs?: string;
}

/** What keeps everything of a child where it is, however old: work on it that is not done. */
export interface Unfinished {
  readonly why: 'move-open' | 'not-archived' | 'request-open';
  readonly table: string;
  readonly child: string;
  readonly where?: string;
}

/** What a subgraph says of itself for retention. */
export interface Retained {
  readonly holdings: readonly Holding[];
  readonly unfinished?: readonly Unfinished[];
}
