import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { forgetPlaces } from '../store/forget-places.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { DesiredChild } from './desired-state.ts';

/**
 * Makes the register's marks of address protection what it says now, and gives the children for whom that changed. Marks by staff are
 * left alone: the strictest of both holds.
 */
export async function writeGradings(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  children: readonly Pick<DesiredChild, 'childId' | 'grading'>[],
  on: string,
): Promise<readonly string[]> {
  const wanted = JSON.stringify(children.map(({ childId, grading }) => ({ child_id: childId, grading })));
  const { rows } = await sql<{ childId: string }>`
    with wanted as materialized (select * from jsonb_to_recordset(${wanted}::jsonb) as w(child_id uuid, grading text)),
    ended as (
      update school_administration.address_protection mark set valid_to = ${on}::date - 1 from wanted
      where mark.child_id = wanted.child_id and mark.source = 'FOLKEREGISTERET' and mark.valid_to is null
        and wanted.grading is distinct from mark.grading
      returning mark.child_id),
    added as (
      insert into school_administration.address_protection (id, child_id, grading, source, valid_from)
      select gen_random_uuid(), wanted.child_id, wanted.grading, 'FOLKEREGISTERET', ${on}::date from wanted
      where wanted.grading is not null and not exists (select from school_administration.address_protection mark
        where mark.child_id = wanted.child_id and mark.source = 'FOLKEREGISTERET' and mark.valid_to is null
          and mark.grading = wanted.grading)
      returning child_id)
    select child_id from ended union select child_id from added`.execute(tx);
  const graded = children.filter(({ grading }) => grading !== null).map(({ childId }) => childId);
  if (graded.length > 0) await forgetPlaces(tx, graded);
  return rows.map((row) => row.childId);
}
