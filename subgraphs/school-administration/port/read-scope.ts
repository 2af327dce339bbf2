import { sql } from 'kysely';
import type { Fact } from '#contracts/facts.ts';
import type { VisibilityScope } from '#contracts/ports.ts';
import type { Database } from '#kit/database/database.ts';
import type { AppointedRole, Appointments } from '../appointments.ts';
import { knowsByName, type Post, viewerFactsOf } from '../domain/facts.ts';
import { isOpenToRead } from '../information/requests.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { appointmentsOfPersons, askedName, readStandings } from './read-standings.ts';

type Reader = Database<SchoolAdministrationTables>;

interface ScopeRow {
  readonly posts: readonly (Post & { readonly unitId: string })[];
  readonly groupIds: readonly string[];
  readonly candidates: readonly string[];
  readonly appointedAs: readonly AppointedRole[];
}

const nothing: ScopeRow = { posts: [], groupIds: [], candidates: [], appointedAs: [] };
const hidesAll = { everyChild: false, unitIds: [], groupIds: [] };
const seesEveryChild: readonly Fact[] = ['isCaseWorker', 'isArchivist', 'isDataProtectionOfficer'];

/** Posts through which one works with a unit's children; the facts say more exactly what each of them opens. */
const worksWithChildren = (post: Post): boolean =>
  post.unitKind === 'SFO' ||
  post.unitKind === 'KINDERGARTEN' ||
  (post.unitKind === 'SCHOOL' && (post.role === 'SCHOOL_LEADER' || post.subrole === 'kontormedarbeider'));

/** Which children a person may find in lists: a hint in SQL, which the facts check after it. Two statements. */
export async function readPersonScope(
  database: Reader,
  personId: string,
  on: string,
  appointments: Appointments,
): Promise<VisibilityScope> {
  const { rows } = await sql<ScopeRow>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('unitId', employment.unit_id, 'role', employment.role,
          'subrole', employment.subrole, 'unitKind', unit.kind))
        from school_administration.employment join school_administration.unit on unit.id = employment.unit_id
        join school_administration.person on person.id = employment.person_id
        where employment.person_id = ${personId}::uuid and ${inForce('employment', on)}
          and (person.ended_on is null or person.ended_on >= ${on}::date)), '[]'::jsonb) as posts,
      array(select distinct membership.group_id from school_administration.membership
        join school_administration."group" g on g.id = membership.group_id
        join school_administration.person on person.id = membership.person_id
        where membership.person_id = ${personId}::uuid and ${inForce('membership', on)} and ${inForce('g', on)}
          and (person.ended_on is null or person.ended_on >= ${on}::date)
          and (membership.role in ('CONTACT_TEACHER', 'TEACHER')
            or (g.kind = 'SFO' and membership.role not in ('PUPIL', 'MEMBER')))
        union select cover.group_id from school_administration.group_cover cover
        where cover.person_id = ${personId}::uuid and cover.on_day = ${on}::date and cover.withdrawn_at is null) as group_ids,
      array(select held.child_id from school_administration."right" held
        where held.person_id = ${personId}::uuid and ${inForce('held', on)}
        union select opening.child_id from school_administration.record_opening opening
        where opening.person_id = ${personId}::uuid and ${inForce('opening', on)}
        union select share.child_id from school_administration.service_share share
        where share.person_id = ${personId}::uuid and ${inForce('share', on)}
        union select answered.child_id from school_administration.information_request answered
        where answered.person_id = ${personId}::uuid and ${isOpenToRead('answered', on)}
        union select person.id from school_administration.person where person.id = ${personId}::uuid and person.is_pupil) as candidates,
      array(select appointment.role from (${appointmentsOfPersons([personId], on, appointments)}) appointment) as appointed_as
  `.execute(database);
  const { posts, groupIds, candidates, appointedAs } = rows[0] ?? nothing;
  const asked = candidates.map((childId) => ({ personId, childId }));
  const standings = await readStandings(database, asked, on, appointments);
  const isKnownByName = (childId: string) => {
    const standing = standings.get(askedName({ personId, childId }));
    return standing !== undefined && knowsByName(standing, on);
  };
  const own = viewerFactsOf({ posts, appointedAs });
  if (own.includes('isOperator')) return { ...hidesAll, childIds: candidates.filter(isKnownByName) };
  return {
    everyChild: seesEveryChild.some((fact) => own.includes(fact)),
    unitIds: [...new Set(posts.filter(worksWithChildren).map((post) => post.unitId))],
    groupIds,
    childIds: candidates.filter(isKnownByName),
  };
}

/** The units whose pupils a system may see: each school approves it for its own. */
export async function readSystemScope(database: Reader, clientId: string, on: string): Promise<VisibilityScope> {
  const { rows } = await sql<{
    unitId: string;
  }>`select approval.unit_id from school_administration.system_approval approval
    where approval.client_id = ${clientId} and ${inForce('approval', on)}`.execute(database);
  return { everyChild: false, unitIds: rows.map((row) => row.unitId), groupIds: [], childIds: [] };
}
