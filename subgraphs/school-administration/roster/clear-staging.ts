import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';

/** Takes away staged rows: an import's own, or those that imports which run no more have left. */
export async function clearStaging<Tables>(tx: DatabaseTransaction<Tables>, importId?: string): Promise<void> {
  const which =
    importId === undefined
      ? sql`import_id not in (select id from school_administration.roster_import where state = 'RUNNING')`
      : sql`import_id = ${importId}`;
  const kinds = ['person', 'unit', 'group', 'membership', 'contact', 'parent', 'removal', 'result'];
  for (const table of [...kinds.map((kind) => `roster_staged_${kind}`), 'roster_change', 'roster_scope'])
    await sql`delete from ${sql.raw(`school_administration.${table}`)} where ${which}`.execute(tx);
}
