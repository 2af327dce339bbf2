import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { FeideGroup } from '../source/group-documents.ts';
import type { FeideTables } from './tables.ts';

type Tx = DatabaseTransaction<FeideTables>;

/** Keeps the whole list of groups that Feide shows now; those it does not show any more end, with their memberships. */
export async function keepGroups(
  tx: Tx,
  groups: readonly FeideGroup[],
  unitIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const rows = groups.map((group) => ({
    id: group.id,
    type: group.type,
    kind: group.kind,
    display_name: group.displayName,
    parent_id: group.parentId,
    organisation_number: group.organisationNumber,
    unit_id: unitIds.get(group.organisationNumber ?? '') ?? null,
    grep_code: group.grepCode,
    grep_name: group.grepName,
    valid_from: group.validFrom,
    valid_to: group.validTo,
  }));
  await sql`insert into feide.feide_group as kept (id, type, kind, display_name, parent_id, organisation_number, unit_id, grep_code, grep_name,
      valid_from, valid_to, seen_from)
    select g.*, ${now.toISOString()}::timestamptz from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id text, type text, kind text,
      display_name text, parent_id text, organisation_number text, unit_id uuid, grep_code text, grep_name text, valid_from date, valid_to date)
    on conflict (id) do update set display_name = excluded.display_name, parent_id = excluded.parent_id,
      organisation_number = excluded.organisation_number, unit_id = coalesce(excluded.unit_id, kept.unit_id), grep_code = excluded.grep_code,
      grep_name = excluded.grep_name, seen_until = null
    where (kept.display_name, kept.parent_id, kept.organisation_number, kept.unit_id, kept.grep_code, kept.grep_name, kept.seen_until)
      is distinct from (excluded.display_name, excluded.parent_id, excluded.organisation_number,
        coalesce(excluded.unit_id, kept.unit_id), excluded.grep_code, excluded.grep_name, null)`.execute(tx);
  await sql`with gone as (
      update feide.feide_group set seen_until = ${now.toISOString()}::timestamptz
      where seen_until is null and id <> all(${rows.map((row) => row.id)}::text[]) returning id)
    update feide.membership set seen_until = ${now.toISOString()}::timestamptz
    where seen_until is null and group_id in (select id from gone)`.execute(tx);
}

/** School-administration knows a school by this organisation number. */
export async function linkUnits(
  tx: Tx,
  units: readonly { readonly unitId: string; readonly organisationNumber: string }[],
): Promise<void> {
  await sql`update feide.feide_group as kept set unit_id = u.unit_id
    from unnest(${units.map((unit) => unit.unitId)}::uuid[], ${units.map((unit) => unit.organisationNumber)}::text[]) as u(unit_id, number)
    where kept.organisation_number = u.number and kept.unit_id is distinct from u.unit_id`.execute(tx);
}

export interface SchoolGroup {
  readonly groupId: string;
  readonly unitId: string;
  readonly name: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Keeps school-administration's groups, by which a placement is found again among Feide's groups. */
export async function keepSchoolGroups(tx: Tx, groups: readonly SchoolGroup[]): Promise<void> {
  const last = [...new Map(groups.map((group) => [group.groupId, group])).values()];
  await sql`insert into feide.school_group (group_id, unit_id, name, valid_from, valid_to)
    select * from unnest(${last.map((group) => group.groupId)}::uuid[], ${last.map((group) => group.unitId)}::uuid[],
      ${last.map((group) => group.name)}::text[], ${last.map((group) => group.validFrom)}::date[], ${last.map((group) => group.validTo)}::date[])
    on conflict (group_id) do update set unit_id = excluded.unit_id, name = excluded.name, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to`.execute(tx);
}
