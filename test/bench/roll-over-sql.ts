/**
 * A municipality of Oslo's size as a roster leaves it: 126 schools of years 1–10 with two classes of 25 a year; each pupil is in a class, a
 * contact teacher's group, a year-level group and eight teaching groups, all until the end of the school year. One in 200 is graded.
 */
export const municipalityOfOslosSize = `
create temporary table school as select gen_random_uuid() as id, n from generate_series(1, 126) n;
insert into school_administration.unit (id, kind, name, school_types, source, source_id)
  select id, 'SCHOOL', 'Skole ' || n, '{primary,lower-secondary}', 'roster', 'u' || n from school;
create temporary table pupil as
  select gen_random_uuid() as id, school.id as unit_id, school.n, level, seat, chr(65 + (seat - 1) / 25) as class
  from school, generate_series(1, 10) level, generate_series(1, 50) seat;
insert into school_administration.person (id, source, source_id, given_name, family_name, birth_date, is_pupil)
  select id, 'roster', 'p' || n || '-' || level || '-' || seat, 'Elev', 'Nr. ' || seat, make_date(2021 - level, 1 + seat % 12, 1), true from pupil;
insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, valid_to, source, imported_to)
  select gen_random_uuid(), id, unit_id, level, '2026-08-01', '2027-07-31', 'roster', '2027-07-31' from pupil;
create temporary table grp as
  select gen_random_uuid() as id, unit_id, n, level, class, kind, part from (
    select distinct unit_id, n, level, class from pupil) c
  cross join lateral (select 'BASIC' as kind, 0 as part union all select 'CONTACT_TEACHER', 0
    union all select 'TEACHING', part from generate_series(1, 8) part union all select 'YEAR_LEVEL', 0 where class = 'A') k;
insert into school_administration."group" (id, unit_id, kind, name, level, valid_from, valid_to, source, source_id)
  select id, unit_id, kind, case kind when 'BASIC' then level || class when 'CONTACT_TEACHER' then level || class || ' gruppe 1'
    when 'YEAR_LEVEL' then level || '. trinn' else 'Fag ' || part || ' ' || level || class end,
    level, '2026-08-01', '2027-07-31', 'roster', 'g' || id from grp;
insert into school_administration.membership (id, group_id, person_id, role, valid_from, valid_to, source, imported_to)
  select gen_random_uuid(), grp.id, pupil.id, 'PUPIL', '2026-08-01', '2027-07-31', 'roster', '2027-07-31'
  from pupil join grp on grp.unit_id = pupil.unit_id and grp.level = pupil.level and (grp.class = pupil.class or grp.kind = 'YEAR_LEVEL');
insert into school_administration.address_protection (id, child_id, grading, source, valid_from)
  select gen_random_uuid(), id, 'CONFIDENTIAL', 'FOLKEREGISTERET', '2026-01-01' from pupil where seat = 1 and n % 2 = 0 and level % 2 = 0;
drop table school, pupil, grp;`;

const holds = (row: string) => `${row}.valid_from <= '2027-08-01' and ${row}.valid_to >= '2027-08-01'`;
const envelope = (
  type: string,
  subject: string,
  data: string,
) => `jsonb_build_object('specversion', '1.0', 'id', gen_random_uuid(),
  'type', '${type}', 'source', '/controllers/312000008/school-administration', ${subject} 'time', '2027-08-01T04:00:00.000Z',
  'datacontenttype', 'application/json', 'dataschema', 'urn:oppvekst:event:${type}', 'data', ${data})`;
const topic = `'oppvekst.school-administration'`;

/** The same rows as the roll-over writes there, by somebody who knows this municipality: nothing is asked, found or checked. */
export const plainRollOver = [
  `insert into school_administration.enrolment (id, child_id, unit_id, level, valid_from, valid_to, source, imported_to)
    select gen_random_uuid(), child_id, unit_id, level + 1, '2027-08-01', '2028-07-31', source, '2028-07-31'
    from school_administration.enrolment where valid_to = '2027-07-31' and level < 10`,
  `update school_administration.membership m set valid_to = '2028-07-31', imported_to = '2028-07-31'
    from school_administration."group" g where g.id = m.group_id and g.level < 10 and g.kind <> 'TEACHING' and m.valid_to = '2027-07-31'`,
  `update school_administration."group" set name = (level + 1) || substr(name, length(level::text) + 1), level = level + 1,
    valid_to = '2028-07-31' where level < 10 and kind <> 'TEACHING'`,
  `insert into events.outbox (topic, key, envelope)
    select ${topic}, child_id::text, ${envelope(
      'pupil-placement-changed.v1',
      `'subject', child_id,`,
      `jsonb_build_object('childId', child_id, 'unitIds', unit_ids, 'groupIds', coalesce(group_ids, '{}'), 'level', level, 'grading', coalesce(
        (select grading from school_administration.address_protection a where a.child_id = placed.child_id limit 1), 'UNGRADED'),
        'active', level is not null)`,
    )}
    from (select p.id as child_id, max(e.level) as level, coalesce(array_agg(e.unit_id) filter (where e.id is not null), '{}') as unit_ids,
        (select array_agg(m.group_id) from school_administration.membership m where m.person_id = p.id and ${holds('m')}) as group_ids
      from school_administration.person p left join school_administration.enrolment e on e.child_id = p.id and ${holds('e')}
      group by p.id) placed`,
  `insert into events.outbox (topic, key, envelope)
    select ${topic}, child_id::text, ${envelope(
      'enrolment-ended.v1',
      `'subject', child_id,`,
      `jsonb_build_object('childId', child_id, 'unitId', unit_id, 'endDate', valid_to)`,
    )} from school_administration.enrolment where valid_to = '2027-07-31' and level = 10`,
  `insert into events.outbox (topic, key, envelope)
    select ${topic}, 'school-administration', ${envelope(
      'group-changed.v1',
      '',
      `jsonb_build_object('groupId', id, 'unitId', unit_id, 'kind', kind, 'name', name, 'grepCode', grep_code,
        'validFrom', valid_from, 'validTo', valid_to)`,
    )} from school_administration."group" where valid_to = '2028-07-31'`,
];
