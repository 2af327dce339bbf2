/** What can be wrong with the units and groups of a roster, by themselves and together. */
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import type { RosterGroup, RosterUnit } from './roster-records.ts';
import { detached, type RosterState, type UnitState } from './roster-state.ts';
import { schoolYearPeriod } from './school-year.ts';

/** Takes the id, or says that it is taken. */
function claimId(record: RosterUnit | RosterGroup, { units, removed, report }: RosterState): string | undefined {
  const what = `${record.record} ${record.id} stands in the file twice`;
  if (units.ids.get(record.id) === record.id || removed.group.has(record.id)) {
    report(record.line, 'duplicate-id', what, 'an id names one unit or group', 'the first was kept');
    return undefined;
  }
  const id = detached(record.id);
  units.ids.set(id, id);
  for (const former of record.formerIds) if (!units.ids.has(former)) units.ids.set(detached(former), id);
  return id;
}

export function checkUnit(read: RosterUnit, state: RosterState): RosterUnit | undefined {
  const id = claimId(read, state);
  if (id === undefined) return undefined;
  const parentId = read.parentId === undefined ? undefined : detached(read.parentId);
  state.units.units.set(id, { line: read.line, kind: read.kind, parentId });
  const { organisationNumber, ...rest } = read;
  const kept = organisationNumber === undefined ? undefined : checkOrganisationNumber(organisationNumber, read, state);
  return kept === undefined ? rest : { ...rest, organisationNumber: kept };
}

function checkOrganisationNumber(number: string, unit: RosterUnit, { units, report }: RosterState): string | undefined {
  const what = `unit ${unit.id}: organisation number ${number.slice(0, 20)}`;
  const kept = 'the unit was kept without it';
  if (!isOrganisationNumber(number)) {
    const why = 'it is not nine digits with a right check digit (Enhetsregisteret), nor U… for a school abroad';
    report(unit.line, 'invalid-organisation-number', what, why, kept);
    return undefined;
  }
  if (units.organisationNumbers.has(number)) {
    report(unit.line, 'duplicate-organisation-number', what, 'another unit in the file has the same', kept);
    return undefined;
  }
  units.organisationNumbers.add(detached(number));
  return number;
}

export function checkGroup(read: RosterGroup, state: RosterState): RosterGroup | undefined {
  const id = claimId(read, state);
  if (id === undefined) return undefined;
  state.units.groups.set(id, {
    line: read.line,
    isClass: read.type === 'base-group',
    parentIds: read.parentIds.map(detached),
  });
  const what = `group ${read.id}`;
  const { begin, end, ...rest } = read;
  if (begin !== undefined && end !== undefined && end < begin) {
    const why = `it lasts from ${begin} to ${end}`;
    state.report(read.line, 'ends-before-start', `${what} ends before it starts`, why, 'kept without dates');
    return rest;
  }
  const year = read.schoolYear === undefined ? undefined : schoolYearPeriod(read.schoolYear);
  if (year && begin !== undefined && end !== undefined && (end < year.begin || begin > year.end)) {
    const why = `it lasts from ${begin} to ${end}`;
    state.report(
      read.line,
      'school-year-differs',
      `${what}: school year ${read.schoolYear}`,
      why,
      'the dates are used',
    );
  }
  return read;
}

/** Parents may stand anywhere in the file, so they are looked for at the end. */
export function endOfUnits(state: RosterState): void {
  const { units, leftOut, report } = state;
  for (const [id, unit] of units.units)
    if (unit.parentId !== undefined && !units.units.has(unit.parentId)) {
      const what = `unit ${id}: its parent ${unit.parentId} is not a unit in the file`;
      report(unit.line, 'unknown-parent', what, 'a unit belongs to its owner', 'the unit was kept without an owner');
    }
  const found = new Set<string>();
  for (const [id, group] of units.groups) {
    if (leadsToUnit(id, units, found)) {
      tellOfTwoUnits(id, state);
      continue;
    }
    leftOut.group.add(id);
    const parents = group.parentIds.join(', ') || 'none';
    const what = `group ${id}: its parent (${parents}) leads to no unit in the file`;
    report(
      group.line,
      'unknown-parent',
      what,
      'a group belongs to a school',
      'the group and its members were left out',
    );
  }
}

/** A group is of one school. Of several the one with the first id is taken, so that it stays the same from file to file. */
function tellOfTwoUnits(id: string, { units, report }: RosterState): void {
  const group = units.groups.get(id);
  const owners = (group?.parentIds ?? []).filter((parent) => units.units.has(parent)).toSorted();
  if (!group || owners.length < 2) return;
  const what = `group ${id} belongs to ${owners.join(' and ')}`;
  report(group.line, 'two-units', what, 'a group belongs to one school', `it was taken to belong to ${owners[0]}`);
}

/** Whether some chain of parents ends at a unit; a chain that bites its own tail does not. */
function leadsToUnit(id: string, units: UnitState, found: Set<string>): boolean {
  const seen = new Set<string>([id]);
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || units.units.has(next)) {
      found.add(id);
      return true;
    }
    for (const parent of units.groups.get(next)?.parentIds ?? [])
      if (!seen.has(parent)) {
        seen.add(parent);
        open.push(parent);
      }
  }
  return false;
}
