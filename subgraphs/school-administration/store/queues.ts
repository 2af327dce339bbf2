import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import { afterKey } from './list-page.ts';
import { inForce } from './periods.ts';
import type { GuardianRow } from './rights.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface FindingRow {
  readonly id: number;
  readonly importedAt: Date;
  readonly source: string;
  readonly line: number;
  readonly kind: string;
  readonly what: string;
  readonly why: string;
  readonly done: string;
}

/** Findings of imports, the newest first. */
export async function listFindings(
  database: Reader,
  limit: number,
  before: number | null,
): Promise<readonly FindingRow[]> {
  const { rows } =
    await sql<FindingRow>`select finding.id, import.started_at as imported_at, import.source, finding.line, finding.kind,
      finding.what, finding.why, finding.done
    from school_administration.roster_finding finding
    join school_administration.roster_import import on import.id = finding.import_id
    where (${before}::bigint is null or finding.id < ${before}::bigint) and import.state = 'DONE'
    order by finding.id desc limit ${limit + 1}`.execute(database);
  return rows;
}

/** Guardians of children one may know of, about whom nobody has decided yet who they are, by name. */
export async function listGuardiansToMatch(
  database: Reader,
  page: Page,
  { visibility, on }: { readonly visibility: Visibility; readonly on: string },
): Promise<readonly GuardianRow[]> {
  const { rows } = await sql<GuardianRow>`
    select contact.id, listed.child_id, contact.given_name, contact.family_name, listed.relation, contact.phone, contact.email,
      null::uuid as person_id
    from school_administration.guardian listed
    join school_administration.person contact on contact.id = listed.person_id
    where ${inForce('listed', on)} and contact.national_id is null and listed.relation = 'GUARDIAN'
      and not exists (select from school_administration.guardian_match match where match.guardian_id = contact.id)
      and ${visibleChild('school_administration', 'listed.childId', visibility)}
      and ${afterKey(page, ['contact.family_name', 'contact.given_name', 'listed.child_id::text'], 'contact.id')}
    order by contact.family_name, contact.given_name, listed.child_id::text, contact.id limit ${page.limit + 1}`.execute(
    database,
  );
  return rows;
}
