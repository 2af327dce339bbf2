/**
 * Applies a file of absence or marks: adds and corrects rows of the same source, and takes none away, for such a file names those
 * alone who have any. The persons must be pupils here; a group's Grep code says the subject.
 */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { type FindingKind, finding, type RosterFinding } from '../../source/roster-findings.ts';
import type { Applied, ApplyOptions } from '../apply.ts';
import { knownPersons } from '../delta/known-here.ts';
import { noCounts } from '../report.ts';
import { type PlacedResult, type ResultRow, toRow } from './result-rows.ts';
import { writeAbsences, writeMarks } from './write-results.ts';

/** Findings about results; those about people and places tell of what is not taken over. */
export const resultFindings: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'missing-field',
  'unknown-code',
  'ends-before-start',
  'invalid-date',
  'result-not-kept',
  'duplicate-id',
]);

export async function applyResults<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions & { readonly createdAt: string | undefined },
): Promise<Applied> {
  const { importId } = options;
  await sql`delete from school_administration.roster_finding
    where import_id = ${importId} and kind <> all(${[...resultFindings]}::text[])`.execute(tx);
  const findings = [...(await findUnknownPupils(tx, options))];
  const counts = { absence: { ...tally }, mark: { ...tally } };
  let after = 0;
  for (;;) {
    const page = await readPage(tx, options, after);
    const last = page.at(-1);
    if (!last) break;
    after = last.number;
    const rows: ResultRow[] = [];
    for (const placed of page) {
      const row = toRow(placed, options);
      if ('problem' in row) findings.push(row.problem);
      else rows.push(row);
    }
    for (const [kind, write] of [
      ['absence', writeAbsences],
      ['mark', writeMarks],
    ] as const) {
      const own = rows.filter((row) => row.kind === kind);
      const { added, changed } = await write(tx, options, own);
      counts[kind].added += added;
      counts[kind].changed += changed;
      counts[kind].unchanged += own.length - added - changed;
    }
  }
  const used = ({ added, changed, unchanged }: typeof tally) => added + changed + unchanged > 0;
  return {
    counts: {
      ...noCounts,
      ...(used(counts.absence) ? { absences: counts.absence } : {}),
      ...(used(counts.mark) ? { marks: counts.mark } : {}),
    },
    personsLeftOut: 0,
    removals: { ended: 0, of: 0, units: [] },
    findings: findings.toSorted((a, b) => a.line - b.line),
  };
}

const tally = { added: 0, changed: 0, ended: 0, unchanged: 0 };

async function findUnknownPupils<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  const { rows } = await sql<{ line: number; person: string; count: number }>`
    select min(r.line) as line, r.person_source_id as person, count(*)::int as count
    from school_administration.roster_staged_result r
    where r.import_id = ${options.importId} and not exists (select from ${knownPersons(options)} k
      join school_administration.person p on p.id = k.id and p.is_pupil where k.source_id = r.person_source_id)
    group by r.person_source_id order by line`.execute(tx);
  return rows.map(({ line, person, count }) =>
    finding(
      line,
      'unknown-person',
      `person ${person} is no pupil here from this source`,
      'absence and marks are of a pupil whom a roster has brought',
      count === 1 ? 'one row was left out' : `${count} rows were left out`,
    ),
  );
}

const pageSize = 1_000;

/** Results of known pupils, with the subject and the year level at the time. */
async function readPage<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
  after: number,
): Promise<readonly PlacedResult[]> {
  const { importId, source } = options;
  const { rows } = await sql<PlacedResult>`
    with page as materialized (select * from school_administration.roster_staged_result
      where import_id = ${importId} and number > ${after} order by number limit ${pageSize})
    select r.number, r.line, r.kind, r.person_source_id, r.group_source_id, r.content, p.id as child_id,
      coalesce(s.grep_code, g.grep_code) as subject_code, coalesce(s.name, g.name) as subject,
      (select max(e.level) from school_administration.enrolment e where e.child_id = p.id
        and coalesce(e.valid_from, '-infinity') <= coalesce((r.content ->> 'end')::date, ${options.today}::date)
        and coalesce(e.valid_to, 'infinity') >= coalesce((r.content ->> 'end')::date, ${options.today}::date)) as level
    from page r
    join ${knownPersons(options)} k on k.source_id = r.person_source_id
    join school_administration.person p on p.id = k.id and p.is_pupil
    left join school_administration.roster_staged_group s on s.import_id = r.import_id and s.source_id = r.group_source_id
    left join school_administration."group" g on g.source = ${source} and g.source_id = r.group_source_id
    order by r.number`.execute(tx);
  return rows;
}
