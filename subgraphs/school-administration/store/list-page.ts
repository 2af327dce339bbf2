import { type RawBuilder, sql } from 'kysely';
import { type Page, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import { HubError } from '#kit/errors/hub-error.ts';

export const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** The page asked for, of a list whose order ends with an id. */
export function readListPage(args: PageArguments, keyLength: number): Page {
  const page = readPage(args, keyLength);
  if (page.after && !isUuid(page.after.at(-1) ?? ''))
    throw new HubError('BAD_INPUT', 'after is not a cursor of this list. Use pageInfo.endCursor from the page before.');
  return page;
}

const noId = '00000000-0000-0000-0000-000000000000';

/** Rows after the last one seen, ordered by text columns and an id; the same text for every page, so that it stays prepared. */
export function afterKey(page: Page, texts: readonly string[], id: string): RawBuilder<boolean> {
  const seen = page.after;
  const columns = sql.join([...texts, id].map((column) => sql.raw(column)));
  const values = sql.join([
    ...texts.map((_, index) => sql`${seen?.[index] ?? ''}::text`),
    sql`${seen?.at(-1) ?? noId}::uuid`,
  ]);
  return sql<boolean>`(${seen === undefined}::boolean or (${columns}) > (${values}))`;
}

/** The same for lists with the newest first: by a date, then an id. */
export function beforeKey(page: Page, date: string, id: string): RawBuilder<boolean> {
  const seen = page.after;
  return sql<boolean>`(${seen === undefined}::boolean or (${sql.raw(date)}, ${sql.raw(id)})
    < (${seen?.[0] ?? '1000-01-01'}::date, ${seen?.at(-1) ?? noId}::uuid))`;
}

/** A query run once per parent in one statement: inside, `parent.id` is the parent's. */
export const perParent = (parentIds: readonly string[], query: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select parent.id as parent_id, item.* from unnest(${[...parentIds]}::uuid[]) as parent(id) cross join lateral (${query}) item`;
