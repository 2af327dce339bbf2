import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { startTestSubgraph, type TestSubgraphOptions } from '#test/support/test-subgraph.ts';
import { schoolAdministration } from '../index.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { municipalityBuilder } from './municipality-builder.ts';

/** The whole subgraph over a database in memory, whose facts are its own: nothing about access is made up. */
export async function startSchoolAdministration(options: TestSubgraphOptions = {}) {
  let own: SchoolAdministrationPort | undefined;
  const port = (): SchoolAdministrationPort => {
    if (!own) throw new Error('the subgraph is not started yet');
    return own;
  };
  const hub = await startTestSubgraph(schoolAdministration, {
    ...options,
    port: {
      factsFor: (...args) => port().factsFor(...args),
      viewerFacts: (...args) => port().viewerFacts(...args),
      scopeOf: (...args) => port().scopeOf(...args),
    },
  });
  own = hub.running.port;
  const database = hub.database.as<SchoolAdministrationTables>();
  return Object.assign(hub, { build: municipalityBuilder(database), tables: database });
}
export type TestSchoolAdministration = Awaited<ReturnType<typeof startSchoolAdministration>>;

/** A municipality with one school, a class, its staff, and one family. */
export async function buildSchool({ build }: TestSchoolAdministration) {
  const owner = await build.unit('OWNER', 'Prøve kommune', { organisationNumber: '312000007' });
  const school = await build.unit('SCHOOL', 'Bakken skole', { parentId: owner, organisationNumber: '312000015' });
  const group = await build.group(school, '7A', { level: 7 });
  const [caseWorker, leader, contactTeacher, teacher] = [
    await build.person('Sissel', 'Saksbehandler'),
    await build.person('Rune', 'Rektor', { email: 'rune@prove.no' }),
    await build.person('Kari', 'Kontakt'),
    await build.person('Tor', 'Timelærer'),
  ];
  await build.employ(owner, caseWorker, 'ADMINISTRATOR');
  await build.employ(school, leader, 'SCHOOL_LEADER', 'rektor');
  await build.employ(school, contactTeacher, 'TEACHER');
  await build.employ(school, teacher, 'TEACHER');
  await build.member(group, contactTeacher, 'CONTACT_TEACHER');
  await build.member(group, teacher, 'TEACHER');
  const pupil = async (givenName: string, familyName: string, more: Record<string, unknown> = {}) => {
    const childId = await build.pupil(givenName, familyName, '2014-05-06', more);
    await build.enrol(childId, school, 7, { validFrom: '2020-08-01' });
    await build.member(group, childId, 'PUPIL', { validFrom: '2026-08-01' });
    return childId;
  };
  const child = await pupil('Eira', 'Lien', { language: 'nn' });
  const mother = await build.person('Berit', 'Lien');
  await build.right(child, mother, 'PARENTAL_RESPONSIBILITY');
  await build.right(child, mother, 'LIVES_WITH');
  await build.place();
  return { owner, school, group, caseWorker, leader, contactTeacher, teacher, child, mother, pupil };
}
