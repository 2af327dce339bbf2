/** A guard against files that are half there: how much of what is enrolled an import would end. */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ApplyOptions } from './apply.ts';

export interface Removals {
  /** Enrolments that the import ends, and how many were in force or to come before it. */
  readonly ended: number;
  readonly of: number;
  /** The same for each unit that loses any, the hardest hit first. */
  readonly units: readonly { readonly name: string; readonly ended: number; readonly of: number }[];
}

/** The share of the enrolments that a file may end without being told that it may. */
export const usualLargestRemovalShare = 0.1;

/** Counts after the enrolments have been compared. */
export async function countRemovals<Tables>(
  tx: DatabaseTransaction<Tables>,
  { importId, source, today }: ApplyOptions,
): Promise<Removals> {
  const { rows } = await sql<Removals['units'][number] & { total: number }>`
    with change as (select place_id as unit_id, count(*) filter (where what = 'ended') as ended,
        count(*) filter (where what = 'added') as added
      from school_administration.roster_change where import_id = ${importId} and kind = 'enrolment' group by place_id),
    now_there as (select unit_id, count(*) as enrolled from school_administration.enrolment
      where source = ${source} and (valid_to is null or valid_to >= ${today}::date) group by unit_id),
    unit_change as (select coalesce(n.unit_id, c.unit_id) as unit_id, coalesce(c.ended, 0) as ended,
        coalesce(n.enrolled, 0) - coalesce(c.added, 0) + coalesce(c.ended, 0) as was
      from now_there n full join change c on c.unit_id = n.unit_id)
    select u.name, c.ended::int as ended, c.was::int as of, sum(c.was) over ()::int as total
    from unit_change c join school_administration.unit u on u.id = c.unit_id
    order by c.ended::numeric / greatest(c.was, 1) desc, c.ended desc, u.name`.execute(tx);
  const units = rows.filter(({ ended }) => ended > 0).map(({ name, ended, of }) => ({ name, ended, of }));
  return { ended: units.reduce((sum, { ended }) => sum + ended, 0), of: rows[0]?.total ?? 0, units };
}

export const endTooMany = ({ ended, of }: Removals, largestShare: number): boolean => ended > of * largestShare;

const mostUnitsTold = 20;

/** What the one who sent the file is told, with the schools it concerns. */
export function tooManyRemovals({ ended, of, units }: Removals, largestShare: number): HubError {
  const told = units.slice(0, mostUnitsTold).map((unit) => `  ${unit.name}: ${unit.ended} of ${unit.of}`);
  const more = units.length > told.length ? [`  … and ${units.length - told.length} units more`] : [];
  const percent = (share: number) => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`;
  return new HubError(
    'BAD_INPUT',
    [
      `The file would end ${ended} of ${of} enrolments (${percent(ended / of)}); at most ${percent(largestShare)} may end without being asked for. Nothing was imported.`,
      ...told,
      ...more,
      'If it is right (a new school year, a school that closes), import it again with --accept-removals; if not, have the source system export everybody.',
    ].join('\n'),
    { details: { ended, of, units } },
  );
}
