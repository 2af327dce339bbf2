import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { ContactRegister } from '../source/contact-register.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

interface Row {
  readonly id: string;
  readonly nationalId: string | null;
  readonly email: string | null;
  readonly worksHere: boolean;
}

/**
 * Where persons are told that something waits: one who works here at the roster's address of work; the others at the address that
 * they have given in Kontakt- og reservasjonsregisteret where the controller uses it, and then at no other; else at the roster's.
 */
export async function readNoticeAddresses(
  database: Database<SchoolAdministrationTables>,
  personIds: readonly string[],
  on: string,
  register: ContactRegister | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<Row>`select person.id, person.national_id, person.email,
      exists (select from school_administration.employment post where post.person_id = person.id
        and (post.valid_from is null or post.valid_from <= ${on}) and (post.valid_to is null or post.valid_to >= ${on})) as works_here
    from school_administration.person where person.id = any(${[...personIds]}::uuid[])`.execute(database);
  const asked = register ? rows.filter(({ worksHere }) => !worksHere) : [];
  const registered = await register?.emailsOf(asked.flatMap(({ nationalId }) => nationalId ?? []));
  return new Map(
    rows.flatMap(({ id, nationalId, email, worksHere }) => {
      const address = registered && !worksHere ? nationalId && registered.get(nationalId) : email;
      return address ? [[id, address] as const] : [];
    }),
  );
}
