import { sql } from 'kysely';
import { enrolmentEnded, groupChanged, pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { loadSchoolYearPolicy } from '#contracts/policy/school-year-policy.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Transact, UnitOfWork } from '#kit/events/outbox.ts';
import { groupStepOf, stepOf } from '../domain/roll-over.ts';
import { type SchoolYear, schoolYearBeginningIn } from '../domain/school-year.ts';
import { placementRows } from '../store/published-changes.ts';
import {
  appliedRollOver,
  type RollOverScope,
  readCohorts,
  readRollingGroups,
  sourcesTold,
} from '../store/roll-over/read-roll-over.ts';
import {
  leaversWithoutSchool,
  lockRollOver,
  moveEnrolments,
  moveGroups,
  noteRollOver,
  stageGroups,
  stagePupils,
} from '../store/roll-over/write-roll-over.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { findingsOf, linesOf, nameOf, type RollOverReport } from './report.ts';

export interface RollOverOptions {
  readonly transact: Transact<SchoolAdministrationTables>;
  /** The calendar year in which the school year begins. */
  readonly begins: number;
  /** Without it nothing is changed: the same is done and taken back, and the report says what would be. */
  readonly apply: boolean;
  /** The folder of the dated policies. */
  readonly policyRoot: string;
  now(): Date;
}

type Unit = UnitOfWork<SchoolAdministrationTables>;

/** Takes back what a dry run has done; it carries the report out of the transaction. */
class DryRun extends Error {
  readonly report: RollOverReport;
  constructor(report: RollOverReport) {
    super('dry run');
    this.report = report;
  }
}

/**
 * The yearly roll-over: pupils go to the next year level, classes follow them under a new name, those who have done the last level and
 * the kindergarten's oldest leave. It writes enrolments, memberships and groups, and nothing else: marks of protection, bans and rights
 * are no part of a school year. All or nothing, and once for a school year: the second time changes nothing.
 *
 * Throws `CONFLICT` when it is to be applied outside the school year.
 */
export async function rollOver(options: RollOverOptions): Promise<RollOverReport> {
  const year = schoolYearBeginningIn(options.begins);
  if (options.apply) refuseOutside(year, dateInNorway(options.now()));
  try {
    return await options.transact(async (unit) => {
      await lockRollOver(unit.tx);
      const before = await appliedRollOver<RollOverReport>(
        unit.tx as Database<SchoolAdministrationTables>,
        year.begins,
      );
      if (before) return { ...before.report, applied: false, appliedBefore: before.appliedAt };
      const report = await rollOverIn(unit, year, options);
      if (!options.apply) throw new DryRun({ ...report, applied: false });
      await noteRollOver(unit.tx, year.begins, report, options.now());
      return report;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.report;
    throw error;
  }
}

function refuseOutside(year: SchoolYear, today: string): void {
  if (today < year.firstDay)
    throw new HubError(
      'CONFLICT',
      `The school year ${nameOf(year)} begins on ${year.firstDay}. Look at it without --apply; apply it from that day.`,
    );
  if (today > year.lastDay)
    throw new HubError('CONFLICT', `The school year ${nameOf(year)} ended on ${year.lastDay}: name the one that runs.`);
}

async function rollOverIn(
  unit: Unit,
  year: SchoolYear,
  { apply, now, policyRoot }: RollOverOptions,
): Promise<RollOverReport> {
  const { tx } = unit;
  const database = tx as Database<SchoolAdministrationTables>;
  const scope: RollOverScope = { year, toldSources: await sourcesTold(database, year) };
  const cohorts = await readCohorts(database, scope);
  const policy = loadSchoolYearPolicy(policyRoot, year.firstDay);
  const steps = cohorts.map((cohort) => [cohort, stepOf(cohort, year, policy)] as const);
  const groups = (await readRollingGroups(database, scope)).map((group) => [group, groupStepOf(group, year)] as const);
  await stagePupils(tx, scope, steps);
  await stageGroups(tx, scope, groups);
  await moveEnrolments(tx, scope);
  await moveGroups(tx, scope);
  if (apply) await tell(unit, year, dateInNorway(now()));
  const unitNames = new Map(cohorts.map(({ unitId, unitName }) => [unitId, unitName]));
  const between = await leaversWithoutSchool(tx, year);
  const count = (...kinds: readonly string[]) => groups.filter(([, { kind }]) => kinds.includes(kind)).length;
  return {
    schoolYear: nameOf(year),
    applied: true,
    appliedBefore: null,
    lines: linesOf(steps),
    groups: { renamed: count('RENAMED'), goOn: count('GOES_ON'), ended: count('ENDS', 'REPLACED') },
    findings: [
      ...findingsOf(steps, groups, unitNames),
      ...between.map(({ unitId, pupils }) => ({
        kind: 'BETWEEN_SCHOOLS' as const,
        unit: unitNames.get(unitId) ?? '',
        pupils,
        what: 'pupil(s) leave without a school from August: the admission, or staff, must say where they start',
      })),
    ],
  };
}

/** The new placements, the places that ended and the groups that changed, each in one statement. */
async function tell({ emitEach }: Unit, { lastDayBefore }: SchoolYear, on: string): Promise<void> {
  await emitEach(
    pupilPlacementChanged,
    placementRows(sql`select child_id from roll_over_pupil where step <> 'STAYS'`, on),
  );
  await emitEach(
    enrolmentEnded,
    sql`select child_id, jsonb_build_object('childId', child_id, 'unitId', unit_id, 'endDate', ${lastDayBefore}::date) as data
      from roll_over_pupil where step = 'LEAVES'`,
  );
  await emitEach(
    groupChanged,
    sql`select null::uuid as child_id, jsonb_build_object('groupId', g.id, 'unitId', g.unit_id, 'kind', g.kind, 'name', g.name,
        'grepCode', g.grep_code, 'validFrom', g.valid_from, 'validTo', g.valid_to) as data
      from school_administration."group" g join roll_over_group step on step.group_id = g.id`,
  );
}
