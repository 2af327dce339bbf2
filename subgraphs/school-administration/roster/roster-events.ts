/** Tells the other subgraphs what an import changed: references and states, no personal data. */
import { sql } from 'kysely';
import {
  enrolmentEnded,
  groupChanged,
  pupilArrived,
  pupilPlacementChanged,
  unitChanged,
} from '#contracts/events/school-administration.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { type NewEvent, newEvent } from '#kit/events/envelope.ts';
import type { ApplyOptions } from './apply.ts';

export interface RosterEventOptions extends ApplyOptions {
  /** The first import of a source: who is in it was there before, and has not arrived. */
  readonly isFirst: boolean;
  /** This controller's municipality number, to know another one by. */
  readonly municipalityNumber: string | null;
  emit(events: readonly NewEvent[]): Promise<void>;
}

const page = 1_000;

export async function emitRosterEvents<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: RosterEventOptions,
): Promise<void> {
  await emitUnits(tx, options);
  await emitGroups(tx, options);
  await emitPlacements(tx, options);
  await emitEnded(tx, options);
  if (!options.isFirst) await emitArrivals(tx, options);
}

/** Reads a query in pages by uuid, so that a whole municipality's events are never in memory at once. */
async function inPages<Row extends { readonly id: string }>(
  read: (after: string) => Promise<readonly Row[]>,
  take: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await read(after);
    if (rows.length > 0) await take(rows);
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.id;
  }
}

const changedRows = (importId: string, kind: string, after: string) => sql`
  select distinct row_id from school_administration.roster_change
  where import_id = ${importId} and kind = ${kind} and row_id > ${after}::uuid order by row_id limit ${page}`;

async function emitUnits<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, emit }: RosterEventOptions,
): Promise<void> {
  type Unit = {
    id: string;
    organisationNumber: string | null;
    kind: 'SCHOOL' | 'KINDERGARTEN' | 'SFO' | 'OWNER';
    name: string;
  };
  await inPages(
    async (after) =>
      (
        await sql<Unit>`select u.id, u.organisation_number, u.kind, u.name from school_administration.unit u
          join (${changedRows(importId, 'unit', after)}) c on c.row_id = u.id order by u.id`.execute(tx)
      ).rows,
    (units) => emit(units.map(({ id, ...unit }) => newEvent(unitChanged, { unitId: id, ...unit }))),
  );
}

async function emitGroups<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, emit }: RosterEventOptions,
): Promise<void> {
  type Group = {
    id: string;
    unitId: string;
    kind: string;
    name: string;
    grepCode: string | null;
    validFrom: string | null;
    validTo: string | null;
  };
  await inPages(
    async (after) =>
      (
        await sql<Group>`select g.id, g.unit_id, g.kind, g.name, g.grep_code, g.valid_from, g.valid_to
          from school_administration."group" g
          join (${changedRows(importId, 'group', after)}) c on c.row_id = g.id order by g.id`.execute(tx)
      ).rows,
    (groups) => emit(groups.map(({ id, ...group }) => newEvent(groupChanged, { groupId: id, ...group }))),
  );
}

interface Placement {
  readonly id: string;
  readonly unitIds: string[];
  readonly groupIds: string[];
  readonly level: number | null;
  readonly grading: 'UNGRADED' | 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL';
  readonly active: boolean;
}

/** A column pair that holds on the day. */
const holds = (
  alias: string,
  today: string,
) => sql`(coalesce(${sql.raw(alias)}.valid_from, '-infinity') <= ${today}::date
  and coalesce(${sql.raw(alias)}.valid_to, 'infinity') >= ${today}::date)`;

async function emitPlacements<Tables>(tx: DatabaseTransaction<Tables>, options: RosterEventOptions): Promise<void> {
  const { importId, today, emit } = options;
  await sql`insert into school_administration.roster_change (import_id, kind, what, row_id)
    select distinct ${importId}::uuid, 'child', 'changed', c.person_id from school_administration.roster_change c
    join school_administration.person p on p.id = c.person_id and p.is_pupil
    where c.import_id = ${importId} and c.kind in ('enrolment', 'membership')`.execute(tx);
  await inPages(
    async (after) =>
      (
        await sql<Placement>`
          with child as (select row_id as id from school_administration.roster_change
            where import_id = ${importId} and kind = 'child' and row_id > ${after}::uuid order by row_id limit ${page})
          select child.id,
            array(select distinct e.unit_id from school_administration.enrolment e
              where e.child_id = child.id and ${holds('e', today)} order by 1) as unit_ids,
            array(select distinct m.group_id from school_administration.membership m
              where m.person_id = child.id and m.role = 'PUPIL' and ${holds('m', today)} order by 1) as group_ids,
            (select max(e.level) from school_administration.enrolment e
              where e.child_id = child.id and ${holds('e', today)}) as level,
            coalesce((select a.grading from school_administration.address_protection a
              where a.child_id = child.id and ${holds('a', today)} order by a.grading desc limit 1), 'UNGRADED') as grading,
            exists (select from school_administration.enrolment e where e.child_id = child.id
              and coalesce(e.valid_to, 'infinity') >= ${today}::date) as active
          from child order by child.id`.execute(tx)
      ).rows,
    (rows) => emit(rows.map(({ id, ...state }) => newEvent(pupilPlacementChanged, { childId: id, ...state }, id))),
  );
}

async function emitEnded<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, emit }: RosterEventOptions,
): Promise<void> {
  await inPages(
    async (after) =>
      (
        await sql<{ id: string; childId: string; unitId: string; endDate: string }>`
          select row_id as id, person_id as child_id, place_id as unit_id, on_date as end_date
          from school_administration.roster_change where import_id = ${importId} and kind = 'enrolment' and what = 'ended'
            and row_id > ${after}::uuid order by row_id limit ${page}`.execute(tx)
      ).rows,
    (rows) => emit(rows.map(({ id: _, ...ended }) => newEvent(enrolmentEnded, ended, ended.childId))),
  );
}

/** A child who had no place here until now; where they lived before is what Folkeregisteret has said, if anything. */
async function emitArrivals<Tables>(tx: DatabaseTransaction<Tables>, options: RosterEventOptions): Promise<void> {
  const { importId, today, municipalityNumber, emit } = options;
  await inPages(
    async (after) =>
      (
        await sql<{
          id: string;
          childId: string;
          unitId: string;
          startDate: string;
          previousMunicipality: string | null;
        }>`
          select c.row_id as id, c.person_id as child_id, c.place_id as unit_id, coalesce(c.on_date, ${today}::date) as start_date,
            (select r.municipality_number from school_administration.residence r where r.child_id = c.person_id
              and r.municipality_number is distinct from ${municipalityNumber} order by r.valid_from desc limit 1) as previous_municipality
          from school_administration.roster_change c
          where c.import_id = ${importId} and c.kind = 'enrolment' and c.what = 'added' and c.row_id > ${after}::uuid
            and not exists (select from school_administration.roster_change e where e.import_id = ${importId}
              and e.kind = 'enrolment' and e.what = 'ended' and e.person_id = c.person_id)
            and not exists (select from school_administration.enrolment e where e.child_id = c.person_id
              and coalesce(e.valid_to, 'infinity') >= ${today}::date and not exists (
                select from school_administration.roster_change n where n.import_id = ${importId}
                  and n.kind = 'enrolment' and n.what = 'added' and n.row_id = e.id))
          order by c.row_id limit ${page}`.execute(tx)
      ).rows,
    (rows) => emit(rows.map(({ id: _, ...arrival }) => newEvent(pupilArrived, arrival, arrival.childId))),
  );
}
