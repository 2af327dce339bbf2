/**
 * A source sends the same file night after night. When nothing that it is compared with has changed either, there is nothing to compare:
 * what the last import says of the file holds, and is said again.
 */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { Applied, ApplyOptions } from '../apply.ts';
import type { Counts, RosterCounts } from '../report.ts';
import { ownState, sameUntil } from './settled-state.ts';

/** What an import keeps for the next one of the same file. */
export interface Settled {
  readonly digest: string;
  /** The day of the comparison, and the first one on which it may come to something else. */
  readonly since: string;
  readonly until: string | null;
  /** What the same file would be counted as. */
  readonly counts: RosterCounts;
  readonly personsLeftOut: number;
  readonly enrolled: number;
}

/** Raised when the readers or the comparison begin to make something else of the same file. */
const readingOf = 1;

/** What a file says, as it is read in this mode. */
export const contentKeyOf = (says: string, mode: 'test' | 'production'): string => `${readingOf} ${mode} ${says}`;

/**
 * Whether the same file would change nothing and be told the same of: not when the comparison itself found something (it may find
 * something else now), nor when an id is renamed in the file, nor when others wrote meanwhile.
 */
export async function settledBy<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
  { applied, beginning }: { readonly applied: Applied; readonly beginning: string },
): Promise<Settled | undefined> {
  const { wanted } = applied;
  if (!wanted || options.extract !== 'full' || applied.findings.length > 0) return undefined;
  if (await renamesAny(tx, options.importId)) return undefined;
  const digest = await ownState(tx, beginning);
  if (digest === undefined) return undefined;
  const { rows } = await sql<{ enrolled: number }>`select count(*)::int as enrolled from school_administration.enrolment
    where source = ${options.source} and (valid_to is null or valid_to >= ${options.today}::date)`.execute(tx);
  return {
    digest,
    since: options.today,
    until: await sameUntil(tx, options),
    counts: allUnchanged(wanted),
    personsLeftOut: applied.personsLeftOut,
    enrolled: rows[0]?.enrolled ?? 0,
  };
}

const allUnchanged = (wanted: NonNullable<Applied['wanted']>): RosterCounts => {
  const of = (unchanged: number): Counts => ({ added: 0, changed: 0, ended: 0, unchanged });
  return {
    units: of(wanted.units),
    groups: of(wanted.groups),
    persons: of(wanted.persons),
    enrolments: of(wanted.enrolments),
    employments: of(wanted.employments),
    memberships: of(wanted.memberships),
    guardians: of(wanted.guardians),
  };
};

async function renamesAny<Tables>(tx: DatabaseTransaction<Tables>, importId: string): Promise<boolean> {
  const renamed = ['person', 'unit', 'group'].map(
    (kind) => sql`exists (select from ${sql.raw(`school_administration.roster_staged_${kind}`)}
      where import_id = ${importId} and former_ids <> '{}')`,
  );
  const { rows } = await sql<{ any: boolean }>`select ${sql.join(renamed, sql` or `)} as any`.execute(tx);
  return rows[0]?.any ?? true;
}
