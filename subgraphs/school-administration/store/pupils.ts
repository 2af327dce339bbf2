import { type RawBuilder, sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import { placementIsVisible, type Visibility } from '#kit/access/visibility.ts';
import type { Database } from '#kit/database/database.ts';
import { ownNumber, seenBy } from './claimed-numbers.ts';
import { afterKey, perParent } from './list-page.ts';
import { nameQuery } from './name-search/name-query.ts';
import { foldedWords, wordsLike } from './name-search/words-like.ts';
import { inForce } from './periods.ts';
import type { PostalAddress, SchoolAdministrationTables } from './tables.ts';

type Reader = Database<SchoolAdministrationTables>;

export interface PupilRow {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string | null;
  readonly nationalId: string | null;
  readonly nationalIdReported: string | null;
  readonly address: PostalAddress | null;
  readonly language: string | null;
  readonly motherTongues: readonly string[];
}

const pupilColumns =
  sql.raw(`pupil.id, pupil.given_name, pupil.family_name, pupil.birth_date, ${ownNumber('pupil')} as national_id,
  pupil.national_id_reported, pupil.address, pupil.language, pupil.mother_tongues`);

export async function findPupils(database: Reader, ids: readonly string[]): Promise<readonly PupilRow[]> {
  const { rows } = await sql<PupilRow>`select ${pupilColumns} from school_administration.person pupil
    where pupil.id = any(${[...ids]}::uuid[]) and pupil.is_pupil`.execute(database);
  return rows;
}

/**
 * The child with a number; of two, the one whom the viewer may know of. Undefined where that is not one alone. Whether it may be shown is for
 * the guard to say; but a hidden child is not read at all: the guard's reading of its facts would be a statement more than for a number that
 * nobody has.
 */
export async function findPupilByNationalId(
  database: Reader,
  nationalId: string,
  visibility: Visibility,
): Promise<PupilRow | undefined> {
  const { rows } = await sql<
    PupilRow & { seen: boolean }
  >`select ${pupilColumns}, ${seenBy(visibility, 'pupil')} as seen
    from school_administration.person pupil
    where (pupil.national_id = ${nationalId} or pupil.national_id_claimed = ${nationalId}) and pupil.is_pupil
      and not exists (select from school_administration.child_placement placement where placement.child_id = pupil.id
        and placement.graded and not placement.child_id = any(${[...visibility.childIds]}::uuid[]))
    limit 10`.execute(database);
  const seen = rows.filter((row) => row.seen);
  const found = seen.length > 0 ? seen : rows;
  return found.length === 1 ? found[0] : undefined;
}

const byName = ['pupil.family_name', 'pupil.given_name'];

/** A page of the children whom a viewer may know of, that a condition on `pupil` and `placement` holds for. */
const pageOfPupils = (condition: RawBuilder<boolean>, visibility: Visibility, page: Page) => sql`
  select ${pupilColumns} from school_administration.person pupil
  join school_administration.child_placement placement on placement.child_id = pupil.id
  where pupil.is_pupil and ${condition} and ${placementIsVisible(visibility)} and ${afterKey(page, byName, 'pupil.id')}
  order by pupil.family_name, pupil.given_name, pupil.id limit ${page.limit + 1}`;

/** The children at units or in groups now, a page for each, in one statement. */
export async function listPupilsOf(
  database: Reader,
  place: 'unit' | 'group',
  parentIds: readonly string[],
  ask: { readonly page: Page; readonly visibility: Visibility },
) {
  const column = sql.raw(place === 'unit' ? 'placement.unit_ids' : 'placement.group_ids');
  const { rows } = await sql<PupilRow & { parentId: string }>`${perParent(
    parentIds,
    pageOfPupils(sql<boolean>`${column} @> array[parent.id]`, ask.visibility, ask.page),
  )}`.execute(database);
  return rows;
}

export interface PupilSearch {
  readonly search: string | null;
  readonly unitId: string | null;
  readonly groupId: string | null;
}

/** Found by the index over names before anything else is looked at: in the order of names every child would be compared. */
const isNamed = (
  query: string,
) => sql<boolean>`pupil.id = any(array(select named.id from school_administration.person named
  where named.name_words is not null and array_to_tsvector(named.name_words) @@ ${query}::tsquery))`;

/**
 * Children by name whom a viewer may know of. Every word of the search begins one of their names, however it is spelt; where no such
 * child is, the words may be misspelt. What cannot be seen decides nothing: a child who is hidden is as one who is not there.
 */
export async function searchPupils(
  database: Reader,
  { search, unitId, groupId }: PupilSearch,
  ask: { readonly page: Page; readonly visibility: Visibility },
): Promise<readonly PupilRow[]> {
  const words = search?.trim() ? await foldedWords(database, search) : [];
  const where = (query: string | null) => sql<boolean>`${query === null ? sql`true` : isNamed(query)}
      and (${unitId}::uuid is null or placement.unit_ids @> array[${unitId}::uuid])
      and (${groupId}::uuid is null or placement.group_ids @> array[${groupId}::uuid])`;
  const find = async (query: string | null, page: Page) => {
    const { rows } = await sql<PupilRow>`${pageOfPupils(where(query), ask.visibility, page)}`.execute(database);
    return rows;
  };
  if (words.length === 0) return search?.trim() ? [] : find(null, ask.page);
  const found = await find(nameQuery(words), ask.page);
  if (found.length > 0) return found;
  // A later page that is empty: of a search without mistakes it was the last.
  const first = ask.page.after ? await find(nameQuery(words), { limit: 1, after: undefined }) : [];
  return first.length > 0 ? [] : find(nameQuery(words, await wordsLike(database, words)), ask.page);
}

/** The children for whom a person holds foreldreansvar or whom they have the care of, as a foster home or institution. */
export async function childrenOf(database: Reader, personId: string, on: string): Promise<readonly PupilRow[]> {
  const { rows } = await sql<PupilRow>`select ${pupilColumns} from school_administration.person pupil
    where pupil.is_pupil and exists (select from school_administration."right" held where held.child_id = pupil.id
      and held.person_id = ${personId}::uuid and held.kind in ('PARENTAL_RESPONSIBILITY', 'FOSTER_PARENT', 'INSTITUTION') and ${inForce('held', on)})
    order by pupil.birth_date, pupil.id`.execute(database);
  return rows;
}
