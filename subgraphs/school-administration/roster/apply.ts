/**
 * Compares a staged roster with the hub and applies the difference, in one transaction: all of it or nothing.
 *
 * It touches only rows that came from the same source. It never writes rights, marks of address protection or contact bans.
 */
import { sql } from 'kysely';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { RosterFinding } from '../source/roster-findings.ts';
import type { Extract } from '../source/roster-records.ts';
import { applyGroups, applyUnits } from './apply-groups.ts';
import { applyPeriods } from './apply-periods.ts';
import { applyPersons } from './apply-persons.ts';
import { employments, enrolments, guardians, memberships } from './belonging.ts';
import { completeDelta } from './delta/complete-delta.ts';
import { findEndedByStaff } from './find-ended-by-staff.ts';
import { countRemovals, type Removals } from './removals.ts';
import { type Counts, countedKinds, type RosterCounts } from './report.ts';
import { markRoles, resolveKnownPersons, resolvePersons, resolveUnitsAndGroups } from './resolve-identities.ts';
import { withdrawTakenIds } from './withdraw-taken-ids.ts';

export interface ApplyOptions {
  readonly importId: string;
  readonly source: string;
  readonly extract: Extract;
  /** The Norwegian date of the import. */
  readonly today: string;
  /** The day before: the last day of what the file no longer has. */
  readonly yesterday: string;
}

export interface Applied {
  readonly counts: RosterCounts;
  /** How many rows of each kind the file has that hold now or later; not said of a file of absence or marks. */
  readonly wanted?: Readonly<Record<CountedKind, number>>;
  /** Persons whom the hub has no purpose for: no role here, and no pupil's contact (GDPR art. 5 (1) c). */
  readonly personsLeftOut: number;
  readonly findings: readonly RosterFinding[];
  readonly removals: Removals;
}

/**
 * Every statement here joins whole tables, and an embedded database gathers no statistics by itself: left to guess, the
 * planner compares every row with every row. While a roster is compared it may not. (A plan that has no other way is then
 * reckoned dear, and would be compiled for nothing: hence no JIT.)
 */
async function joinWholeTables<Tables>(tx: DatabaseTransaction<Tables>, whole: boolean): Promise<void> {
  await sql`select set_config('enable_nestloop', ${whole ? 'off' : 'on'}, true), set_config('jit', 'off', true),
    set_config('work_mem', '64MB', true)`.execute(tx);
  // Nothing has counted the staged rows yet, and a planner that takes them for a few sorts where it should hash.
  if (whole) for (const table of stagedTables) await sql`analyze ${sql.raw(table)}`.execute(tx);
}

const stagedTables = ['person', 'unit', 'group', 'membership', 'contact', 'parent'].map(
  (kind) => `school_administration.roster_staged_${kind}`,
);

/** Says of every staged row which row of the hub it is. */
async function resolve<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  let findings: readonly RosterFinding[] = [];
  if (options.extract === 'full') {
    await resolveUnitsAndGroups(tx, options);
    await markRoles(tx, options);
    await resolveKnownPersons(tx, options);
  } else {
    findings = await completeDelta(tx, options);
  }
  const taken = await withdrawTakenIds(tx, options);
  return [...findings, ...taken, ...(await resolvePersons(tx, options))];
}

export async function applyRoster<Tables>(tx: DatabaseTransaction<Tables>, options: ApplyOptions): Promise<Applied> {
  await joinWholeTables(tx, true);
  const findings = [...(await resolve(tx, options))];
  const units = await applyUnits(tx, options);
  const groups = await applyGroups(tx, options);
  const { counts: persons, leftOut } = await applyPersons(tx, options);
  const enrolled = await applyPeriods(tx, enrolments, options);
  if (options.extract === 'full' && enrolled.current === 0)
    throw new HubError(
      'BAD_INPUT',
      'The file places no pupil at a school or kindergarten now: neither by a role there nor by a class (basisgruppe). ' +
        'A full file says who there is, so this would end every pupil. Nothing was imported.',
    );
  const removals = await countRemovals(tx, options);
  const compared = {
    units: { counts: units, current: stagedOf(units) },
    groups: { counts: groups, current: stagedOf(groups) },
    persons: { counts: persons, current: stagedOf(persons) },
    enrolments: enrolled,
    employments: await applyPeriods(tx, employments, options),
    memberships: await applyPeriods(tx, memberships, options),
    guardians: await applyPeriods(tx, guardians, options),
  };
  const counts = ofEach((kind) => compared[kind].counts);
  const wanted = ofEach((kind) => compared[kind].current);
  const endedByStaff = await findEndedByStaff(tx, options);
  await joinWholeTables(tx, false);
  return { counts, wanted, personsLeftOut: leftOut, removals, findings: [...findings, ...endedByStaff] };
}

const stagedOf = ({ added, changed, unchanged }: Counts): number => added + changed + unchanged;

type CountedKind = (typeof countedKinds)[number];
const ofEach = <Value>(value: (kind: CountedKind) => Value) =>
  Object.fromEntries(countedKinds.map((kind) => [kind, value(kind)])) as Record<CountedKind, Value>;
