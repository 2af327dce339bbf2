import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HubDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { applyEvents } from '#kit/events/consumer.ts';
import { createTransact } from '#kit/events/outbox.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { openKitDatabase } from '#test/contract/support/kit-database.ts';
import { type PupilPlacement, placedPupil } from '#test/contract/support/placed-pupil.ts';
import { placementProjection } from './placement-projection.ts';
import { placementMigration, type Visibility, visibleChild } from './visibility.ts';

const schema = 'trial_part';
const [north, south, class7a, class7b] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const nothing: Visibility = { everyChild: false, unitIds: [], groupIds: [], childIds: [] };

let database: HubDatabase;
beforeAll(async () => {
  database = await openKitDatabase('PGlite');
  const notes = { name: '001-note', sql: `create table ${schema}.note (pupil_id uuid, text text)` };
  await migrate(database.kysely, [{ schema, migrations: [placementMigration(schema), notes] }]);
});
afterAll(() => database.close());
beforeEach(() => sql.raw(`truncate ${schema}.child_placement, ${schema}.note`).execute(database.kysely));

/** Tells the projection where children are, in one batch, and gives each a note. */
async function place(...placements: ReadonlyArray<Partial<PupilPlacement>>): Promise<string[]> {
  const events = placements.map((placement) => placedPupil(placement));
  const transact = createTransact<EventTables>(database.as<EventTables>(), {
    controller: '312000008',
    now: () => new Date(),
    wake: () => undefined,
  });
  await applyEvents({ consumer: schema, handlers: [placementProjection<EventTables>(schema)], transact }, events);
  const ids = events.map(({ data }) => data.childId);
  await sql`insert into trial_part.note select distinct id, 'a note' from unnest(${ids}::uuid[]) as id`.execute(
    database.kysely,
  );
  return ids;
}
async function found(visibility: Partial<Visibility>): Promise<string[]> {
  const { rows } = await sql<{ pupilId: string }>`select pupil_id from trial_part.note n
    where ${visibleChild(schema, 'n.pupilId', { ...nothing, ...visibility })} order by 1`.execute(database.kysely);
  return rows.map(({ pupilId }) => pupilId);
}

describe('in a list a viewer finds', () => {
  it('the children of their units, and no others', async () => {
    const [anna] = await place({ unitIds: [north] }, { unitIds: [south] });
    expect(await found({ unitIds: [north] })).toEqual([anna]);
  });

  it('the children of their groups, and no others of the same school', async () => {
    const [anna] = await place(
      { unitIds: [north], groupIds: [class7a] },
      { unitIds: [north], groupIds: [class7b] },
      { unitIds: [north] },
    );
    expect(await found({ groupIds: [class7a] })).toEqual([anna]);
  });

  it('their own children, wherever they go', async () => {
    const [anna] = await place({ unitIds: [south] }, { unitIds: [south] });
    expect(await found({ childIds: [anna ?? ''] })).toEqual([anna]);
  });

  it('every child whose address is not graded, where the role sees all', async () => {
    const ids = await place(
      { unitIds: [north] },
      { unitIds: [] },
      { grading: 'CONFIDENTIAL' },
      { grading: 'STRICTLY_CONFIDENTIAL' },
    );
    expect(await found({ everyChild: true })).toEqual(ids.slice(0, 2).sort());
  });

  it('a child with a graded address by name alone, of either grade', async () => {
    const grades = ['CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'] as const;
    const ids = await place(...grades.map((grading) => ({ grading, unitIds: [north], groupIds: [class7a] })));
    expect(await found({ everyChild: true, unitIds: [north], groupIds: [class7a] })).toEqual([]);
    expect(await found({ childIds: ids })).toEqual([...ids].sort());
  });

  it('nobody, who sees nothing', async () => {
    await place({ unitIds: [north], groupIds: [class7a] });
    expect(await found({})).toEqual([]);
    expect(await found({ unitIds: [class7a], groupIds: [north] })).toEqual([]);
  });

  it('nothing of a child whose place is not known yet: too much is hidden, never shown', async () => {
    const anna = randomUUID();
    await sql`insert into trial_part.note values (${anna}, 'a note')`.execute(database.kysely);
    expect(await found({ everyChild: true, childIds: [anna] })).toEqual([]);
  });
});

describe('where children are', () => {
  it('is what the last event says, within a batch and after it', async () => {
    const childId = randomUUID();
    await place({ childId, unitIds: [north] }, { childId, unitIds: [south] });
    expect([await found({ unitIds: [north] }), await found({ unitIds: [south] })]).toEqual([[], [childId]]);
    await place({ childId, unitIds: [south], grading: 'CONFIDENTIAL' });
    expect(await found({ unitIds: [south] })).toEqual([]);
  });

  it('is kept in one statement for many children', async () => {
    const texts: string[] = [];
    const stop = database.observe((text) => texts.push(text));
    await place(...[...Array(300)].map(() => ({ unitIds: [north] })));
    stop();
    expect(texts.filter((text) => text.includes('child_placement'))).toHaveLength(1);
    expect(await found({ unitIds: [north] })).toHaveLength(300);
  });
});
