import { type RawBuilder, sql } from 'kysely';
import { pupilArrived, pupilPlacementChanged, rightsChanged } from '#contracts/events/school-administration.ts';
import type { Grading } from '#contracts/ports.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { type NewEvent, newEvent } from '#kit/events/envelope.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

interface PlacementRow {
  readonly childId: string;
  readonly unitIds: string[];
  readonly groupIds: string[];
  readonly level: number | null;
  readonly grading: Grading;
  readonly active: boolean;
}

/**
 * The whole current placement of the children that a query gives by `id`, each looked up once in every table: joined as whole tables, a
 * database that has counted none of them may compare each child with each. Of two gradings the stricter one is the last by the alphabet.
 */
const placementsOf = (children: RawBuilder<unknown>, on: string): RawBuilder<PlacementRow> => sql<PlacementRow>`
  select child.id as child_id, coalesce(enrolled.unit_ids, '{}') as unit_ids, grouped.group_ids, enrolled.level,
    coalesce(graded.grading, 'UNGRADED') as grading, coalesce(enrolled.active, false) as active
  from school_administration.person child,
    lateral (select array_agg(distinct e.unit_id) filter (where ${inForce('e', on)}) as unit_ids,
        max(e.level) filter (where ${inForce('e', on)}) as level, bool_or(e.valid_to is null or e.valid_to >= ${on}::date) as active
      from school_administration.enrolment e where e.child_id = child.id) enrolled,
    lateral (select array(select distinct m.group_id from school_administration.membership m
        join school_administration."group" g on g.id = m.group_id
        where m.person_id = child.id and m.role = 'PUPIL' and ${inForce('m', on)} and ${inForce('g', on)} order by 1) as group_ids) grouped,
    lateral (select max(mark.grading) as grading from school_administration.address_protection mark
      where mark.child_id = child.id and ${inForce('mark', on)}) graded
  where child.id in (${children}) and child.is_pupil`;

/** The placement of children as the events that tell of it, in one statement. */
export async function placementEvents(tx: Tx, childIds: readonly string[], on: string): Promise<readonly NewEvent[]> {
  if (childIds.length === 0) return [];
  const { rows } = await placementsOf(sql`select unnest(${[...childIds]}::uuid[])`, on).execute(tx);
  return rows.map((row) => newEvent(pupilPlacementChanged, row, row.childId));
}

/** The same as rows for `emitEach`: for as many children as there are. */
export const placementRows = (children: RawBuilder<unknown>, on: string): RawBuilder<unknown> => sql`
  select child_id, jsonb_build_object('childId', child_id, 'unitIds', unit_ids, 'groupIds', group_ids, 'level', level,
    'grading', grading, 'active', active) as data from (${placementsOf(children, on)}) placed`;

export const rightsEvents = (childIds: readonly string[]): readonly NewEvent[] =>
  childIds.map((childId) => newEvent(rightsChanged, { childId }, childId));

export interface Start {
  readonly childId: string;
  readonly unitId: string;
  readonly startDate: string;
}

/**
 * Tells of a child who starts at a unit without having been enrolled here the day before: perhaps a move. Where the child lived
 * before is what Folkeregisteret says; `municipalityNumber` is this controller's own.
 */
export async function arrivalEvents(
  tx: Tx,
  { childId, unitId, startDate }: Start,
  municipalityNumber: string | null,
): Promise<readonly NewEvent[]> {
  const { rows } = await sql<{ wasHere: boolean; previousMunicipality: string | null }>`select
      exists (select from school_administration.enrolment before where before.child_id = ${childId}::uuid
        and (before.valid_from is null or before.valid_from < ${startDate}::date)
        and (before.valid_to is null or before.valid_to >= ${startDate}::date - 1)) as was_here,
      (select home.municipality_number from school_administration.residence home
        where home.child_id = ${childId}::uuid and home.municipality_number is distinct from ${municipalityNumber}
        order by home.valid_from desc limit 1) as previous_municipality`.execute(tx);
  const [known] = rows;
  if (!known || known.wasHere) return [];
  const { previousMunicipality } = known;
  return [newEvent(pupilArrived, { childId, unitId, startDate, previousMunicipality }, childId)];
}
