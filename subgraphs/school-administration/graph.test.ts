import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticNationalId } from './testing/municipality-builder.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
});
afterAll(() => hub.stop());

/** What a person gets: the answer as data, and the codes of what was withheld or refused. */
async function ask(
  personId: string,
  query: string,
  variables: Record<string, unknown> = {},
  purpose: string | null = null,
) {
  const { data, errors } = await hub.query(query, variables, { kind: 'person', personId, purpose });
  const messages = (errors ?? []).filter((error) => error.extensions?.code === undefined).map((error) => error.message);
  return { data, codes: (errors ?? []).map((error) => error.extensions?.code ?? error.message), messages };
}
interface PupilPage {
  readonly edges: readonly { readonly node: { readonly givenName: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
/** The pupils of the school in an answer. */
function pupilsIn(data: unknown): PupilPage {
  return (data as { readonly school: { readonly pupils: PupilPage } }).school.pupils;
}
const schoolList = `query($school: ID!) { school(id: $school) { name kind parent { name } pupils { edges { node { givenName } } } } }`;

describe('a school', () => {
  it('lists its pupils to those who work with them, and to nobody else', async () => {
    const pupils = { edges: [{ node: { givenName: 'Eira' } }] };
    for (const person of [at.leader, at.contactTeacher, at.teacher, at.mother]) {
      const { data, messages } = await ask(person, schoolList, { school: at.school });
      expect(messages).toEqual([]);
      expect(data?.school).toMatchObject({
        name: 'Bakken skole',
        kind: 'SCHOOL',
        parent: { name: 'Prøve kommune' },
        pupils,
      });
    }
    const stranger = await hub.build.person('Ingen', 'Her');
    expect((await ask(stranger, schoolList, { school: at.school })).data?.school).toMatchObject({
      pupils: { edges: [] },
    });
    // A case worker states a purpose; without one, that the child stands in the list would show where it is.
    expect((await ask(at.caseWorker, schoolList, { school: at.school })).data?.school).toMatchObject({
      pupils: { edges: [] },
    });
    const stated = await ask(at.caseWorker, schoolList, { school: at.school }, 'school-change');
    expect(stated.data?.school).toMatchObject({ pupils });
  });

  it('does not list a child to a holder who must not learn where it is, nor a graded child to a case worker', async () => {
    const [hidden, graded] = [await at.pupil('Mia', 'Moen'), await at.pupil('Nora', 'Nes')];
    const father = await hub.build.person('Odd', 'Moen');
    await hub.build.right(hidden, father, 'PARENTAL_RESPONSIBILITY');
    await hub.build.right(hidden, father, 'NOT_CLEARED_FOR_PLACE');
    await hub.build.right(hidden, father, 'LIVES_WITH');
    await hub.build.grade(graded, 'CONFIDENTIAL');
    await hub.build.place();
    expect((await ask(father, schoolList, { school: at.school })).data?.school).toMatchObject({
      pupils: { edges: [] },
    });
    const seen = JSON.stringify(await ask(at.caseWorker, schoolList, { school: at.school }, 'school-change'));
    expect(seen).toContain('Mia');
    expect(seen).not.toContain('Nora');
    const named = `{ pupils(search: "nor") { edges { node { id } } } }`;
    expect((await ask(at.caseWorker, named, {}, 'school-change')).data?.pupils).toEqual({ edges: [] });
    expect((await ask(at.caseWorker, `{ pupil(id: "${graded}") { id } }`, {}, 'school-change')).data?.pupil).toBeNull();
  });

  it('hides a graded child although the projection is late', async () => {
    const child = await at.pupil('Sen', 'Projeksjon');
    await hub.build.place();
    await hub.build.grade(child, 'STRICTLY_CONFIDENTIAL');
    const seen = JSON.stringify(await ask(at.leader, schoolList, { school: at.school }));
    expect(seen).toContain('Eira');
    expect(seen).not.toContain('Sen');
  });

  it('has groups and staff, whose names colleagues see', async () => {
    const query = `query($school: ID!) { school(id: $school) {
      groups { edges { node { name level unit { id } pupils(first: 1) { edges { node { familyName } } } staff { role employee { familyName } } } } }
      staff { edges { node { givenName email posts { role title unit { name } } } } } } }`;
    const { data, codes } = await ask(at.leader, query, { school: at.school });
    expect(codes).toEqual([]);
    expect(data?.school).toMatchObject({
      groups: {
        edges: [
          {
            node: {
              name: '7A',
              level: 7,
              unit: { id: at.school },
              pupils: { edges: [{ node: { familyName: 'Lien' } }] },
              staff: [
                { role: 'CONTACT_TEACHER', employee: { familyName: 'Kontakt' } },
                { role: 'TEACHER', employee: { familyName: 'Timelærer' } },
              ],
            },
          },
        ],
      },
    });
    expect(JSON.stringify(data)).toContain('rektor');
    const mother = await ask(at.mother, query, { school: at.school });
    expect(JSON.stringify(mother.data)).not.toContain('rune@prove.no');
    expect(mother.codes).toContain('WITHHELD');
  });

  it('pages its pupils in order, and refuses a cursor that is none', async () => {
    for (const name of ['Ada', 'Bo', 'Cato']) await at.pupil(name, 'Aaberg');
    await hub.build.place();
    const query = `query($school: ID!, $after: String) { school(id: $school) { pupils(first: 2, after: $after) {
      edges { cursor node { givenName familyName } } pageInfo { hasNextPage endCursor } } } }`;
    const names: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { data } = await ask(at.leader, query, { school: at.school, after });
      const page = pupilsIn(data);
      names.push(...page.edges.map((edge) => edge.node.givenName));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
      expect(Buffer.from(after, 'base64url').toString()).not.toContain('Aaberg');
    }
    expect(names.slice(0, 4)).toEqual(['Ada', 'Bo', 'Cato', 'Eira']);
    expect(new Set(names).size).toBe(names.length);
    // Neither one made up in the form it has within, nor one of another list.
    const madeUp = [
      JSON.stringify(['a', 'b', at.child]),
      Buffer.from(JSON.stringify(['a', 'b', at.child])).toString('base64url'),
    ];
    const { data } = await ask(at.leader, '{ schools(first: 1) { pageInfo { endCursor } } }');
    const ofSchools = (data as { schools: { pageInfo: { endCursor: string } } }).schools.pageInfo.endCursor;
    for (const broken of [...madeUp, ofSchools])
      expect((await ask(at.leader, query, { school: at.school, after: broken })).codes).toEqual(['BAD_INPUT']);
  });
});

describe('a pupil', () => {
  const whole = `query($id: ID!) { pupil(id: $id) {
    givenName birthDate level units { name } writtenLanguageForm enrolments { level validFrom unit { name } }
    groups { edges { node { group { name } validFrom } } } guardians { givenName phone } addressProtection { grading }
    rights { kind familyName source reason } teachers { familyName role group { name } }
    absences { edges { node { startsOn days reason } } } absenceTotals { schoolYear term days }
    certificateAbsence { days } ongoingAssessments { subject feedback } healthNotes { title text }
    individualDecisions { title } receivedRecords { category content } } }`;
  beforeAll(async () => {
    const { build } = hub;
    await build.guardian(at.child, await build.person('Berit', 'Liene', { phone: '40000000' }));
    await build.absence(at.child, '2026-09-10', { reason: 'Tannlege' });
    await build.absence(at.child, '2026-10-10', { days: 2, onCertificate: true });
    await build.absence(at.child, '2026-03-10', { days: 4 });
    await build.absence(at.child, '2026-06-19', { kind: 'TERM_TOTAL', days: 9 });
    await build.assessment(at.child, 'ongoing-assessment', { feedback: 'Leser godt.' });
    await build.record(at.child, 'HEALTH_NOTE', 'health', { title: 'Allergi', body: 'Nøtter.' });
    await build.record(at.child, 'INDIVIDUAL_DECISION', 'individual-decisions', { title: 'Tilrettelegging' });
  });

  it('is seen by the parent it lives with, but for what is the staff’s', async () => {
    const { data, codes, messages } = await ask(at.mother, whole, { id: at.child });
    expect(messages).toEqual([]);
    expect(data?.pupil).toMatchObject({
      givenName: 'Eira',
      birthDate: '2014-05-06',
      level: 7,
      units: [{ name: 'Bakken skole' }],
      writtenLanguageForm: 'nn',
      enrolments: [{ level: 7, validFrom: '2020-08-01', unit: { name: 'Bakken skole' } }],
      groups: { edges: [{ node: { group: { name: '7A' }, validFrom: '2026-08-01' } }] },
      guardians: [{ givenName: 'Berit', phone: '40000000' }],
      addressProtection: null,
      rights: null,
      teachers: [
        { familyName: 'Kontakt', role: 'CONTACT_TEACHER', group: { name: '7A' } },
        { familyName: 'Timelærer', role: 'TEACHER', group: { name: '7A' } },
      ],
      absenceTotals: [
        { schoolYear: 2026, term: 'AUTUMN', days: 3 },
        { schoolYear: 2025, term: 'SPRING', days: 9 },
      ],
      certificateAbsence: [{ days: 2 }],
      ongoingAssessments: [{ subject: 'Norsk', feedback: 'Leser godt.' }],
      healthNotes: [{ title: 'Allergi', text: 'Nøtter.' }],
      individualDecisions: [{ title: 'Tilrettelegging' }],
    });
    expect(codes).toEqual(['WITHHELD', 'WITHHELD']);
  });

  it('is seen by a subject teacher in little, each null with its paragraph', async () => {
    const { data, codes } = await ask(at.teacher, whole, { id: at.child });
    expect(data?.pupil).toMatchObject({
      givenName: 'Eira',
      healthNotes: null,
      individualDecisions: null,
      guardians: null,
      ongoingAssessments: [{ feedback: 'Leser godt.' }],
      absences: { edges: [{ node: { reason: null } }, { node: { reason: null } }, { node: {} }, { node: {} }] },
    });
    expect(new Set(codes)).toEqual(new Set(['WITHHELD']));
  });

  it('shows rights and gradings to a case worker with a purpose, and finds a child by national id', async () => {
    const nationalId = syntheticNationalId('2014-05-06');
    const child = await at.pupil('Sanna', 'Vold', { nationalId });
    await hub.build.right(child, at.mother, 'STANDING_REQUEST', { validTo: '2026-11-21' });
    const query = `query($nationalId: NationalId!) { pupilByNationalId(nationalId: $nationalId) {
      id rights { kind } all: rights(ended: true) { kind familyName reason } addressProtection { grading marks { id } } } }`;
    const found = await ask(at.caseWorker, query, { nationalId }, 'school-change');
    expect(found.data?.pupilByNationalId).toEqual({
      id: child,
      rights: [],
      all: [{ kind: 'STANDING_REQUEST', familyName: 'Lien', reason: 'decided in a test' }],
      addressProtection: { grading: 'UNGRADED', marks: [] },
    });
    expect((await ask(at.leader, query, { nationalId })).codes).toEqual(['FORBIDDEN']);
  });

  it('looks the same when it does not exist and when one may not know of it', async () => {
    const stranger = await hub.build.person('Ingen', 'Her');
    for (const id of [at.child, crypto.randomUUID(), 'no id']) {
      const { data, codes } = await ask(stranger, `query($id: ID!) { pupil(id: $id) { id givenName } }`, { id });
      expect([data, codes]).toEqual([{ pupil: null }, []]);
    }
  });

  it('resolves as an entity for other subgraphs, checked the same way', async () => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Pupil { id familyName } ... on School { name } ... on Group { name } } }`;
    const r = [
      { __typename: 'Pupil', id: at.child },
      { __typename: 'School', id: at.school },
      { __typename: 'Group', id: at.group },
    ];
    expect((await ask(at.mother, query, { r })).data?._entities).toEqual([
      { id: at.child, familyName: 'Lien' },
      { name: 'Bakken skole' },
      { name: '7A' },
    ]);
    const stranger = await hub.build.person('Ingen', 'Her');
    expect((await ask(stranger, query, { r })).data?._entities).toMatchObject([null, {}, {}]);
  });
});

describe('the viewer', () => {
  it('finds own children, own schools, or oneself', async () => {
    const query = `{ me { personId employee { familyName } pupil { givenName } children { givenName } schools { name } } }`;
    expect((await ask(at.mother, query)).data?.me).toMatchObject({
      employee: null,
      pupil: null,
      children: [{ givenName: 'Eira' }],
    });
    expect((await ask(at.leader, query)).data?.me).toMatchObject({
      employee: { familyName: 'Rektor' },
      schools: [{ name: 'Bakken skole' }],
      children: [],
    });
    expect((await ask(at.child, query)).data?.me).toMatchObject({ pupil: { givenName: 'Eira' }, children: [] });
    const system = await hub.query(query, {}, { kind: 'system', clientId: 'x', personId: undefined } as never);
    expect(system.data?.me).toBeNull();
  });
});

describe('lists under many pupils', () => {
  it('take the same number of statements for 1, 30 and 300 pupils', async () => {
    const school = await hub.build.unit('SCHOOL', 'Stor skole');
    const group = await hub.build.group(school, '1A', { level: 1 });
    const leader = await hub.build.person('Stor', 'Rektor');
    await hub.build.employ(school, leader, 'SCHOOL_LEADER');
    for (let number = 0; number < 300; number += 1) {
      const child = await hub.build.pupil('Barn', `Nummer${String(number).padStart(3, '0')}`, '2019-01-01');
      await hub.build.enrol(child, school, 1);
      await hub.build.member(group, child);
      if (number % 3 === 0) await hub.build.absence(child, '2026-09-10');
      if (number % 5 === 0) await hub.build.record(child, 'HEALTH_NOTE', 'health');
    }
    await hub.build.place();
    const query = `query($school: ID!, $first: Int!) { school(id: $school) { pupils(first: $first) { edges { node {
      givenName level units { name parent { name } } groups(first: 5) { edges { node { group { name } } } } enrolments { unit { name } }
      guardians { phone } rights { kind } addressProtection { grading } teachers { familyName } writtenLanguageForm
      absences(first: 3) { edges { node { startsOn reason } } } absenceTotals { days } certificateAbsence { days }
      finalAssessments { mark } ongoingAssessments(first: 2) { mark } healthNotes { text } plans { title } receivedRecords { category }
    } } } } }`;
    const counts: number[] = [];
    for (const first of [1, 30, 300]) {
      let answer: Awaited<ReturnType<typeof ask>> | undefined;
      const texts = await hub.statements(async () => {
        answer = await ask(leader, query, { school, first });
      });
      expect(answer?.codes.filter((code) => code !== 'WITHHELD')).toEqual([]);
      expect(pupilsIn(answer?.data).edges).toHaveLength(first);
      counts.push(texts.length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[2]).toBe(counts[0]);
  });
});

describe('a parent of one born on 29 February', () => {
  it('is informed until midnight of 1 March of the year that it is 18, as the clock goes in Norway', async () => {
    const child = await at.pupil('Skudd', 'Dag', { birthDate: '2012-02-29' });
    const mother = await hub.build.person('Mor', 'Dag');
    for (const kind of ['PARENTAL_RESPONSIBILITY', 'LIVES_WITH'] as const) await hub.build.right(child, mother, kind);
    const before = hub.now;
    const seenAt = async (instant: string) => {
      hub.now = new Date(instant);
      return (await ask(mother, `{ pupil(id: "${child}") { givenName } }`)).data?.pupil;
    };
    try {
      expect(await seenAt('2030-02-28T22:59:59Z')).toEqual({ givenName: 'Skudd' });
      expect(await seenAt('2030-02-28T23:00:00Z')).toBeNull();
    } finally {
      hub.now = before;
    }
  });
});
