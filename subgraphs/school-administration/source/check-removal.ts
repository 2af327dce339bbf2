/** What a delta takes away, and what may not be said of it in the same file. */
import type { RosterMembership, RosterRemoval } from './roster-records.ts';
import { detached, type RosterState } from './roster-state.ts';

export function checkRemoval(read: RosterRemoval, { persons, units, removed, report }: RosterState) {
  const ids = read.of === 'person' ? persons.ids : units.ids;
  if (ids.get(read.id) === read.id || removed[read.of].has(read.id)) {
    const what = `${read.of} ${read.id} stands in the file twice, here as deleted`;
    report(read.line, 'duplicate-id', what, 'a delta says one thing of each', 'the first was kept');
    return undefined;
  }
  removed[read.of].add(detached(read.id));
  return read;
}

/** Whether the person or group of a membership is deleted by the same file; a membership that is not itself deleted is told of. */
export function isOfRemoved(read: RosterMembership, { removed, report }: RosterState): boolean {
  const of = removed.person.has(read.personId)
    ? `person ${read.personId}`
    : removed.group.has(read.groupId)
      ? `group ${read.groupId}`
      : undefined;
  if (of === undefined) return false;
  if (!read.removed) {
    const what = `person ${read.personId} in ${read.groupId}: the file deletes ${of}`;
    const why = 'what is deleted has no members';
    report(
      read.line,
      of.startsWith('person') ? 'unknown-person' : 'unknown-group',
      what,
      why,
      'the membership was left out',
    );
  }
  return true;
}
