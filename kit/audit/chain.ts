import { hash as digest, randomBytes } from 'node:crypto';

/** A disclosure row's content, as it is committed to. `categories` is sorted by key. */
export interface ChainedContent {
  readonly at: string;
  readonly viewer: string;
  readonly organisation: string | null;
  readonly purpose: string | null;
  readonly requestId: string;
  readonly childId: string | null;
  readonly capacity: string | null;
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

export interface Link {
  readonly seq: number;
  readonly commitment: string;
  readonly hash: string;
}

/** In one call: a chain is millions of short texts, and a hash that is made in steps costs more than what it hashes. */
const sha256 = (text: string): string => digest('sha256', text, 'base64url');
export const newSalt = (): string => randomBytes(16).toString('base64url');

/** A salted commitment: without the salt, which goes with the content, the content cannot be guessed from it. */
export const commit = (content: ChainedContent, salt: string): string => sha256(committedText(content, salt));

/** What a commitment is the hash of: a JSON array of the salt and the content, without spaces. */
export function committedText(content: ChainedContent, salt: string): string {
  const { at, viewer, organisation, purpose, requestId, childId, capacity } = content;
  const before = JSON.stringify([salt, at, viewer, organisation, purpose, requestId, childId]).slice(0, -1);
  // Rows from before it was kept were committed to without it.
  const after = capacity === null ? '' : `,${JSON.stringify(capacity)}`;
  return `${before},${categoriesText(content.categories)}${after}]`;
}

/** The rows of one read share what they disclose: it is written out once. */
const writtenOut = new WeakMap<ChainedContent['categories'], string>();

function categoriesText(categories: ChainedContent['categories']): string {
  const known = writtenOut.get(categories);
  if (known !== undefined) return known;
  const text = JSON.stringify(
    Object.keys(categories)
      .sort()
      .map((key) => [key, categories[key]]),
  );
  writtenOut.set(categories, text);
  return text;
}

export const genesis = (writer: string): string => sha256(`oppvekst audit chain of ${writer}`);

/** The next link: each hash covers the one before it, so that a row cannot be changed, removed, added or moved unseen. */
export function nextLink(previous: { readonly seq: number; readonly hash: string }, commitment: string): Link {
  const seq = previous.seq + 1;
  return { seq, commitment, hash: sha256(linkedText(previous.hash, seq, commitment)) };
}

/** What a link's hash is of. */
export const linkedText = (previousHash: string, seq: number, commitment: string): string =>
  `${previousHash}|${seq}|${commitment}`;
