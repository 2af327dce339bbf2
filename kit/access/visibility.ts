import { type RawBuilder, sql } from 'kysely';
import type { VisibilityScope } from '#contracts/ports.ts';
import type { Migration } from '#kit/database/migrate.ts';

/**
 * Who may know of which children, for stores that list, count, sort or search. It becomes SQL over the small projection that
 * each subgraph keeps, so that a hidden child leaves no trace in a count or a page. The facts check after it is the authority.
 */
export type Visibility = VisibilityScope;

/** The projection's table, in the subgraph's own schema: child → units, groups, grading. */
export const placementMigration = (schema: string): Migration => ({
  name: '000-child-placement',
  sql: `
create table ${schema}.child_placement (
  child_id uuid primary key, unit_ids uuid[] not null, group_ids uuid[] not null, graded boolean not null, active boolean not null);
create index child_placement_units on ${schema}.child_placement using gin (unit_ids);
create index child_placement_groups on ${schema}.child_placement using gin (group_ids);`,
});

/** A condition on a column that holds a child's id: true for children the viewer may know of, by the subgraph's projection. */
export function visibleChild(schema: string, column: string, visibility: Visibility): RawBuilder<boolean> {
  return sql<boolean>`exists (select from ${sql.table(`${schema}.childPlacement`)} placement
    where placement.child_id = ${sql.ref(column)} and ${placementIsVisible(visibility)})`;
}

/** The same condition on a row of the projection named `placement`. A graded child is visible only to those who know it by name. */
export function placementIsVisible(visibility: Visibility): RawBuilder<boolean> {
  return sql<boolean>`(placement.child_id = any(${[...visibility.childIds]}::uuid[]) or (not placement.graded and (
    ${visibility.everyChild}::boolean or placement.unit_ids && ${[...visibility.unitIds]}::uuid[]
    or placement.group_ids && ${[...visibility.groupIds]}::uuid[])))`;
}
