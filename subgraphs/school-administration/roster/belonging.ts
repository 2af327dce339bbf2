/** What a staged roster says of who belongs where, as the rows that the hub should have. */
import { type RawBuilder, sql } from 'kysely';
import type { ApplyOptions } from './apply.ts';

/** A table of rows with a period, and the rows that the file wants in it. */
export interface PeriodTable {
  /** As changes are noted: `enrolment`, … */
  readonly kind: string;
  readonly table: string;
  /** The columns that say which row it is. */
  readonly keys: readonly string[];
  /** Columns that are compared and kept, with how several rows of the file become one. */
  readonly extra: readonly { readonly column: string; readonly aggregate: 'max' | 'bool_and' }[];
  /** The columns that hold the person and the place, for what is noted of each change. */
  readonly person: string;
  readonly place: string;
  /** What the events need to know: each row that has changed, whose rows have, or nothing. */
  readonly noted: 'rows' | 'persons' | 'nothing';
  /** Rows of keys, extra, valid_from and valid_to; an inactive one without an end in the past is not wanted. */
  wanted(options: ApplyOptions): RawBuilder<unknown>;
}

/** What a file speaks of: a full one of everything from its source, a delta of the persons that it touches. Rows are called `t`. */
export function inScope({ importId, extract }: ApplyOptions, { table, person }: PeriodTable): RawBuilder<boolean> {
  if (extract === 'full') return sql<boolean>`true`;
  const scope = (column: string, kind: string) =>
    sql<boolean>`exists (select from school_administration.roster_scope c
      where c.import_id = ${importId} and c.kind = ${kind} and c.id = ${sql.raw(`t.${column}`)})`;
  return table === 'guardian'
    ? sql<boolean>`(${scope('child_id', 'contacts')} or ${scope('child_id', 'removed-person')} or ${scope('person_id', 'removed-person')})`
    : scope(person, 'person');
}

/** Memberships that hold, or held until a day in the past; inactive ones (status 0) count for their past only. */
const staged = ({ importId, today }: ApplyOptions) => sql`(
  select m.*, p.person_id from school_administration.roster_staged_membership m
  join school_administration.roster_staged_person p on p.import_id = m.import_id and p.source_id = m.person_source_id
  where m.import_id = ${importId} and p.person_id is not null and not m.removed and (m.active or m.valid_to < ${today}::date))`;

/**
 * A pupil is enrolled where they are a pupil of the unit, or of a class (basisgruppe) of a unit of which the file does not
 * say so. The year level is that of the pupil's year-level group, else of the class.
 */
export const enrolments: PeriodTable = {
  kind: 'enrolment',
  table: 'enrolment',
  keys: ['child_id', 'unit_id'],
  extra: [
    { column: 'level', aggregate: 'max' },
    { column: 'by_class', aggregate: 'bool_and' },
  ],
  person: 'child_id',
  place: 'unit_id',
  noted: 'rows',
  wanted: (options) => sql`
    with member as ${staged(options)},
    direct as (select m.person_id, u.unit_id, m.level, false as by_class, m.valid_from, m.valid_to from member m
      join school_administration.roster_staged_unit u on u.import_id = m.import_id and u.source_id = m.group_source_id
      where m.role = 'PUPIL' and u.kind <> 'OWNER'),
    in_group as (select m.person_id, g.unit_id, g.kind, g.level, m.valid_from, m.valid_to from member m
      join school_administration.roster_staged_group g on g.import_id = m.import_id and g.source_id = m.group_source_id
      where m.role = 'PUPIL' and g.unit_id is not null and g.kind in ('BASIC', 'YEAR_LEVEL')),
    place as (select * from direct union all
      select i.person_id, i.unit_id, null, true, i.valid_from, i.valid_to from in_group i where i.kind = 'BASIC'
        and not exists (select from direct d where d.person_id = i.person_id and d.unit_id = i.unit_id)),
    level as (select person_id, unit_id,
        coalesce(max(level) filter (where kind = 'YEAR_LEVEL'), max(level)) as level
      from in_group where valid_to is null or valid_to >= ${options.today}::date group by person_id, unit_id)
    select place.person_id as child_id, place.unit_id, coalesce(level.level, place.level) as level, place.by_class, place.valid_from, place.valid_to
    from place left join level on level.person_id = place.person_id and level.unit_id = place.unit_id`,
};

export const employments: PeriodTable = {
  kind: 'employment',
  table: 'employment',
  keys: ['person_id', 'unit_id', 'role', 'subrole'],
  extra: [],
  person: 'person_id',
  place: 'unit_id',
  noted: 'nothing',
  wanted: (options) => sql`
    select m.person_id, u.unit_id, m.role, m.subrole, m.valid_from, m.valid_to from ${staged(options)} m
    join school_administration.roster_staged_unit u on u.import_id = m.import_id and u.source_id = m.group_source_id
    where m.role <> 'PUPIL'`,
};

/** The teacher of a kontaktlærergruppe is the contact teacher of its pupils, whichever of the two role codes the file uses. */
export const memberships: PeriodTable = {
  kind: 'membership',
  table: 'membership',
  keys: ['person_id', 'group_id', 'role'],
  extra: [],
  person: 'person_id',
  place: 'group_id',
  noted: 'persons',
  wanted: (options) => sql`
    select m.person_id, g.group_id,
      case when g.kind = 'CONTACT_TEACHER' and m.role = 'TEACHER' then 'CONTACT_TEACHER' else m.role end as role,
      m.valid_from, m.valid_to
    from ${staged(options)} m
    join school_administration.roster_staged_group g on g.import_id = m.import_id and g.source_id = m.group_source_id
    where g.unit_id is not null`,
};

/** Whom a school may call about a pupil. It gives no right: rights come from Folkeregisteret and staff decisions alone. */
export const guardians: PeriodTable = {
  kind: 'guardian',
  table: 'guardian',
  keys: ['child_id', 'person_id', 'relation'],
  extra: [],
  person: 'child_id',
  place: 'person_id',
  noted: 'nothing',
  wanted: ({ importId }) => sql`
    select c.person_id as child_id, g.person_id, link.relation, null::date as valid_from, null::date as valid_to
    from school_administration.roster_staged_contact link
    join school_administration.roster_staged_person c on c.import_id = link.import_id and c.source_id = link.child_source_id
    join school_administration.roster_staged_person g on g.import_id = link.import_id and g.source_id = link.person_source_id
    where link.import_id = ${importId} and (c.is_pupil or c.reference) and c.person_id is not null and g.person_id is not null
      and g.person_id <> c.person_id`,
};
