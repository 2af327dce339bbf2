import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { DesiredChild } from './desired-state.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/**
 * Makes the register's rights towards children what it says now, and gives the children for whom that changed. What staff have
 * decided is left alone. `personIds` says who the national ids are; a holder who is nobody here is kept as unknown.
 */
export async function writeRights(
  tx: Tx,
  children: readonly DesiredChild[],
  personIds: ReadonlyMap<string, string>,
  on: string,
): Promise<readonly string[]> {
  const wanted = children.flatMap(({ childId, rights }) =>
    rights.flatMap(({ kind, holder }) => {
      const personId = holder === null ? null : (personIds.get(holder) ?? null);
      // Only foreldreansvar is worth knowing of without knowing whose: it must not be decided around.
      return personId === null && kind !== 'PARENTAL_RESPONSIBILITY'
        ? []
        : [{ child_id: childId, kind, person_id: personId }];
    }),
  );
  const { rows } = await sql<{ childId: string }>`
    with wanted as materialized (select distinct * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as w(child_id uuid, kind text, person_id uuid)),
    ended as (
      update school_administration."right" held set valid_to = ${on}::date - 1
      where held.child_id = any(${children.map((child) => child.childId)}::uuid[]) and held.source = 'FOLKEREGISTERET'
        and held.valid_to is null and not exists (select from wanted where wanted.child_id = held.child_id
          and wanted.kind = held.kind and wanted.person_id is not distinct from held.person_id)
      returning held.child_id),
    added as (
      insert into school_administration."right" (id, child_id, person_id, kind, source, valid_from)
      select gen_random_uuid(), wanted.child_id, wanted.person_id, wanted.kind, 'FOLKEREGISTERET', ${on}::date from wanted
      where not exists (select from school_administration."right" held where held.child_id = wanted.child_id
        and held.source = 'FOLKEREGISTERET' and held.valid_to is null and held.kind = wanted.kind
        and held.person_id is not distinct from wanted.person_id)
      returning child_id)
    select child_id from ended union select child_id from added`.execute(tx);
  return rows.map((row) => row.childId);
}

/** Where children have lived, by municipality: what the register says replaces what was known. Nothing is kept for graded addresses. */
export async function writeResidences(tx: Tx, children: readonly DesiredChild[]): Promise<void> {
  const wanted = children.flatMap(({ childId, residences, grading }) =>
    grading === null
      ? residences.map(({ municipalityNumber, from }) => ({
          child_id: childId,
          municipality_number: municipalityNumber,
          valid_from: from,
        }))
      : [],
  );
  await sql`
    with wanted as materialized (
      select distinct on (child_id, valid_from) * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(child_id uuid, municipality_number text, valid_from date)),
    gone as (
      delete from school_administration.residence home
      where home.child_id = any(${children.map((child) => child.childId)}::uuid[]) and not exists (
        select from wanted where wanted.child_id = home.child_id and wanted.valid_from = home.valid_from))
    insert into school_administration.residence (child_id, municipality_number, valid_from) select * from wanted
    on conflict (child_id, valid_from) do update set municipality_number = excluded.municipality_number`.execute(tx);
}
