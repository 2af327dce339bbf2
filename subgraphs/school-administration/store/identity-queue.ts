import { sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import { namesAgree } from '../domain/identity-agrees.ts';
import { ownNumber } from './claimed-numbers.ts';
import { afterKey } from './list-page.ts';
import type { PupilRow } from './pupils.ts';
import type { SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface PupilToIdentifyRow {
  readonly childId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly why: 'NO_NUMBER' | 'NUMBER_NOT_VALID' | 'NOT_IN_REGISTER';
}

/** The last decision on a child's own identity; an undone one counts as none. */
const lastOutcome = sql`(select decision.outcome from school_administration.match_decision decision
  where decision.child_id = child.id and decision.guardian_id is null order by decision.seq desc limit 1)`;

/** Children enrolled here, whom the viewer may know of, that the register cannot be asked about or does not know, by name. */
export async function listPupilsToIdentify(
  database: Reader,
  page: Page,
  { visibility, on }: { readonly visibility: Visibility; readonly on: string },
): Promise<readonly PupilToIdentifyRow[]> {
  const { rows } = await sql<PupilToIdentifyRow>`
    select child.id as child_id, child.family_name, child.given_name,
      case when ${sql.raw(ownNumber('child'))} is not null then 'NOT_IN_REGISTER'
        when child.national_id_reported is not null then 'NUMBER_NOT_VALID' else 'NO_NUMBER' end as why
    from school_administration.person child
    where child.is_pupil and (${sql.raw(ownNumber('child'))} is null or exists (select from school_administration.register_look_up done
        where done.child_id = child.id and not done.found))
      and exists (select from school_administration.enrolment e where e.child_id = child.id and (e.valid_to is null or e.valid_to >= ${on}::date))
      and coalesce(${lastOutcome}, 'UNDONE') <> 'NO_MATCH'
      and ${visibleChild('school_administration', 'child.id', visibility)}
      and ${afterKey(page, ['child.family_name', 'child.given_name'], 'child.id')}
    order by child.family_name, child.given_name, child.id limit ${page.limit + 1}`.execute(database);
  return rows;
}

/** Other children here with the same birth date and a name that agrees: for a person to look at, twins among them. */
export async function candidatesFor(
  database: Reader,
  childIds: readonly string[],
): Promise<readonly (PupilRow & { readonly of: string })[]> {
  const { rows } = await sql<PupilRow & { of: string; ownGivenName: string; ownFamilyName: string }>`
    select child.id as of, child.given_name as own_given_name, child.family_name as own_family_name,
      other.id, other.given_name, other.family_name, other.birth_date, ${sql.raw(ownNumber('other'))} as national_id, other.national_id_reported, other.address,
      other.language, other.mother_tongues
    from school_administration.person child
    join school_administration.person other on other.is_pupil and other.birth_date = child.birth_date and other.id <> child.id
    where child.id = any(${[...childIds]}::uuid[]) order by child.id, other.id`.execute(database);
  return rows.filter((row) => namesAgree(row, { givenName: row.ownGivenName, familyName: row.ownFamilyName }));
}

export interface MatchDecisionRow {
  readonly id: string;
  readonly childId: string;
  readonly guardianId: string | null;
  readonly outcome: 'MATCHED' | 'NO_MATCH' | 'UNDONE';
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** Decisions on who children and their guardians are, the newest first; undone ones too. */
export async function matchDecisionsOf(
  database: Reader,
  childIds: readonly string[],
): Promise<readonly MatchDecisionRow[]> {
  const { rows } = await sql<MatchDecisionRow>`select id, child_id, guardian_id, outcome, reason, decided_by, decided_at
    from school_administration.match_decision where child_id = any(${[...childIds]}::uuid[])
    order by seq desc`.execute(database);
  return rows;
}
