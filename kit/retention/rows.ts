import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import type { Holding, Unfinished } from './holding.ts';

type Db = Database<never>;

/** The rows of one holding, as JSON text of PostgreSQL's own, in one order. */
export interface HeldRows {
  readonly table: string;
  readonly rows: readonly string[];
}

const conditionOf = ({ child, where }: Pick<Holding, 'child' | 'where'>, ids: readonly string[]) =>
  sql`(${sql.raw(child)}) = any(${[...ids]}::uuid[]) and (${sql.raw(where ?? 'true')})`;

/** How many rows of a holding there are of each of these children; a child without one is not in it. */
export async function countHeld(
  database: Db,
  holding: Holding,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (childIds.length === 0) return new Map();
  const { rows } = await sql<{
    childId: string;
    held: number;
  }>`select (${sql.raw(holding.child)}) as child_id, count(*)::int as held
    from ${sql.raw(holding.table)} held where ${conditionOf(holding, childIds)} group by 1`.execute(database);
  return new Map(rows.map(({ childId, held }) => [childId, held]));
}

/** The children of whom something is not done. */
export async function findUnfinished(
  database: Db,
  unfinished: Unfinished,
  childIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`select distinct (${sql.raw(unfinished.child)}) as child_id
    from ${sql.raw(unfinished.table)} held where ${conditionOf(unfinished, childIds)}`.execute(database);
  return rows.map(({ childId }) => childId);
}

/** The keys by which the archive must have what a holding has of a child. */
export async function keysToBeJournalled(database: Db, holding: Holding, childId: string): Promise<readonly string[]> {
  if (holding.journalledAs === undefined) return [];
  const { rows } = await sql<{ key: string | null }>`select (${sql.raw(holding.journalledAs)}) as key
    from ${sql.raw(holding.table)} held where ${conditionOf(holding, [childId])}`.execute(database);
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
}

/** Reads the rows, and holds them until the transaction is over. */
export async function readHeld(database: Db, holding: Holding, childId: string): Promise<HeldRows> {
  const { rows } = await sql<{ text: string }>`select to_jsonb(held)::text as text from ${sql.raw(holding.table)} held
    where ${conditionOf(holding, [childId])} for update of held`.execute(database);
  return { table: holding.table, rows: rows.map(({ text }) => text).sort() };
}

/** Takes them away: the rows, or what is in their columns. */
export async function removeHeld(database: Db, holding: Holding, childId: string): Promise<void> {
  const condition = conditionOf(holding, [childId]);
  const table = sql.raw(holding.table);
  if (!holding.empties) {
    await sql`delete from ${table} held where ${condition}`.execute(database);
    return;
  }
  const emptied = Object.entries(holding.empties).map(([column, value]) => `${column} = ${value}`);
  await sql`update ${table} held set ${sql.raw(emptied.join(', '))} where ${condition}`.execute(database);
}

export const asJson = (held: readonly HeldRows[]): Json =>
  held
    .filter(({ rows }) => rows.length > 0)
    .map(({ table, rows }) => ({ table, rows: rows.map((row) => JSON.parse(row) as Json) }));
