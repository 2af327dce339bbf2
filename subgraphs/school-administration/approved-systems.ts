import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { SchoolAdministrationSettings } from './config.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';

/**
 * Makes the approvals in the database those of the settings: one taken out of the settings holds no longer from today. Where a unit's
 * own leader has decided on a system, that decision holds, and the settings have no say.
 */
export async function applyApprovals(
  database: Database<SchoolAdministrationTables>,
  { approvedSystems }: SchoolAdministrationSettings,
): Promise<void> {
  const named = approvedSystems.flatMap(({ clientId, units }) =>
    units === 'all' ? [] : units.map((organisationNumber) => ({ clientId, organisationNumber })),
  );
  const everywhere = approvedSystems.filter(({ units }) => units === 'all').map(({ clientId }) => clientId);
  await sql`
    with wanted as (
      select approval.client_id, unit.id as unit_id
      from unnest(${named.map((one) => one.clientId)}::text[], ${named.map((one) => one.organisationNumber)}::text[])
        as approval(client_id, organisation_number)
      join school_administration.unit on unit.organisation_number = approval.organisation_number
      union select client_id, unit.id from unnest(${everywhere}::text[]) as client_id, school_administration.unit),
    decided as (select distinct client_id, unit_id from school_administration.system_decision),
    gone as (
      delete from school_administration.system_approval held where not exists (
        select from (select * from wanted union all select * from decided) stays
        where stays.client_id = held.client_id and stays.unit_id = held.unit_id))
    insert into school_administration.system_approval (client_id, unit_id)
    select client_id, unit_id from (select * from wanted except select * from decided) opened
    on conflict do nothing`.execute(database);
}
