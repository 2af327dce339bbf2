import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { Counters, Series } from '../domain/numbering.ts';
import type { ArchiveTables } from './tables.ts';

/**
 * Reserves one number for each mention of a series and gives the counters as they were before. The rows stay locked until the
 * transaction ends, so that a number is used or never given: that is what leaves no gaps.
 */
export async function reserveNumbers(
  tx: DatabaseTransaction<ArchiveTables>,
  wanted: readonly Series[],
): Promise<Counters> {
  const { rows } = await sql<{ series: Series; before: number }>`
    with wanted as (select series, count(*) as n from unnest(${wanted}::text[]) as series group by series),
    reserved as (
      insert into archive.number_series (series, last) select series, n from wanted order by series
      on conflict (series) do update set last = number_series.last + excluded.last
      returning series, last)
    select series, last - n as before from reserved join wanted using (series)`.execute(tx);
  return new Map(rows.map(({ series, before }) => [series, before]));
}
