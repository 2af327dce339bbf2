import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { isUuid } from './list-page.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tables = SchoolAdministrationTables;

export interface RegisterCaseRow {
  readonly id: string;
  readonly childId: string;
  readonly kind: string;
  readonly notedAt: Date;
}

/** Open cases of children one may know of, the oldest first. */
export async function listRegisterCases(
  database: Database<Tables>,
  page: Page,
  visibility: Visibility,
): Promise<readonly RegisterCaseRow[]> {
  const [at, id] = page.after ?? [];
  const { rows } =
    await sql<RegisterCaseRow>`select c.id, c.child_id, c.kind, c.noted_at from school_administration.register_case c
    where c.state = 'OPEN' and (${page.after === undefined}::boolean
        or (c.noted_at, c.id) > (${at ?? '2000-01-01'}::timestamptz, ${id ?? '00000000-0000-0000-0000-000000000000'}::uuid))
      and ${visibleChild('school_administration', 'c.childId', visibility)}
    order by c.noted_at, c.id limit ${page.limit + 1}`.execute(database);
  return rows;
}

/** A person has dealt with a case; false when there is no such open case of the child. */
export async function closeCase(
  tx: DatabaseTransaction<Tables>,
  closing: {
    readonly id: string;
    readonly childId: string;
    readonly closedBy: string;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<boolean> {
  if (!isUuid(closing.id)) return false;
  const { rows } =
    await sql`update school_administration.register_case set state = 'CLOSED', closed_by = ${closing.closedBy},
      reason = ${closing.reason}, settled_at = ${closing.now.toISOString()}
    where id = ${closing.id}::uuid and child_id = ${closing.childId}::uuid and state = 'OPEN' returning id`.execute(tx);
  return rows.length > 0;
}
