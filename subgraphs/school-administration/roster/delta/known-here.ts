/** What a source's ids name in the hub: its own rows, and those of other sources that it has been found to mean. */
import { type RawBuilder, sql } from 'kysely';
import type { ApplyOptions } from '../apply.ts';

type Known = RawBuilder<{ sourceId: string; id: string }>;

export const knownPersons = ({ source }: ApplyOptions): Known => sql`(
  select source_id, id from school_administration.person where source = ${source}
  union all select source_id, target_id from school_administration.roster_link where source = ${source} and of = 'person')`;

/** Units that have not ended. */
export const knownUnits = ({ source }: ApplyOptions): Known => sql`(
  select source_id, id from school_administration.unit where source = ${source} and ended_on is null
  union all select l.source_id, u.id from school_administration.roster_link l
    join school_administration.unit u on u.id = l.target_id and u.ended_on is null
    where l.source = ${source} and l.of = 'unit')`;

/** Groups that have not ended. */
export const knownGroups = ({ source, today }: ApplyOptions): Known => sql`(
  select source_id, id from school_administration."group"
  where source = ${source} and (valid_to is null or valid_to >= ${today}::date))`;

/** Rows with a period that hold now or later. */
export const isCurrent = (alias: string, { source, today }: ApplyOptions): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.source`)} = ${source}
    and (${sql.ref(`${alias}.validTo`)} is null or ${sql.ref(`${alias}.validTo`)} >= ${today}::date))`;

/** Whether the delta takes a row away. */
export const isRemoved = (
  kind: 'unit' | 'group' | 'person',
  id: string,
  { importId }: ApplyOptions,
): RawBuilder<boolean> =>
  sql<boolean>`exists (select from school_administration.roster_scope gone
    where gone.import_id = ${importId} and gone.kind = ${`removed-${kind}`} and gone.id = ${sql.ref(id)})`;
