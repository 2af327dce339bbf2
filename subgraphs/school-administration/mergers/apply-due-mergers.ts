import { sql } from 'kysely';
import {
  groupChanged,
  pupilPlacementChanged,
  schoolMerged,
  unitChanged,
} from '#contracts/events/school-administration.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { endMergedUnits, moveIntoMergedUnit, openMergedUnit } from '../store/apply-merger.ts';
import { placementRows } from '../store/published-changes.ts';
import { dueMergers, type MergerRow } from '../store/school-mergers.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

type Deps = Pick<SubgraphDeps<SchoolAdministrationTables>, 'transact' | 'now' | 'newId'>;
type Unit = UnitOfWork<SchoolAdministrationTables>;

/**
 * Carries out the mergers whose day has come, each whole or not at all. It is no move: nobody arrives, nothing is fetched, and the archive
 * goes on with the same pupil records. Gives how many were carried out.
 */
export async function applyDueMergers({ transact, now, newId }: Deps): Promise<number> {
  const today = dateInNorway(now());
  for (let done = 0; ; done += 1) {
    const found = await transact(async (unit) => {
      const [merger] = await dueMergers(unit.tx, today);
      if (!merger) return false;
      const into = await openMergedUnit(unit.tx, merger, newId());
      await moveIntoMergedUnit(unit.tx, merger, into);
      await endMergedUnits(unit.tx, merger, into, now());
      await tell(unit, merger, into, today);
      await sql`drop table merger_pupil`.execute(unit.tx);
      return true;
    });
    if (!found) return done;
  }
}

async function tell({ tx, emit, emitEach }: Unit, merger: MergerRow, into: string, on: string): Promise<void> {
  const { rows } = await sql<{ kind: 'SCHOOL' | 'KINDERGARTEN'; name: string; organisationNumber: string | null }>`
    select kind, name, organisation_number from school_administration.unit where id = ${into}::uuid`.execute(tx);
  await emit(rows.map((unit) => newEvent(unitChanged, { unitId: into, ...unit })));
  await emitEach(
    groupChanged,
    sql`select null::uuid as child_id, jsonb_build_object('groupId', id, 'unitId', unit_id, 'kind', kind, 'name', name,
        'grepCode', grep_code, 'validFrom', valid_from, 'validTo', valid_to) as data
      from school_administration."group" where unit_id = ${into}::uuid`,
  );
  // Before the placement, in the child's own order: who listens knows that the new school is the old one's successor.
  await emitEach(
    schoolMerged,
    sql`select child_id, jsonb_build_object('mergerId', ${merger.id}::uuid, 'childId', child_id, 'fromUnitId', unit_id,
        'toUnitId', ${into}::uuid, 'on', ${merger.takesEffectOn}::date) as data from merger_pupil`,
  );
  await emitEach(pupilPlacementChanged, placementRows(sql`select child_id from merger_pupil`, on));
}
