import { type RawBuilder, sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Database } from '#kit/database/database.ts';
import type { ApprovalStatus } from '../domain/approval.ts';
import type { Level } from '../domain/level.ts';
import { type ResourceRow, resourceColumns } from './resource-rows.ts';
import type { LearningResourcesTables } from './tables.ts';

type Db = Database<LearningResourcesTables>;

export interface ResourceFilter {
  /** Part of the title or of the supplier's name. */
  readonly text?: string | null;
  readonly level?: Level | null;
  readonly language?: string | null;
  /** The letters that its curricula's codes begin with, such as NOR. */
  readonly subject?: string | null;
  readonly competenceAim?: string | null;
  readonly curriculum?: string | null;
  readonly status?: ApprovalStatus | null;
  readonly lacksParallelEdition?: boolean | null;
  /** Takes personal data, and its agreement is missing or ends before this day. */
  readonly agreementEndsBefore?: string | null;
  readonly universalDesign?: boolean | null;
  readonly speciallyAdapted?: boolean | null;
  readonly fromStatped?: boolean | null;
}

const afterKey = ({ after }: Page): RawBuilder<boolean> =>
  sql<boolean>`(${after === undefined} or (r.title, r.id) > (${after?.[0] ?? ''}, ${after?.[1] ?? null}::uuid))`;

/** One page of the catalogue, a row more than asked for. */
export async function pageOfResources(
  database: Db,
  filter: ResourceFilter,
  page: Page,
): Promise<readonly ResourceRow[]> {
  const text = filter.text ? `%${filter.text.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<ResourceRow>`select ${resourceColumns} from learning_resources.resource r
    where (${text}::text is null or r.title ilike ${text} or r.supplier ilike ${text})
    and (${filter.level ?? null}::text is null or ${filter.level ?? null} = any(r.levels))
    and (${filter.language ?? null}::text is null or ${filter.language ?? null} = any(r.languages))
    and (${filter.competenceAim ?? null}::text is null or r.competence_aims @> array[${filter.competenceAim ?? null}::text])
    and (${filter.subject ?? null}::text is null or exists (select from learning_resources.competence_aim a
      where left(a.curriculum_code, 3) = ${filter.subject ?? null} and a.code = any(r.competence_aims)))
    and (${filter.curriculum ?? null}::text is null or exists (select from learning_resources.competence_aim a
      where a.curriculum_code = ${filter.curriculum ?? null} and a.code = any(r.competence_aims)))
    and (${filter.status ?? null}::text is null or r.status = ${filter.status ?? null})
    and (${filter.lacksParallelEdition ?? null}::boolean is null or r.lacks_parallel_edition = ${filter.lacksParallelEdition ?? null})
    and (${filter.agreementEndsBefore ?? null}::date is null or ((r.description->>'processesPersonalData')::boolean
      and coalesce(r.agreement_ends_on < ${filter.agreementEndsBefore ?? null}, true)))
    and (${filter.universalDesign ?? null}::boolean is null or r.description ? 'universalDesign' = ${filter.universalDesign ?? null})
    and (${filter.speciallyAdapted ?? null}::boolean is null
      or (r.description->>'speciallyAdapted')::boolean = ${filter.speciallyAdapted ?? null})
    and (${filter.fromStatped ?? null}::boolean is null or (r.description->>'fromStatped')::boolean = ${filter.fromStatped ?? null})
    and ${afterKey(page)} order by r.title, r.id limit ${page.limit + 1}`.execute(database);
  return rows;
}

export async function resourcesById(database: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ResourceRow>> {
  const { rows } = await sql<ResourceRow>`select ${resourceColumns} from learning_resources.resource r
    where r.id = any(${[...ids]}::uuid[])`.execute(database);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Distributed to a unit on a day: to all units or to this one, and not past its last day. */
const distributedTo = (unitIds: RawBuilder<unknown>, on: string): RawBuilder<boolean> =>
  sql<boolean>`r.status = 'DISTRIBUTED' and (r.approved_until is null or r.approved_until >= ${on})
    and (r.unit_ids = '{}' or r.unit_ids && ${unitIds})`;

/** Resources distributed to each of many units, a page of each, in one statement; a kindergarten has those for kindergartens. */
export function pagesByUnit(database: Db, unitIds: readonly string[], page: Page, on: string) {
  const isKindergarten = sql`exists (select from learning_resources.unit u where u.unit_id = parent.id::uuid and u.kind = 'KINDERGARTEN')`;
  return pagesByParent(
    database,
    unitIds,
    page,
    sql<boolean>`${distributedTo(sql`array[parent.id::uuid]`, on)} and case when ${isKindergarten}
      then 'KINDERGARTEN' = any(r.approved_levels) else r.approved_levels <> array['KINDERGARTEN'] end`,
  );
}

/** Resources that each of many Feide groups uses on a day. */
export function pagesByGroup(database: Db, groupIds: readonly string[], page: Page, on: string) {
  return pagesByParent(
    database,
    groupIds,
    page,
    sql<boolean>`r.status = 'DISTRIBUTED' and exists (select from learning_resources.group_use g where g.group_id = parent.id
      and g.resource_id = r.id and g.used_from <= ${on} and (g.used_to is null or g.used_to >= ${on}))`,
  );
}

/** Resources that each of many children may use on a day, by unit and level: access follows the placement, and moves with it. */
export function pagesByChild(database: Db, childIds: readonly string[], page: Page, on: string) {
  return pagesByParent(
    database,
    childIds,
    page,
    sql<boolean>`exists (select from learning_resources.child_placement p where p.child_id = parent.id::uuid and p.active
      and ${distributedTo(sql`p.unit_ids`, on)} and ${levelOf(sql`p`)} = any(r.approved_levels))`,
  );
}

/** The level of a placed child; one without a level at a kindergarten is a kindergarten child. */
export const levelOf = (placement: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`coalesce((select l.level from learning_resources.pupil_level l where l.child_id = ${placement}.child_id),
    case when exists (select from learning_resources.unit u where u.unit_id = any(${placement}.unit_ids) and u.kind = 'KINDERGARTEN')
    then 'KINDERGARTEN' end)`;

async function pagesByParent(
  database: Db,
  parents: readonly string[],
  page: Page,
  condition: RawBuilder<boolean>,
): Promise<ReadonlyMap<string, readonly ResourceRow[]>> {
  const { rows } = await sql<ResourceRow & { parentId: string }>`select parent.id as parent_id, ${resourceColumns}
    from unnest(${[...parents]}::text[]) as parent(id) cross join lateral (
      select * from learning_resources.resource r where ${condition} and ${afterKey(page)}
      order by r.title, r.id limit ${page.limit + 1}) r
    order by r.title, r.id`.execute(database);
  return Map.groupBy(rows, (row) => row.parentId);
}

/** Numbers of children per level that may use each resource with personal data; those with a graded address are in no number. */
export async function pupilsByLevel(
  database: Db,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyArray<{ readonly part: Level; readonly pupils: number }>>> {
  const { rows } = await sql<{ resourceId: string; part: Level; pupils: number }>`
    select r.id as resource_id, ${levelOf(sql`p`)} as part, count(*) as pupils
    from learning_resources.resource r join learning_resources.child_placement p
      on p.active and not p.graded and (r.unit_ids = '{}' or r.unit_ids && p.unit_ids) and ${levelOf(sql`p`)} = any(r.approved_levels)
    where r.id = any(${[...resourceIds]}::uuid[]) and r.status = 'DISTRIBUTED' group by 1, 2`.execute(database);
  return Map.groupBy(rows, (row) => row.resourceId);
}
