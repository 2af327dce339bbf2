import { sql } from 'kysely';
import type { CategoryId } from '#contracts/categories.ts';
import type { Database } from '#kit/database/database.ts';
import type { RetentionTables } from './tables.ts';

/** That something of a child is closed or gone, and by what. It says nothing of the content. */
export interface ClosedData {
  readonly id: string;
  readonly childId: string;
  readonly category: CategoryId;
  readonly outcome: 'disposed' | 'closed';
  readonly legalBasis: string;
  readonly doneAt: Date;
}

/** What retention has done with these children's data, the newest first. */
export async function closedDataOf(
  database: Database<RetentionTables>,
  childIds: readonly string[],
): Promise<readonly ClosedData[]> {
  const { rows } =
    await sql<ClosedData>`select id, child_id, category, outcome, legal_basis, done_at from retention.done
    where child_id = any(${[...childIds]}::uuid[]) order by done_at desc, category`.execute(database);
  return rows;
}
