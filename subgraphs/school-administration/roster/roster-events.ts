/** Tells the other subgraphs what an import changed: references and states, no personal data. One statement for each kind of event. */
import { sql } from 'kysely';
import {
  enrolmentEnded,
  groupChanged,
  pupilArrived,
  pupilPlacementChanged,
  unitChanged,
} from '#contracts/events/school-administration.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { placementRows } from '../store/published-changes.ts';
import type { ApplyOptions } from './apply.ts';

export interface RosterEventOptions extends ApplyOptions {
  /** The first import of a source: who is in it was there before, and has not arrived. */
  readonly isFirst: boolean;
  /** This controller's municipality number, to know another one by. */
  readonly municipalityNumber: string | null;
}

type EmitEach = UnitOfWork<unknown>['emitEach'];

export async function emitRosterEvents(emitEach: EmitEach, options: RosterEventOptions): Promise<void> {
  const { importId, today } = options;
  await emitPlaces(emitEach, importId);
  const children = sql`select person_id from school_administration.roster_change
    where import_id = ${importId} and kind in ('enrolment', 'membership')`;
  await emitEach(pupilPlacementChanged, placementRows(children, today));
  await emitEach(
    enrolmentEnded,
    sql`select person_id as child_id, jsonb_build_object('childId', person_id, 'unitId', place_id, 'endDate', on_date) as data
      from school_administration.roster_change where import_id = ${importId} and kind = 'enrolment' and what = 'ended'`,
  );
  if (!options.isFirst) await emitArrivals(emitEach, options);
}

async function emitPlaces(emitEach: EmitEach, importId: string): Promise<void> {
  const changed = (kind: 'unit' | 'group') => sql`(select row_id from school_administration.roster_change
    where import_id = ${importId} and kind = ${kind})`;
  await emitEach(
    unitChanged,
    sql`select null::uuid as child_id, jsonb_build_object('unitId', u.id, 'organisationNumber', u.organisation_number,
        'kind', u.kind, 'name', u.name) as data
      from school_administration.unit u where u.id in ${changed('unit')}`,
  );
  await emitEach(
    groupChanged,
    sql`select null::uuid as child_id, jsonb_build_object('groupId', g.id, 'unitId', g.unit_id, 'kind', g.kind, 'name', g.name,
        'grepCode', g.grep_code, 'validFrom', g.valid_from, 'validTo', g.valid_to) as data
      from school_administration."group" g where g.id in ${changed('group')}`,
  );
}

/** A child who had no place here until now; where they lived before is what Folkeregisteret has said, if anything. */
async function emitArrivals(emitEach: EmitEach, options: RosterEventOptions): Promise<void> {
  const { importId, today, municipalityNumber } = options;
  await emitEach(
    pupilArrived,
    sql`select c.person_id as child_id, jsonb_build_object('childId', c.person_id, 'unitId', c.place_id,
        'startDate', coalesce(c.on_date, ${today}::date), 'previousMunicipality',
        (select r.municipality_number from school_administration.residence r where r.child_id = c.person_id
          and r.municipality_number is distinct from ${municipalityNumber} order by r.valid_from desc limit 1)) as data
      from school_administration.roster_change c
      where c.import_id = ${importId} and c.kind = 'enrolment' and c.what = 'added'
        and not exists (select from school_administration.roster_change e where e.import_id = ${importId}
          and e.kind = 'enrolment' and e.what = 'ended' and e.person_id = c.person_id)
        and not exists (select from school_administration.enrolment e where e.child_id = c.person_id
          and coalesce(e.valid_to, 'infinity') >= ${today}::date and not exists (
            select from school_administration.roster_change n where n.import_id = ${importId}
              and n.kind = 'enrolment' and n.what = 'added' and n.row_id = e.id))`,
  );
}
