import { type RawBuilder, sql } from 'kysely';
import { placementIsVisible, type Visibility } from '#kit/access/visibility.ts';
import type { DatabaseTransaction } from '#kit/database/database.ts';
import { inForce } from './periods.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Tx = DatabaseTransaction<SchoolAdministrationTables>;

/**
 * When staff give somebody a number that a child has whom they may not know of, the answer must be that of a number which nobody has
 * (folkeregisterloven § 10-4): whoever knows a number would learn by a refusal that its child is here. The number is then claimed: shown
 * to those who gave it and looked up in Folkeregisteret as any other, so that what the register says of it, its grading too, comes to
 * pass in the same way; but nobody signs in by it, and nothing is matched on it. Whoever is named for the hidden child's case finds
 * NUMBER_TAKEN in the queue, and decides.
 */
export const ownNumber = (alias: string): string => `coalesce(${alias}.national_id, ${alias}.national_id_claimed)`;

/** An address that is or was graded is told of to those who know the child by name alone. Read where it is written: a projection is late. */
const everGraded = (id: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select from school_administration.address_protection mark where mark.child_id = ${sql.raw(id)})`;

/** True for a pupil on the row of persons named `alias` whom the viewer may know of. */
export const seenBy = (visibility: Visibility, alias: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.raw(`${alias}.id`)} = any(${[...visibility.childIds]}::uuid[]) or (not ${everGraded(`${alias}.id`)}
    and (${visibility.everyChild}::boolean or exists (select from school_administration.child_placement placement
      where placement.child_id = ${sql.raw(`${alias}.id`)} and ${placementIsVisible(visibility)}))))`;

/**
 * True for a grown-up whose being here tells of no child that is hidden from the viewer: they work here, or belong to a child whose
 * address was never graded, or to none that was.
 */
const adultSeenBy = ({ childIds }: Visibility, alias: string): RawBuilder<boolean> => {
  const person = sql.raw(`${alias}.id`);
  const hidden = sql<boolean>`(${everGraded('linked.child_id')} and not linked.child_id = any(${[...childIds]}::uuid[]))`;
  const linked = sql`(select held.child_id from school_administration."right" held where held.person_id = ${person}
    union all select listed.child_id from school_administration.guardian listed
      left join school_administration.guardian_match matched on matched.guardian_id = listed.person_id
      where listed.person_id = ${person} or matched.person_id = ${person})`;
  return sql<boolean>`(not ${everGraded(`${alias}.id`)} and (
    exists (select from school_administration.employment post where post.person_id = ${person})
    or exists (select from ${linked} linked where not ${hidden}) or not exists (select from ${linked} linked)))`;
};

export interface NumberHolder {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Whether whoever asks may learn that somebody here has the number. */
  readonly seen: boolean;
  /** Whether the number is the person's own, or claimed. */
  readonly owns: boolean;
}

/** Those who have a number here, held until the transaction ends. */
export async function holdersOf(tx: Tx, nationalId: string, visibility: Visibility): Promise<readonly NumberHolder[]> {
  const { rows } = await sql<NumberHolder>`select holder.id, holder.given_name, holder.family_name,
      case when holder.is_pupil then ${seenBy(visibility, 'holder')} else ${adultSeenBy(visibility, 'holder')} end as seen,
      holder.national_id is not null as owns
    from school_administration.person holder
    where holder.national_id = ${nationalId} or holder.national_id_claimed = ${nationalId}
    order by holder.id for update of holder`.execute(tx);
  return rows;
}

/** Puts it before those named for the case that somebody else has been given the number of a child who is hidden; none, where nobody is. */
export async function tellOfClaim(
  tx: Tx,
  nationalId: string | null,
  hiddenIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`insert into school_administration.register_case (id, child_id, kind, state, noted_at)
    select gen_random_uuid(), holder.id, 'NUMBER_TAKEN', 'OPEN', ${now.toISOString()} from school_administration.person holder
    where holder.national_id = ${nationalId} and holder.is_pupil and holder.id = any(${[...hiddenIds]}::uuid[])
    on conflict do nothing`.execute(tx);
}

/**
 * Those named for the case of a hidden child are named for the one who was given its number as well, once that one's address is graded
 * too: else nobody could say whether the two are one. And a number that nobody has any more is its claimant's own. Gives the children
 * concerned.
 */
export async function followClaims(
  tx: Tx,
  { on, now }: { readonly on: string; readonly now: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    with named as (
      insert into school_administration."right" (id, child_id, person_id, kind, source, reason, decided_by, valid_from, valid_to, recorded_at)
      select gen_random_uuid(), claimant.id, held.person_id, held.kind, 'STAFF', held.reason, held.decided_by, held.valid_from,
        held.valid_to, ${now.toISOString()}::timestamptz
      from school_administration.person claimant
      join school_administration.person holder on holder.national_id = claimant.national_id_claimed
      join school_administration."right" held on held.child_id = holder.id
        and held.kind in ('NAMED_FOR_CASE','NAMED_BY_DECISION') and ${inForce('held', on)}
      where claimant.is_pupil and exists (select from school_administration.address_protection mark
          where mark.child_id = claimant.id and ${inForce('mark', on)})
        and not exists (select from school_administration."right" known where known.child_id = claimant.id
          and known.person_id = held.person_id and known.kind = held.kind and known.valid_to is not distinct from held.valid_to)
      returning child_id),
    freed as (
      update school_administration.person claimant set national_id = national_id_claimed, national_id_claimed = null
      where claimant.id in (select min(waiting.id::text)::uuid from school_administration.person waiting
        where waiting.national_id_claimed is not null group by waiting.national_id_claimed
        having not exists (select from school_administration.person holder where holder.national_id = waiting.national_id_claimed)))
    select distinct child_id from named`.execute(tx);
  return rows.map((row) => row.childId);
}
