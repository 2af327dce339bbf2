import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import { afterKey, perParent } from './list-page.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface UnitRow {
  readonly id: string;
  readonly kind: 'OWNER' | 'SCHOOL' | 'KINDERGARTEN' | 'SFO';
  readonly organisationNumber: string | null;
  readonly name: string;
  readonly parentId: string | null;
}
export interface GroupRow {
  readonly id: string;
  readonly unitId: string;
  readonly kind: string;
  readonly name: string;
  readonly grepCode: string | null;
  readonly level: number | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const unitColumns = sql.raw('unit.id, unit.kind, unit.organisation_number, unit.name, unit.parent_id');
const groupColumns = sql.raw('g.id, g.unit_id, g.kind, g.name, g.grep_code, g.level, g.valid_from, g.valid_to');

export async function findUnits(database: Reader, ids: readonly string[]): Promise<readonly UnitRow[]> {
  const { rows } = await sql<UnitRow>`select ${unitColumns} from school_administration.unit
    where unit.id = any(${[...ids]}::uuid[])`.execute(database);
  return rows;
}

/** Units by name; those that have ended are left out. */
export async function listUnits(
  database: Reader,
  kind: string | null,
  page: Page,
  on: string,
): Promise<readonly UnitRow[]> {
  const { rows } = await sql<UnitRow>`select ${unitColumns} from school_administration.unit
    where (${kind}::text is null or unit.kind = ${kind}) and (unit.ended_on is null or unit.ended_on >= ${on}::date)
      and ${afterKey(page, ['unit.name'], 'unit.id')}
    order by unit.name, unit.id limit ${page.limit + 1}`.execute(database);
  return rows;
}

export async function findGroups(database: Reader, ids: readonly string[]): Promise<readonly GroupRow[]> {
  const { rows } = await sql<GroupRow>`select ${groupColumns} from school_administration."group" g
    where g.id = any(${[...ids]}::uuid[])`.execute(database);
  return rows;
}

/** The groups that units have now, by name. */
export async function listGroups(database: Reader, unitIds: readonly string[], page: Page, on: string) {
  const { rows } = await sql<GroupRow & { parentId: string }>`${perParent(
    unitIds,
    sql`select ${groupColumns} from school_administration."group" g
      where g.unit_id = parent.id and ${inForce('g', on)} and ${afterKey(page, ['g.name'], 'g.id')}
      order by g.name, g.id limit ${page.limit + 1}`,
  )}`.execute(database);
  return rows;
}

/** Where children attend on a day, with the level there: the school before the SFO. */
export async function unitsOfChildren(database: Reader, childIds: readonly string[], on: string) {
  const { rows } = await sql<UnitRow & { childId: string; level: number | null }>`
    select enrolment.child_id, enrolment.level, ${unitColumns}
    from school_administration.enrolment join school_administration.unit on unit.id = enrolment.unit_id
    where enrolment.child_id = any(${[...childIds]}::uuid[]) and ${inForce('enrolment', on)}
    order by array_position(array['SCHOOL', 'KINDERGARTEN', 'SFO', 'OWNER'], unit.kind), unit.name, unit.id`.execute(
    database,
  );
  return rows;
}
