/**
 * Reads a OneRoster 1.1 or 1.2 CSV bundle as a stream of neutral records and findings. Messages name the file and the line.
 *
 * What tells whose data it is comes first (manifest.csv), then places, people, and who is where; only ids, terms, courses and birth
 * dates are held.
 */
import type { FileBundle } from '../files/bundle.ts';
import { finding, type ReportFinding, type RosterFinding } from '../roster-findings.ts';
import type { RosterItem } from '../roster-records.ts';
import { csvRows } from './csv-rows.ts';
import type { Manifest } from './read-manifest.ts';
import { contactsOf, noUsers, readMemberships, readUsers } from './read-people.ts';
import { readClasses, readCourses, readDemographics, readOrgs, readTerms } from './read-places.ts';
import type { FileContext } from './read-row.ts';
import { columns, type FileName } from './vocabulary.ts';

export async function* readOneRoster(
  bundle: FileBundle,
  manifest: Manifest,
  early: readonly RosterFinding[],
): AsyncGenerator<RosterItem, void, undefined> {
  const findings: RosterFinding[] = [...early];
  const report: ReportFinding = (...parts) => void findings.push(finding(...parts));
  const told = () => findings.splice(0);
  const contextOf = (name: FileName): FileContext => ({
    file: `${name}.csv`,
    isDelta: manifest.extract === 'delta',
    report,
  });
  const has = (name: FileName) => manifest.files.has(name);
  async function* rows(name: FileName) {
    const file = `${name}.csv`;
    if (has(name)) yield* csvRows({ name: file, columns: columns[name], open: () => bundle.open(file), report });
  }
  async function* withFindings(items: AsyncIterable<RosterItem>) {
    for await (const item of items) {
      yield* told();
      yield item;
    }
    yield* told();
  }

  yield { record: 'header', line: 1, extract: manifest.extract, source: manifest.source };
  yield* told();
  yield* withFindings(readOrgs(rows('orgs'), contextOf('orgs')));
  const terms = await readTerms(rows('academicSessions'), contextOf('academicSessions'));
  const courses = await readCourses(rows('courses'), contextOf('courses'));
  yield* withFindings(readClasses(rows('classes'), { ...contextOf('classes'), terms, courses }));
  const demographics = await readDemographics(rows('demographics'), contextOf('demographics'));
  const users = noUsers();
  const rolesApart = manifest.version !== '1.1';
  yield* withFindings(readUsers(rows('users'), { ...contextOf('users'), demographics, users, rolesApart }));
  const roles = { ...contextOf('roles'), place: 'orgSourcedId', users } as const;
  if (rolesApart) yield* withFindings(readMemberships(rows('roles'), roles));
  const enrollments = { ...contextOf('enrollments'), place: 'classSourcedId', users } as const;
  yield* withFindings(readMemberships(rows('enrollments'), enrollments));
  yield* contactsOf(users);
}
