import { sql } from 'kysely';
import type { Disagreement, SchoolView } from '#contracts/reconciliation.ts';
import type { Database } from '#kit/database/database.ts';
import type { FeideTables } from './tables.ts';

/** Where Feide, as it was read last, is not as school-administration says; nothing where Feide has not been read. */
export async function readDisagreements(
  database: Database<FeideTables>,
  { pupils, on }: SchoolView,
): Promise<readonly Disagreement[]> {
  const view = JSON.stringify(pupils.map(({ childId, unitIds }) => ({ child_id: childId, unit_ids: unitIds })));
  const { rows } = await sql<Disagreement>`
    with pupil as materialized (select * from jsonb_to_recordset(${view}::jsonb) as p(child_id uuid, unit_ids uuid[])),
    shown as (select m.group_id, m.feide_id, account.child_id, g.type, g.unit_id, g.valid_to, g.seen_until
      from feide.membership m join feide.account on account.feide_id = m.feide_id
      join feide.feide_group g on g.id = m.group_id where m.seen_until is null and m.affiliation = 'STUDENT')
    select 'PUPIL_WITHOUT_ACCOUNT' as kind, pupil.child_id, null as thing from pupil
    where exists (select from feide.reading)
      and not exists (select from feide.account where account.child_id = pupil.child_id and account.seen_until is null)
    union all
    select 'ACCOUNT_OF_NOBODY', null, null from (select distinct feide_id from shown where child_id is null) nobody
    union all
    select 'MEMBERSHIP_AT_OTHER_SCHOOL', shown.child_id, shown.group_id from shown
    left join pupil on pupil.child_id = shown.child_id
    where shown.child_id is not null and shown.type = 'SCHOOL' and shown.unit_id is not null
      and not coalesce(shown.unit_id = any(pupil.unit_ids), false)
    union all
    select 'MEMBERSHIP_IN_ENDED_GROUP', shown.child_id, shown.group_id from shown
    where shown.seen_until is not null or shown.valid_to < ${on}::date
    order by 1, 2, 3`.execute(database);
  return rows;
}
