/** What can be wrong with the memberships of a roster. */
import { isOfRemoved } from './check-removal.ts';
import type { RosterMembership } from './roster-records.ts';
import { detached, type MembershipState, type RosterState } from './roster-state.ts';

export function checkMembership(read: RosterMembership, state: RosterState): RosterMembership | undefined {
  const { persons, units, leftOut, memberships, report } = state;
  const what = `person ${read.personId} in ${read.groupId}, ${read.role}`;
  if (leftOut.person.has(read.personId) || leftOut.group.has(read.groupId)) return undefined;
  if (isOfRemoved(read, state)) return undefined;
  if (read.begin !== undefined && read.end !== undefined && read.end < read.begin) {
    const why = `it lasts from ${read.begin} to ${read.end}`;
    report(read.line, 'ends-before-start', `${what}: ends before it starts`, why, 'the membership was left out');
    return undefined;
  }
  // An id that has been renamed in this file may still be used by its members.
  const personId = persons.ids.get(read.personId) ?? read.personId;
  const groupId = units.ids.get(read.groupId) ?? read.groupId;
  if (isRepeated(read, groupId, personId, memberships)) {
    const why = 'one role of one person for one period is one membership';
    report(read.line, 'duplicate-membership', `${what}: there twice`, why, 'the first was kept');
    return undefined;
  }
  const isPupil = read.role === 'pupil' && read.active;
  const unit = units.units.get(groupId);
  if (read.role === 'pupil' && unit?.kind === 'owner') {
    const why = 'a pupil goes to a school or kindergarten, not to its owner';
    const where = `person ${read.personId} is a pupil of the owner ${read.groupId}`;
    report(read.line, 'pupil-at-owner', where, why, 'the membership was left out');
    return undefined;
  }
  if (!state.isFull) return { ...read, groupId, personId };
  if (!persons.ids.has(personId) || !(unit || units.groups.has(groupId)))
    memberships.unsettled.push({ line: read.line, groupId: detached(groupId), personId: detached(personId), isPupil });
  else if (isPupil) countPupil(memberships, groupId);
  return { ...read, groupId, personId };
}

/** Far more than a class has, and fewer than a school. */
const mostInClass = 100;

function countPupil({ pupils }: MembershipState, groupId: string): void {
  const counted = pupils.get(groupId);
  pupils.set(counted === undefined ? detached(groupId) : groupId, (counted ?? 0) + 1);
}

function isRepeated(read: RosterMembership, groupId: string, personId: string, { current }: MembershipState): boolean {
  if (current.groupId !== groupId) {
    current.groupId = groupId;
    current.seen.clear();
  }
  const key = [personId, read.role, read.active, read.begin, read.end].join('\n');
  if (current.seen.has(key)) return true;
  current.seen.add(key);
  return false;
}

/** Looks again for what was not there yet; an unknown group is reported once, with how many it leaves out. */
export function endOfMemberships({ persons, units, leftOut, memberships, report }: RosterState): { pupils: number } {
  const unknownGroups = new Map<string, { line: number; members: number }>();
  for (const { line, groupId, personId, isPupil } of memberships.unsettled) {
    if (leftOut.person.has(personId) || leftOut.group.has(groupId)) continue;
    if (!units.units.has(groupId) && !units.groups.has(groupId)) {
      const known = unknownGroups.get(groupId);
      if (known) known.members++;
      else unknownGroups.set(groupId, { line, members: 1 });
    } else if (persons.ids.get(personId) !== personId) {
      const what = `person ${personId} in ${groupId}`;
      const why = 'the file has no such person';
      report(line, 'unknown-person', what, why, 'the membership was left out');
    } else if (isPupil) countPupil(memberships, groupId);
  }
  for (const [groupId, { line, members }] of unknownGroups) {
    const what = `members of ${groupId}, which is not a unit or group in the file`;
    const done = members === 1 ? 'its one membership was left out' : `its ${members} memberships were left out`;
    report(line, 'unknown-group', what, 'a membership refers to a unit or group in the same file', done);
  }
  for (const [groupId, pupils] of memberships.pupils) {
    const group = units.groups.get(groupId);
    if (!group?.isClass || pupils <= mostInClass) continue;
    const what = `class ${groupId} has ${pupils.toLocaleString('en')} pupils`;
    const why = 'a class (basisgruppe) has few; its teachers may see all of them';
    report(group.line, 'implausible-size', what, why, 'kept as it is; see to it in the source system');
  }
  // A group that leads to no school is left out, and with it the pupils in it.
  const kept = [...memberships.pupils].filter(([groupId]) => !leftOut.group.has(groupId));
  return { pupils: kept.reduce((sum, [, pupils]) => sum + pupils, 0) };
}
