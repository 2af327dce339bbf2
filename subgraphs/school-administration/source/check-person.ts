/** What can be wrong with the persons of a roster, by themselves and together. */
import { readNationalId } from '#contracts/identifiers.ts';
import { maskNationalId } from './roster-findings.ts';
import type { RosterContact, RosterContactLink, RosterPerson } from './roster-records.ts';
import { detached, type RosterState } from './roster-state.ts';

export function checkPerson(read: RosterPerson, state: RosterState): RosterPerson | undefined {
  const { persons, removed, report } = state;
  const what = `person ${read.id}`;
  if (persons.ids.get(read.id) === read.id || removed.person.has(read.id)) {
    report(
      read.line,
      'duplicate-id',
      `${what} stands in the file twice`,
      'an id names one person',
      'the first was kept',
    );
    return undefined;
  }
  const id = detached(read.id);
  persons.ids.set(id, id);
  for (const former of read.formerIds) if (!persons.ids.has(former)) persons.ids.set(detached(former), id);
  if (!read.email && !read.mobile && !read.phone) persons.unreachable.set(id, read.line);
  const { nationalId, ...rest } = read;
  return { ...rest, ...checkNationalId(nationalId, read, state), contacts: checkContacts(read, state) };
}

/** Where the number may be kept: to be matched on, to be mended, or not at all. The person is kept either way. */
function checkNationalId(
  nationalId: string | undefined,
  person: RosterPerson,
  { mode, persons, report }: RosterState,
): Pick<RosterPerson, 'nationalId' | 'nationalIdReported'> {
  if (nationalId === undefined) return {};
  const what = `person ${person.id}: national id ${maskNationalId(nationalId)}`;
  const kept = 'the person was kept, and it is never matched on';
  const reading = readNationalId(nationalId);
  if (!reading.valid) {
    report(person.line, 'invalid-national-id', what, reading.problem ?? 'it is not valid', kept);
    return { nationalIdReported: nationalId };
  }
  if (mode === 'test' && !reading.synthetic) {
    const why = 'it may belong to a real person; a test hub takes synthetic ones only (month + 80)';
    report(person.line, 'real-national-id-in-test', what, why, 'the person was kept without it');
    return {};
  }
  if (persons.nationalIds.has(nationalId)) {
    const why = 'another person in the file has the same; a person must find out whose it is';
    report(person.line, 'duplicate-national-id', what, why, kept);
    return { nationalIdReported: nationalId };
  }
  persons.nationalIds.add(detached(nationalId));
  if (person.birthDate !== undefined && reading.birthDate !== undefined && person.birthDate !== reading.birthDate) {
    const why = `it says another birth date than the file's`;
    report(person.line, 'birth-date-differs', what, why, 'both were kept as they are');
  }
  return { nationalId };
}

function checkContacts(person: RosterPerson, { persons, report, leftOut }: RosterState): readonly RosterContact[] {
  return person.contacts.filter((contact) => {
    const what = `person ${person.id} has itself as ${contact.relation}`;
    if (contact.personId === person.id) {
      report(person.line, 'guardian-is-self', what, 'a contact is somebody else', 'the contact was left out');
      return false;
    }
    if (leftOut.person.has(contact.personId)) return false;
    const id = detached(contact.personId);
    if (contact.relation === 'guardian' && !persons.guardians.has(id)) persons.guardians.set(id, person.line);
    return true;
  });
}

/** A link between two who have been read: settled at once. */
export function checkContactLink(link: RosterContactLink, { persons, leftOut, isFull, report }: RosterState) {
  const { childId, personId, relation } = link;
  const line = Math.max(1, link.line);
  if ([childId, personId].some((id) => leftOut.person.has(id))) return undefined;
  if (childId === personId) {
    const what = `person ${childId} has itself as ${relation}`;
    report(line, 'guardian-is-self', what, 'a contact is somebody else', 'the contact was left out');
    return undefined;
  }
  const missing = [childId, personId].find((id) => !persons.ids.has(id));
  if (missing !== undefined && isFull) {
    const what = `${missing === personId ? relation : 'child'} ${missing} is not in the file`;
    report(
      line,
      'unknown-guardian',
      what,
      'a contact is between two persons in the same file',
      'the link was left out',
    );
    return undefined;
  }
  if (relation === 'guardian' && !persons.guardians.has(personId)) persons.guardians.set(personId, line);
  return link;
}

/** Guardians usually stand after their children, so they are looked for at the end. */
export function endOfPersons({ persons, leftOut, isFull, report }: RosterState): void {
  for (const [id, line] of persons.guardians) {
    if (leftOut.person.has(id)) continue;
    if (persons.ids.get(id) !== id) {
      if (!isFull) continue;
      const why = 'a guardian is a person in the same file';
      report(
        line,
        'unknown-guardian',
        `guardian ${id}, first named here, is not in the file`,
        why,
        'the link was left out',
      );
      continue;
    }
    const unreachable = persons.unreachable.get(id);
    if (unreachable === undefined) continue;
    const why = 'a school must be able to reach a guardian (opplæringslova § 10-8)';
    report(
      unreachable,
      'guardian-without-contact',
      `guardian ${id} has no e-mail or telephone`,
      why,
      'kept; ask the family',
    );
  }
}
