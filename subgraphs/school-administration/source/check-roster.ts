/**
 * The checks that every roster format shares: identity, references, periods. A pass-through over a reader's records.
 *
 * It remembers ids, not records. A reference to something that stands later in the file is settled at the end; the
 * importer leaves out, by its joins, exactly what is reported here as left out.
 */
import { HubError } from '#kit/errors/hub-error.ts';
import { checkMembership, endOfMemberships } from './check-membership.ts';
import { checkContactLink, checkPerson, endOfPersons } from './check-person.ts';
import { checkRemoval } from './check-removal.ts';
import { checkGroup, checkUnit, endOfUnits } from './check-unit.ts';
import { finding, type RosterFinding } from './roster-findings.ts';
import type { RosterItem } from './roster-records.ts';
import { detached, newRosterState, type RosterCheckOptions, type RosterState } from './roster-state.ts';

export async function* checkRoster(
  items: AsyncIterable<RosterItem>,
  options: RosterCheckOptions,
): AsyncGenerator<RosterItem, void, undefined> {
  const findings: RosterFinding[] = [];
  const state = newRosterState(options.mode, (...parts) => void findings.push(finding(...parts)));
  for await (const item of items) {
    const checked = check(item, state);
    if (findings.length > 0) yield* findings.splice(0);
    if (checked) yield checked;
  }
  // A file of absence or marks names few people, and says nothing of the others.
  if (state.hasResults) return;
  if (state.isFull) endOfUnits(state);
  endOfPersons(state);
  const pupils = state.isFull ? endOfMemberships(state).pupils : undefined;
  yield* findings.toSorted((a, b) => a.line - b.line);
  // Every pupil whom a full file does not name has left: a file without pupils would end them all.
  if (pupils === 0)
    throw new HubError(
      'BAD_INPUT',
      'The file has no pupil: no role "pupil" of a person in it at a school, kindergarten or group in it. ' +
        'A full file says who there is, so this would end every pupil. Nothing was imported.',
    );
}

function check(item: RosterItem, state: RosterState): RosterItem | undefined {
  switch (item.record) {
    case 'person':
      return checkPerson(item, state);
    case 'unit':
      return checkUnit(item, state);
    case 'group':
      return checkGroup(item, state);
    case 'membership':
      return checkMembership(item, state);
    case 'left-out':
      state.leftOut[item.of].add(detached(item.id));
      return undefined;
    case 'contact':
      return checkContactLink(item, state);
    case 'removal':
      return checkRemoval(item, state);
    case 'results':
      if (state.hasResults) return undefined;
      state.hasResults = true;
      return item;
    case 'absence':
    case 'mark':
      return item;
    case 'header':
      state.isFull = item.extract === 'full';
      return item;
    case 'finding':
      return item;
  }
}
