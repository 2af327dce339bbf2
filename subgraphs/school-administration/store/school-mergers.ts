import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { MergerInput, MergingUnit } from '../domain/school-merger.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;
type Tx = DatabaseTransaction<SchoolAdministrationTables>;

export interface MergerRow {
  readonly id: string;
  readonly unitIds: readonly string[];
  readonly organisationNumber: string;
  readonly name: string;
  readonly takesEffectOn: string;
  readonly leaderIds: readonly string[];
  readonly reason: string;
  readonly state: 'RECORDED' | 'DONE' | 'CANCELLED';
  /** The new school, when it is done. */
  readonly intoUnitId: string | null;
  readonly settledReason: string | null;
}

const columns =
  sql.raw(`m.id, m.unit_ids, m.organisation_number, m.name, m.takes_effect_on, m.leader_ids, m.reason, m.state,
  m.into_unit_id, m.settled_reason`);

export async function listMergers(database: Reader): Promise<readonly MergerRow[]> {
  const { rows } = await sql<MergerRow>`select ${columns} from school_administration.school_merger m
    order by m.takes_effect_on desc, m.id`.execute(database);
  return rows;
}

export async function findMerger(database: Reader, id: string): Promise<MergerRow | null> {
  const { rows } =
    await sql<MergerRow>`select ${columns} from school_administration.school_merger m where m.id = ${id}::uuid`.execute(
      database,
    );
  return rows[0] ?? null;
}

/** Mergers whose day has come, taken by the first who comes. */
export async function dueMergers(tx: Tx, today: string): Promise<readonly MergerRow[]> {
  const { rows } = await sql<MergerRow>`select ${columns} from school_administration.school_merger m
    where m.state = 'RECORDED' and m.takes_effect_on <= ${today}::date order by m.takes_effect_on, m.id limit 1 for update`.execute(
    tx,
  );
  return rows;
}

/** The units named that can merge; they are held until the merger is recorded. */
export async function lockMergingUnits(tx: Tx, ids: readonly string[]): Promise<readonly MergingUnit[]> {
  const { rows } = await sql<MergingUnit>`select unit.id, unit.kind, unit.organisation_number, unit.ended_on,
      exists (select from school_administration.school_merger m where m.state = 'RECORDED' and unit.id = any(m.unit_ids)) as merges_already
    from school_administration.unit where unit.id = any(${[...ids]}::uuid[]) and unit.kind in ('SCHOOL', 'KINDERGARTEN')
    order by unit.id for update`.execute(tx);
  return rows;
}

export async function insertMerger(
  tx: Tx,
  merger: MergerInput & {
    readonly id: string;
    readonly leaderIds: readonly string[];
    readonly decidedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`insert into school_administration.school_merger
      (id, unit_ids, organisation_number, name, takes_effect_on, leader_ids, reason, decided_by, decided_at, state)
    values (${merger.id}, ${[...merger.unitIds]}::uuid[], ${merger.organisationNumber}, ${merger.name}, ${merger.takesEffectOn}::date,
      ${[...merger.leaderIds]}::uuid[], ${merger.reason}, ${merger.decidedBy}, ${merger.now.toISOString()}, 'RECORDED')`.execute(
    tx,
  );
}

/** False when there is none that is recorded and not done. */
export async function cancelMergerRow(
  tx: Tx,
  { id, reason, now }: { readonly id: string; readonly reason: string; readonly now: Date },
): Promise<boolean> {
  const { rows } =
    await sql`update school_administration.school_merger set state = 'CANCELLED', settled_reason = ${reason},
      settled_at = ${now.toISOString()} where id = ${id}::uuid and state = 'RECORDED' returning id`.execute(tx);
  return rows.length > 0;
}
