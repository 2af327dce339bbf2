import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import type { Page } from '#contracts/graphql/connection.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { type LookUp, type LookUpFilter, readLookUps } from '#kit/audit/access-log.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import type { Process } from '../process/process.ts';
import type { EntryFacts } from './words.ts';

/** An entry as the graph resolves it: a look-up, and who that was. */
export interface AccessLogEntry extends EntryFacts {
  readonly id: string;
  readonly childId: string;
  readonly reader: string;
  readonly lookUp: LookUp;
}

const people = 'person:';
const systems = 'system:';
/** Those who do not work at one school. */
const municipal: readonly (string | null)[] = [
  'case-worker',
  'archivist',
  'data-protection-officer',
  'employee',
  'named-for-case',
];

/** A page of each child's access log: one statement for the look-ups, and one question of school-administration for who they were. */
export async function readEntries(
  process: Process,
  childIds: readonly string[],
  filter: LookUpFilter,
  page: Page,
): Promise<AccessLogEntry[]> {
  const exempt = await process.port.exemptLookUps(childIds, dateInNorway(process.now()));
  const leftOut = exempt.map(({ personId, ...days }) => ({ ...days, viewer: `${people}${personId}` }));
  const lookUps = await readLookUps(process.database.withTables<AuditTables>(), childIds, filter, page, leftOut);
  return describeLookUps(process, lookUps, filter.reader);
}

/** The same look-ups as their reader may see them: with names of staff where the controller shows them. */
export async function describeLookUps(
  process: Process,
  lookUps: readonly LookUp[],
  reader: string,
): Promise<AccessLogEntry[]> {
  const asked = lookUps.map(({ viewer, childId, day }) =>
    viewer.startsWith(people) ? { personId: viewer.slice(people.length), childId, on: day } : null,
  );
  const found = await process.port.lookers(asked.filter((one) => one !== null));
  const lookers = new Map(found.map((one) => [`${one.personId} ${one.childId} ${one.on}`, one]));
  return lookUps.map((lookUp, index) => {
    const one = asked[index];
    const looker = one ? lookers.get(`${one.personId} ${one.childId} ${one.on}`) : undefined;
    const own = lookUp.viewer === reader;
    return {
      id: lookUp.id,
      childId: lookUp.childId,
      reader,
      lookUp,
      own,
      capacity: lookUp.capacity,
      place: looker?.place ?? (municipal.includes(lookUp.capacity) ? process.controller.name : null),
      staffName: process.settings.showStaffNames && !own ? (looker?.name ?? null) : null,
      system: systemName(process, lookUp.viewer),
      purpose: lookUp.purpose,
      categories: categoriesOf(lookUp),
    };
  });
}

/** The name that the controller has registered it under; its id where it is registered no more. */
function systemName({ clients }: Process, viewer: string): string | null {
  if (!viewer.startsWith(systems)) return null;
  const id = viewer.slice(systems.length);
  return clients.find(({ clientId }) => clientId === id)?.name ?? id;
}

const categoriesOf = ({ answers }: LookUp): readonly CategoryId[] => {
  const seen = new Set(answers.flatMap((answer) => Object.keys(answer)));
  return categoryIds.filter((category) => seen.has(category));
};

/** The paragraphs by which a category was opened that day. */
export const basisOf = ({ answers }: LookUp, category: CategoryId): string[] => [
  ...new Set(answers.flatMap((answer) => answer[category] ?? [])),
];
