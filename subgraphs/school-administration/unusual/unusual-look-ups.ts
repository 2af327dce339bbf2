import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { Appointments } from '../appointments.ts';
import { appointmentsOfPersons } from '../port/read-standings.ts';
import { beforeKey } from '../store/list-page.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { farLookUp } from './find-unusual.ts';
import type { UnusualKind } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface UnusualRow {
  readonly id: string;
  readonly personId: string;
  readonly day: string;
  readonly kind: UnusualKind;
  readonly children: number;
  readonly times: number;
  readonly notedAt: Date;
  readonly reviewedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly finding: string | null;
}

/** Who follows up: a leader those who worked at their units, the data-protection officer everybody; nobody follows up oneself. */
export interface Responsible {
  readonly personId: string;
  readonly on: string;
  readonly appointments: Appointments;
}

const columns =
  sql.raw(`stood.id, stood.person_id, stood.day, stood.kind, stood.children, stood.times, stood.noted_at, stood.reviewed_at, stood.reviewed_by,
  stood.finding`);

const ledBy = ({
  personId,
  on,
}: Responsible) => sql`array(select post.unit_id from school_administration.employment post
  join school_administration.unit on unit.id = post.unit_id and unit.kind <> 'OWNER'
  where post.person_id = ${personId}::uuid and post.role = 'SCHOOL_LEADER' and ${inForce('post', on)})`;

const isTheirs = (
  who: Responsible,
) => sql<boolean>`(stood.person_id <> ${who.personId}::uuid and (stood.unit_ids && ${ledBy(who)}
  or exists (select from (${appointmentsOfPersons([who.personId], who.on, who.appointments)}) appointment
    where appointment.role = 'data-protection-officer')))`;

export async function listUnusual(
  database: Reader,
  page: Page,
  who: Responsible,
  awaiting: boolean,
): Promise<readonly UnusualRow[]> {
  const { rows } = await sql<UnusualRow>`select ${columns} from school_administration.unusual_look_up stood
    where ${isTheirs(who)} and (not ${awaiting}::boolean or stood.reviewed_at is null) and ${beforeKey(page, 'stood.day', 'stood.id')}
    order by stood.day desc, stood.id desc limit ${page.limit + 1}`.execute(database);
  return rows;
}

/** The reviewed row; null where it is nobody's, or for others to follow up. */
export async function reviewUnusual(
  tx: Tx,
  review: { readonly id: string; readonly finding: string; readonly now: Date },
  who: Responsible,
): Promise<boolean> {
  const { rows } =
    await sql`update school_administration.unusual_look_up stood set reviewed_at = ${review.now.toISOString()},
      reviewed_by = ${who.personId}::uuid, finding = concat_ws(E'\n', stood.finding, ${review.finding}::text)
    where stood.id = ${review.id}::uuid and ${isTheirs(who)} returning stood.id`.execute(tx);
  return rows.length > 0;
}

export async function unusualById(database: Reader, id: string): Promise<UnusualRow | null> {
  const { rows } = await sql<UnusualRow>`select ${columns} from school_administration.unusual_look_up stood
    where stood.id = ${id}::uuid`.execute(database);
  return rows[0] ?? null;
}

/** Of the children that a row counts, those at units that the leader leads: none for the data-protection officer, who leads none. */
export async function childrenLookedAt(
  database: Reader,
  { personId, day }: Pick<UnusualRow, 'personId' | 'day'>,
  who: Responsible,
): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`select distinct seen.child_id from audit.disclosure seen
    join school_administration.enrolment on enrolment.child_id = seen.child_id and ${inForce('enrolment', day)}
      and enrolment.unit_id = any(${ledBy(who)})
    where seen.viewer = ${`person:${personId}`} and (seen.at::timestamptz at time zone 'Europe/Oslo')::date = ${day}::date
      and ${farLookUp} order by seen.child_id limit 500`.execute(database.withTables<AuditTables>());
  return rows.map((row) => row.childId);
}
