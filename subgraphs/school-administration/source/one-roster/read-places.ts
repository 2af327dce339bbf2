/** orgs.csv and classes.csv as units and groups; sessions and courses give classes their dates and subjects. */
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { readDate } from '../read-values.ts';
import type { RosterGroup, RosterItem } from '../roster-records.ts';
import type { CsvRow } from './csv-rows.ts';
import { type FileContext, idOf, readLevel, readPeriod, stateOf } from './read-row.ts';
import { classTypes, orgTypes } from './vocabulary.ts';

type Rows = AsyncIterable<CsvRow>;

export async function* readOrgs(rows: Rows, context: FileContext): AsyncGenerator<RosterItem, void, undefined> {
  for await (const row of rows) {
    const id = idOf(row, 'sourcedId', 'an organisation', context);
    if (id === undefined) continue;
    const { line } = row;
    const state = stateOf(row, `organisation ${id}`, context);
    if (state !== 'active') {
      yield { record: state === 'deleted' ? 'removal' : 'left-out', of: 'group', line, id };
      continue;
    }
    const type = row.get('type')?.toLowerCase() ?? '';
    const kind = Object.hasOwn(orgTypes, type) ? orgTypes[type] : undefined;
    if (kind === undefined) {
      const what = `${context.file}: organisation ${id}: type "${type.slice(0, 40)}"`;
      context.report(
        line,
        'unknown-code',
        what,
        'a unit is a school, or a district that owns schools',
        'the unit was left out',
      );
      yield { record: 'left-out', of: 'group', line, id };
      continue;
    }
    // `identifier` is whatever people know the unit by; in Norway often its number in Enhetsregisteret.
    const number = row.get('identifier')?.replace(/\s/g, '');
    const parentId = row.get('parentSourcedId');
    yield {
      record: 'unit',
      line,
      id,
      formerIds: [],
      kind,
      name: row.get('name') ?? id,
      schoolTypes: [],
      ...(number !== undefined && isOrganisationNumber(number) ? { organisationNumber: number } : {}),
      ...(parentId === undefined || parentId === id ? {} : { parentId }),
    };
  }
}

export interface Term {
  readonly begin?: string;
  readonly end?: string;
}
export type Terms = ReadonlyMap<string, Term>;

export async function readTerms(rows: Rows, context: FileContext): Promise<Terms> {
  const terms = new Map<string, Term>();
  for await (const row of rows) {
    const id = idOf(row, 'sourcedId', 'an academic session', context);
    if (id !== undefined && stateOf(row, `academic session ${id}`, context) === 'active')
      terms.set(id, readPeriod(row, ['startDate', 'endDate'], `academic session ${id}`, context));
  }
  return terms;
}

/** Grep codes of subjects, by course. */
export async function readCourses(rows: Rows, context: FileContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const courses = new Map<string, readonly string[]>();
  for await (const row of rows) {
    const id = idOf(row, 'sourcedId', 'a course', context);
    if (id !== undefined) courses.set(id, row.list('subjectCodes'));
  }
  return courses;
}

export interface Person {
  readonly birthDate?: string;
  readonly gender?: 'female' | 'male';
}

/** Birth date and sex by user; of origin and birthplace nothing is read: the hub has no purpose for it. */
export async function readDemographics(rows: Rows, context: FileContext): Promise<ReadonlyMap<string, Person>> {
  const people = new Map<string, Person>();
  for await (const row of rows) {
    const id = idOf(row, 'sourcedId', 'demographics', context);
    if (id === undefined) continue;
    const what = `${context.file}: user ${id}: birthDate`;
    const birthDate = readDate(row.get('birthDate'), row.line, what, context.report);
    const sex = row.get('sex')?.toLowerCase();
    people.set(id, {
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(sex === 'female' || sex === 'male' ? { gender: sex } : {}),
    });
  }
  return people;
}

export async function* readClasses(
  rows: Rows,
  { terms, courses, ...context }: FileContext & { terms: Terms; courses: ReadonlyMap<string, readonly string[]> },
): AsyncGenerator<RosterItem, void, undefined> {
  const unknownTerms = new Map<string, { readonly line: number; classes: number }>();
  for await (const row of rows) {
    const id = idOf(row, 'sourcedId', 'a class', context);
    if (id === undefined) continue;
    const { line } = row;
    const state = stateOf(row, `class ${id}`, context);
    if (state !== 'active') {
      yield { record: state === 'deleted' ? 'removal' : 'left-out', of: 'group', line, id };
      continue;
    }
    const type = row.get('classType')?.toLowerCase() ?? 'scheduled';
    const groupType = Object.hasOwn(classTypes, type) ? classTypes[type] : undefined;
    if (groupType === undefined) {
      const why = 'OneRoster has homeroom and scheduled; nobody can say what the members of another may do';
      context.report(
        line,
        'unknown-group-type',
        `${context.file}: class ${id}: "${type.slice(0, 40)}"`,
        why,
        'the class and its members were left out',
      );
      yield { record: 'left-out', of: 'group', line, id };
      continue;
    }
    const known: Term[] = [];
    for (const termId of row.list('termSourcedIds')) {
      const term = terms.get(termId);
      const told = unknownTerms.get(termId);
      if (term) known.push(term);
      else if (told) told.classes++;
      else unknownTerms.set(termId, { line, classes: 1 });
    }
    yield { record: 'group', line, id, formerIds: [], type: groupType, ...groupFields(row, id, known, courses) };
  }
  for (const [id, { line, classes }] of unknownTerms) {
    const what = `${context.file}: term ${id}, which academicSessions.csv does not have`;
    const done =
      classes === 1 ? 'the class was kept without its dates' : `${classes} classes were kept without its dates`;
    context.report(line, 'unknown-term', what, 'a class has its dates from its terms', done);
  }
}

function groupFields(
  row: CsvRow,
  id: string,
  terms: readonly Term[],
  courses: ReadonlyMap<string, readonly string[]>,
): Omit<RosterGroup, 'record' | 'line' | 'id' | 'formerIds' | 'type'> {
  const begins = terms.map(({ begin }) => begin);
  const ends = terms.map(({ end }) => end);
  // A term without a date leaves that end of the class open.
  const begin = begins.includes(undefined) ? undefined : begins.toSorted()[0];
  const end = ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
  const yearLevel = readLevel(row);
  const own = row.list('subjectCodes');
  const school = row.get('schoolSourcedId');
  return {
    name: row.get('title') ?? id,
    grepCodes: own.length > 0 ? own : (courses.get(row.get('courseSourcedId') ?? '') ?? []),
    parentIds: school === undefined ? [] : [school],
    ...(begin === undefined ? {} : { begin }),
    ...(end === undefined ? {} : { end }),
    ...(yearLevel === undefined ? {} : { yearLevel }),
  };
}
