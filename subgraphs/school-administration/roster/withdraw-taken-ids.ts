import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { finding, type RosterFinding } from '../source/roster-findings.ts';
import type { ApplyOptions } from './apply.ts';

/**
 * A record that gives one thing two ids which are two things here: an id renamed to one that exists, or two records of one
 * person. Neither is written over by the other's data: which of them is meant is for a person to find out.
 */
export async function withdrawTakenIds<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, source, today }: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  const kinds = [
    { kind: 'person', table: 'person', holds: sql`other.ended_on is null` },
    { kind: 'unit', table: 'unit', holds: sql`other.ended_on is null` },
    { kind: 'group', table: '"group"', holds: sql`(other.valid_to is null or other.valid_to >= ${today}::date)` },
  ] as const;
  const findings: RosterFinding[] = [];
  for (const { kind, table, holds } of kinds) {
    const stagedTable = sql.raw(`school_administration.roster_staged_${kind}`);
    const { rows } = await sql<{ line: number; id: string; other: string }>`
      with taken as (
        select s.source_id, other.source_id as other from ${stagedTable} s
        join ${sql.raw(`school_administration.${table}`)} other on other.source = ${source}
          and other.source_id = any(s.former_ids) and ${holds}
        where s.import_id = ${importId} and s.former_ids <> '{}' and not s.reference and ${sql.raw(`s.${kind}_id`)} <> other.id)
      update ${stagedTable} s set reference = true from taken
      where s.import_id = ${importId} and s.source_id = taken.source_id
      returning s.line, s.source_id as id, taken.other`.execute(tx);
    for (const { line, id, other } of rows)
      findings.push(
        finding(
          line,
          'id-taken',
          `${kind} ${other} is said to be ${id} now`,
          `the hub has both, as two`,
          'neither was changed by this record; find out in the source system which is meant',
        ),
      );
  }
  return findings.toSorted((a, b) => a.line - b.line);
}
