import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticNationalId } from './testing/municipality-builder.ts';
import { recordAs } from './testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

const number = syntheticNationalId('2014-05-06');
let hub: TestSchoolAdministration;
let school: Awaited<ReturnType<typeof buildSchool>>;
let hidden: string;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  school = await buildSchool(hub);
  hidden = await school.pupil('Skjult', 'Lien', { nationalId: number });
  await hub.build.grade(hidden, 'CONFIDENTIAL');
  await hub.build.place();
});
afterAll(() => hub.stop());

const right = (who: Record<string, unknown>) =>
  recordAs(
    hub,
    school.caseWorker,
    'recordRight',
    { childId: school.child, kind: 'LIVES_WITH', reason: 'Dokument 2026/114', validFrom: '2026-11-22', ...who },
    'right { givenName familyName }',
  );

describe('a child with a graded address that is named as a person with a right', () => {
  it('is, by its id, nobody: no name comes back', async () => {
    const { payload } = await right({ personId: hidden });
    expect(payload).toMatchObject({ right: null, userErrors: [{ code: 'UNKNOWN_PERSON' }] });
  });

  it('is, by its national id, as one that nobody here has, under any name', async () => {
    const named = (nationalId: string) => ({ person: { nationalId, givenName: 'Kari', familyName: 'Holt' } });
    const [ofHidden, ofNobody] = [await right(named(number)), await right(named(syntheticNationalId('2014-05-06', 3)))];
    expect(ofHidden.payload).toEqual(ofNobody.payload);
    expect(ofHidden.payload).toEqual({ right: { givenName: 'Kari', familyName: 'Holt' }, userErrors: [] });
  });
});

/** A mutation's whole answer as bytes and the statements that it took; what each call makes anew is named the same. */
async function raw(mutation: string, input: Record<string, unknown>, fields: string, numbers: readonly string[]) {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation($input: ${name}!) { ${mutation}(input: $input) { ${fields} userErrors { code message field } } }`;
  const variables = { input: { idempotencyKey: randomUUID(), ...input } };
  let bytes = '';
  const statements = await hub.statements(async () => {
    const viewer = { kind: 'person', personId: school.caseWorker, purpose: 'school-change' } as const;
    bytes = JSON.stringify(await hub.query(document, variables, viewer));
  });
  await hub.deliver(...(await hub.published()).slice(-2));
  const anew = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return {
    bytes: numbers.reduce((text, one) => text.replaceAll(one, '<number>'), bytes.replace(anew, '<id>')),
    statements,
  };
}
const read = async (document: string, variables: Record<string, unknown> = {}) =>
  (await hub.query(document, variables, { kind: 'person', personId: school.caseWorker, purpose: 'school-change' }))
    .data;
const openCases = async () =>
  (
    await sql<{ childId: string; kind: string }>`select child_id, kind from school_administration.register_case
      where state = 'OPEN'`.execute(hub.database.kysely)
  ).rows;

describe('the number of a child with a graded address, given by a case worker to another', () => {
  const [number, free] = [syntheticNationalId('2014-05-06', 4), syntheticNationalId('2014-05-06', 5)];
  const numbers = [number, free];
  const child = { id: '', other: '' };
  const hide = async (nationalId: string) => {
    const id = await school.pupil('Skjult', 'Haidari', { nationalId });
    await hub.build.grade(id, 'CONFIDENTIAL');
    await hub.build.place();
    return id;
  };
  let hidden: string;

  it('is, by identifyPupil, answered as one that nobody has: the same bytes by the same statements', async () => {
    hidden = await hide(number);
    child.id = await school.pupil('Sara', 'Haidari');
    child.other = await school.pupil('Sara', 'Haidari');
    await hub.build.place();
    const identify = (childId: string, nationalId: string) =>
      raw('identifyPupil', { childId, nationalId, reason: 'Passport seen' }, 'pupil { id nationalId }', numbers);
    const [ofHidden, ofNobody] = [await identify(child.id, number), await identify(child.other, free)];
    expect(ofHidden).toEqual(ofNobody);
    expect(ofHidden.bytes).toContain('"nationalId":"<number>"');
    // Once more, and to a third: what was given is there for both to see.
    expect(await identify(child.id, number)).toEqual(await identify(child.other, free));
    const third = await school.pupil('Mona', 'Haidari');
    await hub.build.place();
    const [again, anew] = [await identify(third, number), await identify(third, free)];
    expect(again).toEqual(anew);
    expect(again.bytes).toContain('NATIONAL_ID_TAKEN');
  });

  it('is shown, found and counted as one that nobody has, and opens nothing', async () => {
    const shown = async (nationalId: string, id: string) => {
      const data = await read(
        `query($n: NationalId!, $id: ID!) { pupilByNationalId(nationalId: $n) { id nationalId } pupil(id: $id) { nationalId }
          pupilsToIdentify { edges { node { pupil { id } } } } registerStatus { openCases } }`,
        { n: nationalId, id },
      );
      const { pupilsToIdentify, ...rest } = data as { pupilsToIdentify: unknown };
      return { ...rest, waits: JSON.stringify(pupilsToIdentify).includes(id) };
    };
    expect(await shown(number, child.id)).toEqual({
      pupilByNationalId: { id: child.id, nationalId: number },
      pupil: { nationalId: number },
      registerStatus: { openCases: 0 },
      waits: false,
    });
    expect(await shown(free, child.other)).toMatchObject({ pupilByNationalId: { id: child.other }, waits: false });
    const { port } = hub.running;
    expect(await port.whoIs({ kind: 'national-id', nationalId: number })).toMatchObject({ personId: hidden });
  });

  it('comes to the queue of those named for the case of the hidden child, and to nobody else', async () => {
    expect(await openCases()).toEqual([{ childId: hidden, kind: 'NUMBER_TAKEN' }]);
    const queue = '{ registerCases { edges { node { kind pupil { id } } } } registerStatus { openCases } }';
    expect(await read(queue)).toEqual({ registerCases: { edges: [] }, registerStatus: { openCases: 0 } });
    const named = await hub.build.person('Nora', 'Navngitt');
    await hub.build.employ(school.owner, named, 'ADMINISTRATOR');
    await hub.build.right(hidden, named, 'NAMED_FOR_CASE');
    const { data } = await hub.query(queue, {}, { kind: 'person', personId: named, purpose: 'case-work' });
    expect(data).toMatchObject({
      registerCases: { edges: [{ node: { kind: 'NUMBER_TAKEN', pupil: { id: hidden } } }] },
    });

    // Graded by what the register says of the number, the other is known to the same persons.
    const standing = async () =>
      (await hub.running.port.factsFor({ kind: 'person', personId: named }, [child.id], '2026-11-22')).get(child.id);
    await hub.running.applyNamings();
    expect(await standing()).not.toContain('namedForCase');
    await hub.build.grade(child.id, 'CONFIDENTIAL', { source: 'FOLKEREGISTERET' });
    await hub.running.applyNamings();
    await hub.running.applyNamings();
    expect(await standing()).toContain('namedForCase');
    const { rows } = await sql`select from school_administration."right" where child_id = ${child.id}`.execute(
      hub.database.kysely,
    );
    expect(rows).toHaveLength(1);
  });

  it('is, by startEnrolment, that of a child who is new here, under the hidden name and any other', async () => {
    const fields = 'enrolment { id validFrom unit { name } } pupil { id givenName familyName nationalId }';
    const start = (nationalId: string, givenName: string, familyName: string) =>
      raw(
        'startEnrolment',
        {
          unitId: school.school,
          level: 7,
          startsOn: '2026-11-23',
          newPupil: { nationalId, givenName, familyName, birthDate: '2014-05-06' },
        },
        fields,
        [nationalId],
      );
    const taken = syntheticNationalId('2014-05-06', 6);
    await hide(taken);
    const ofHidden = await start(taken, 'Skjult', 'Haidari');
    const ofNobody = await start(syntheticNationalId('2014-05-06', 7), 'Skjult', 'Haidari');
    expect(ofHidden).toEqual(ofNobody);
    expect(ofHidden.bytes).toContain('"givenName":"Skjult","familyName":"Haidari","nationalId":"<number>"');
    expect((await start(taken, 'Skjult', 'Haidari')).bytes).toContain('ENROLLED_ALREADY');
  });

  it('and that of a mother whose only child here is hidden is, under another name, as one that nobody has', async () => {
    const adult = (digit: number) => syntheticNationalId('1985-03-04', digit);
    const mother = await hub.build.person('Berit', 'Lien', { nationalId: adult(0) });
    await hub.build.right(hidden, mother, 'PARENTAL_RESPONSIBILITY');
    const name = (nationalId: string) =>
      raw(
        'recordRight',
        {
          childId: school.child,
          kind: 'LIVES_WITH',
          reason: 'Dokument 2026/115',
          validFrom: '2026-11-22',
          person: { nationalId, givenName: 'Kari', familyName: 'Holt' },
        },
        'right { givenName familyName }',
        [],
      );
    expect(await name(adult(0))).toEqual(await name(adult(1)));
    // One whose child is no secret is told of: who it is must not be guessed.
    const other = await hub.build.person('Anne', 'Dahl', { nationalId: adult(2) });
    await hub.build.right(school.child, other, 'PARENTAL_RESPONSIBILITY');
    expect((await name(adult(2))).bytes).toContain('NATIONAL_ID_TAKEN');
  });
});
