import type { DatabaseTransaction } from '#kit/database/database.ts';
import { refuse, type UserError } from '../domain/user-error.ts';
import { isUuid } from '../store/list-page.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { findOrAddPerson, type Naming, type NewPerson, personExists } from '../store/write-rights.ts';

export const unknownPerson = refuse('UNKNOWN_PERSON', 'There is no such person here.', 'personId');
const numberTaken = refuse(
  'NATIONAL_ID_TAKEN',
  'Somebody here has this national id under another name, or two persons have it: that must be mended first.',
  'person',
);

/** The person whom an input names by id, or by a name and perhaps a national id; why not, where there is none to be sure of. */
export async function findNamedPerson(
  tx: DatabaseTransaction<SchoolAdministrationTables>,
  input: { readonly personId?: string | null; readonly person?: NewPerson | null },
  { newId, visibility, now }: Pick<Naming, 'newId' | 'visibility' | 'now'>,
): Promise<{ readonly personId: string | null; readonly problem?: UserError }> {
  if (input.person) {
    const personId = await findOrAddPerson(tx, input.person, { newId, isPupil: false, visibility, now });
    return personId === null ? { personId, problem: numberTaken } : { personId };
  }
  const personId = input.personId ?? null;
  if (personId !== null && !(isUuid(personId) && (await personExists(tx, personId))))
    return { personId: null, problem: unknownPerson };
  return { personId };
}
