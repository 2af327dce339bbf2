import { sql } from 'kysely';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';

/** Keeps a subgraph's `child_placement` current from school-administration's events, a batch in one statement. */
export function placementProjection<Tables>(schema: string): EventHandler<Tables> {
  return onEvent<Tables, ReturnType<typeof pupilPlacementChanged.schema.parse>>(
    pupilPlacementChanged,
    async ({ tx }, events) => {
      // Only a child's last state counts; two rows for one child cannot be updated by one statement.
      const last = new Map(events.map((event) => [event.data.childId, event.data]));
      await sql`insert into ${sql.table(`${schema}.childPlacement`)} (child_id, unit_ids, group_ids, graded, active)
      select p.child_id, array(select jsonb_array_elements_text(p.unit_ids)::uuid), array(select jsonb_array_elements_text(p.group_ids)::uuid),
        p.graded, p.active
      from jsonb_to_recordset(${JSON.stringify(
        [...last.values()].map((data) => ({
          child_id: data.childId,
          unit_ids: data.unitIds,
          group_ids: data.groupIds,
          graded: data.grading !== 'UNGRADED',
          active: data.active,
        })),
      )}::jsonb) as p(child_id uuid, unit_ids jsonb, group_ids jsonb, graded boolean, active boolean)
      on conflict (child_id) do update set unit_ids = excluded.unit_ids, group_ids = excluded.group_ids,
        graded = excluded.graded, active = excluded.active`.execute(tx);
    },
  );
}
