/** What a delta names that neither it nor the hub has. */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { finding, type RosterFinding } from '../../source/roster-findings.ts';
import type { ApplyOptions } from '../apply.ts';
import { isCurrent } from './known-here.ts';

const why = 'neither the file nor the hub has it from this source; or it has ended already';

export async function findUnknown<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  const { importId } = options;
  const { rows } = await sql<{
    line: number;
    what: string;
    of: 'person' | 'group' | 'parent' | 'guardian';
    count: number;
  }>`
    select min(m.line) as line, m.group_source_id as what, 'group' as of, count(*)::int as count
      from school_administration.roster_staged_membership m
      where m.import_id = ${importId} and m.line > 0 and not m.removed and not exists (
        select from school_administration.roster_staged_unit u where u.import_id = m.import_id and u.source_id = m.group_source_id)
        and not exists (select from school_administration.roster_staged_group g
          where g.import_id = m.import_id and g.source_id = m.group_source_id)
      group by m.group_source_id
    union all select min(m.line), m.person_source_id, 'person', count(*)::int
      from school_administration.roster_staged_membership m
      where m.import_id = ${importId} and m.line > 0 and not m.removed and not exists (
        select from school_administration.roster_staged_person p where p.import_id = m.import_id and p.source_id = m.person_source_id)
      group by m.person_source_id
    union all select g.line, g.source_id, 'parent', 1 from school_administration.roster_staged_group g
      where g.import_id = ${importId} and not g.reference and g.unit_id is null
    union all select min(p.line), c.person_source_id, 'guardian', count(*)::int
      from school_administration.roster_staged_contact c
      join school_administration.roster_staged_person p on p.import_id = c.import_id and p.source_id = c.child_source_id
      where c.import_id = ${importId} and not exists (select from school_administration.roster_staged_person g
        where g.import_id = c.import_id and g.source_id = c.person_source_id)
      group by c.person_source_id
    order by line, what`.execute(tx);
  return rows.map(({ line, what, of, count }) => {
    if (of === 'parent') {
      const done = 'the group and its members were left out';
      return finding(line, 'unknown-parent', `group ${what}: its parent leads to no unit`, why, done);
    }
    if (of === 'guardian') return finding(line, 'unknown-guardian', `guardian ${what}`, why, 'the link was left out');
    const done = count === 1 ? 'the membership was left out' : `${count} memberships were left out`;
    return finding(line, `unknown-${of}`, of === 'person' ? `person ${what}` : `members of ${what}`, why, done);
  });
}

/** Deletions of what is not here: told of, and without effect. */
export async function findNothingToDelete<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  const { importId, source } = options;
  const places = sql`(
    select m.person_id, m.group_id as place_id, m.role from school_administration.membership m where ${isCurrent('m', options)}
    union all select e.child_id, e.unit_id, 'PUPIL' from school_administration.enrolment e
      where ${isCurrent('e', options)} and not e.by_class
    union all select e.person_id, e.unit_id, e.role from school_administration.employment e where ${isCurrent('e', options)})`;
  const { rows } = await sql<{ line: number; what: string }>`
    select r.line, r.of || ' ' || r.source_id as what from school_administration.roster_staged_removal r
      where r.import_id = ${importId} and not exists (select from school_administration.roster_scope s
        left join school_administration.person p on p.id = s.id left join school_administration.unit u on u.id = s.id
        left join school_administration."group" g on g.id = s.id
        left join school_administration.roster_link l on l.target_id = s.id and l.source = ${source}
        where s.import_id = r.import_id and s.kind like 'removed-%'
          and r.source_id in (p.source_id, u.source_id, g.source_id, l.source_id))
    union all select m.line, 'person ' || m.person_source_id || ' in ' || m.group_source_id
      from school_administration.roster_staged_membership m
      left join school_administration.roster_staged_person p on p.import_id = m.import_id and p.source_id = m.person_source_id
      left join school_administration.roster_staged_group g on g.import_id = m.import_id and g.source_id = m.group_source_id
      left join school_administration.roster_staged_unit u on u.import_id = m.import_id and u.source_id = m.group_source_id
      where m.import_id = ${importId} and m.removed and not exists (select from ${places} here
        where here.person_id = p.person_id and here.place_id = coalesce(g.group_id, u.unit_id)
          and (here.role = m.role or (g.kind = 'CONTACT_TEACHER' and m.role = 'TEACHER' and here.role = 'CONTACT_TEACHER')))
    order by line, what`.execute(tx);
  return rows.map(({ line, what }) =>
    finding(line, 'nothing-to-delete', `${what}: the file deletes it`, why, 'nothing was deleted'),
  );
}
