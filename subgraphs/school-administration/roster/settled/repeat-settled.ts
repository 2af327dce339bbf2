import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { FindingKind, RosterFinding } from '../../source/roster-findings.ts';
import { finishImport, keepAlive } from '../import-history.ts';
import { mostPerKind, type RosterImportReport } from '../report.ts';
import type { RosterTables } from '../tables.ts';
import type { Settled } from './keep-settled.ts';
import { stateNow } from './settled-state.ts';

/** However often the same file comes, so often it is compared in full all the same: days. */
const longest = 7;

interface Repeated {
  readonly importId: string;
  readonly source: string;
  readonly today: string;
  readonly contentKey: string;
  readonly fileHash: string;
  readonly now: Date;
}

/**
 * Ends an import whose file says what the last one from its source said, with what was found then; nothing when that cannot be told
 * without comparing.
 */
export async function repeatSettled<Tables extends RosterTables>(
  database: Database<Tables>,
  repeated: Repeated,
): Promise<RosterImportReport | undefined> {
  return database.transaction().execute(async (tx) => {
    await keepAlive(tx, repeated.importId);
    const last = await lastSettled(tx, repeated);
    if (!last || (await stateNow(tx)) !== last.settled.digest) return undefined;
    const { counts, personsLeftOut, enrolled } = last.settled;
    const { importId, source, contentKey, fileHash, now } = repeated;
    await sql`insert into school_administration.roster_finding (import_id, line, kind, what, why, done)
      select ${importId}::uuid, line, kind, what, why, done from school_administration.roster_finding
      where import_id = ${last.id} order by id`.execute(tx);
    await finishImport(tx, importId, {
      ...{ counts, format: last.format, fileHash, now },
      settled: { contentKey, ...last.settled },
    });
    return {
      ...{ importId, source, format: last.format, dryRun: false, counts, personsLeftOut, fileHash },
      removals: { ended: 0, of: enrolled, units: [], stops: false },
      ...(await findingsOf(tx, importId)),
    };
  });
}

async function lastSettled<Tables>(
  tx: DatabaseTransaction<Tables>,
  { source, today, contentKey }: Repeated,
): Promise<{ readonly id: string; readonly format: string; readonly settled: Settled } | undefined> {
  const { rows } = await sql<{ id: string; format: string; settled: Settled }>`select id, format, settled from (
      select * from school_administration.roster_import where source = ${source} and state = 'DONE'
      order by started_at desc, alive_at desc limit 1) last
    where settled ->> 'contentKey' = ${contentKey} and (settled ->> 'since')::date between ${today}::date - ${longest}::int and ${today}::date
      and coalesce((settled ->> 'until')::date > ${today}::date, true)`.execute(tx);
  return rows[0];
}

async function findingsOf<Tables>(
  tx: DatabaseTransaction<Tables>,
  importId: string,
): Promise<Pick<RosterImportReport, 'findings' | 'findingCounts'>> {
  const { rows } = await sql<RosterFinding & { count: number }>`select line, kind, what, why, done, count from (
      select *, row_number() over (partition by kind order by id) as place, count(*) over (partition by kind)::int as count
      from school_administration.roster_finding where import_id = ${importId}) f
    where place <= ${mostPerKind} order by line, id`.execute(tx);
  const findingCounts: Partial<Record<FindingKind, number>> = {};
  for (const { kind, count } of rows) findingCounts[kind] = count;
  return { findings: rows.map(({ count: _, ...found }) => ({ ...found, record: 'finding' })), findingCounts };
}
