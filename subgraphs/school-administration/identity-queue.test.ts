import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticNationalId } from './testing/municipality-builder.ts';
import { recordAs } from './testing/record.ts';
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

const number = syntheticNationalId('2014-05-06');
const asPerson = (personId: string) => ({ kind: 'person', personId, purpose: 'school-change' }) as const;
const record = (personId: string, mutation: string, input: Record<string, unknown>) =>
  recordAs(hub, personId, mutation, input, 'pupil { id nationalId }');
const identify = (childId: string, nationalId: string | null, by = at.caseWorker, reason = 'Passport seen') =>
  record(by, 'identifyPupil', { childId, nationalId, reason });
const queue = async (by = at.caseWorker) => {
  const { data, errors } = await hub.query(
    '{ pupilsToIdentify { edges { node { why pupil { id } candidates { id } } } } }',
    {},
    asPerson(by),
  );
  const list = data?.pupilsToIdentify as
    | { edges: { node: { why: string; pupil: { id: string } | null; candidates: { id: string }[] } }[] }
    | undefined;
  return { nodes: (list?.edges ?? []).map(({ node }) => node), codes: errors?.map((error) => error.extensions?.code) };
};
async function unnumbered(givenName = 'Amir', more: Record<string, unknown> = {}) {
  const childId = await at.pupil(givenName, 'Haidari', more);
  await hub.build.place();
  return childId;
}
const numberOf = async (childId: string) =>
  (
    await sql<{
      nationalId: string | null;
    }>`select national_id from school_administration.person where id = ${childId}`.execute(hub.database.kysely)
  ).rows[0]?.nationalId;
const decisionsOf = async (childId: string) => {
  const { data } = await hub.query(
    `{ pupil(id: "${childId}") { matchDecisions { outcome reason guardianId decidedBy } } }`,
    {},
    asPerson(at.caseWorker),
  );
  return (data?.pupil as { matchDecisions: { outcome: string; reason: string }[] } | null)?.matchDecisions ?? [];
};

describe('a child without a sure number', () => {
  it('stands in the queue with its likenesses, for case workers alone', async () => {
    const childId = await unnumbered();
    const twin = await unnumbered('Amira');
    const namesake = await unnumbered('Amir Reza', { nationalId: syntheticNationalId('2014-05-06', 7) });
    const { nodes } = await queue();
    expect(nodes.find(({ pupil }) => pupil?.id === childId)).toEqual({
      why: 'NO_NUMBER',
      pupil: { id: childId },
      candidates: [{ id: namesake }],
    });
    expect(nodes.find(({ pupil }) => pupil?.id === twin)?.candidates).toEqual([]);
    expect((await queue(at.contactTeacher)).codes).toEqual(['FORBIDDEN']);
  });

  it('is given a number by a person, with a reason, and no rights by it', async () => {
    const childId = await unnumbered('Sara');
    const { payload, events } = await identify(childId, number);
    expect(payload).toMatchObject({ pupil: { id: childId, nationalId: number }, userErrors: [] });
    expect(events.map(({ type }) => type)).toEqual(['pupil-placement-changed.v1']);
    expect((await queue()).nodes.some(({ pupil }) => pupil?.id === childId)).toBe(false);
    expect(await decisionsOf(childId)).toMatchObject([{ outcome: 'MATCHED', reason: 'Passport seen' }]);
    const { rows } = await sql`select from school_administration."right" where child_id = ${childId}`.execute(
      hub.database.kysely,
    );
    expect(rows).toEqual([]);
  });

  it('may not be given one that another child has, that is of another birth date, or without a reason', async () => {
    const childId = await unnumbered('Yusuf');
    const codes = async (given: string | null, reason?: string) => {
      const { payload } = await identify(childId, given, at.caseWorker, reason);
      return ((payload?.userErrors ?? []) as { code: string }[]).map(({ code }) => code);
    };
    expect(await codes(number)).toEqual(['NATIONAL_ID_TAKEN']);
    expect(await codes(syntheticNationalId('2014-05-07'))).toEqual(['BIRTH_DATE_DIFFERS']);
    expect(await codes(syntheticNationalId('2014-05-06', 3), ' ')).toEqual(['REASON_NEEDED']);
    expect((await identify(childId, syntheticNationalId('2014-05-06', 3), at.leader)).codes).toEqual(['FORBIDDEN']);
    expect(await numberOf(childId)).toBeNull();
  });

  it('leaves the queue when a person says that none is to be had, and comes back when that is undone', async () => {
    const childId = await unnumbered('Layla');
    await identify(childId, null, at.caseWorker, 'Asylum case, no number yet');
    const waits = async () => (await queue()).nodes.some(({ pupil }) => pupil?.id === childId);
    expect(await waits()).toBe(false);
    await record(at.caseWorker, 'undoPupilIdentification', { childId, reason: 'A number has come' });
    expect(await waits()).toBe(true);
    expect(await decisionsOf(childId)).toMatchObject([{ outcome: 'UNDONE' }, { outcome: 'NO_MATCH' }]);
  });

  it('loses what a wrong number had brought when it is undone, but for a mark of protection', async () => {
    const childId = await unnumbered('Idris');
    await identify(childId, syntheticNationalId('2014-05-06', 4));
    const stranger = await hub.build.person('Fremmed', 'Voksen');
    await hub.build.right(childId, stranger, 'PARENTAL_RESPONSIBILITY', { source: 'FOLKEREGISTERET' });
    const own = await hub.build.person('Egen', 'Mor');
    await hub.build.right(childId, own, 'PARENTAL_RESPONSIBILITY');
    await hub.build.residence(childId, '3105', '2020-01-01');
    const { payload, events } = await record(at.caseWorker, 'undoPupilIdentification', {
      childId,
      reason: 'His twin’s',
    });
    expect(payload).toMatchObject({ userErrors: [] });
    expect(events.map(({ type }) => type)).toEqual(['pupil-placement-changed.v1', 'rights-changed.v1']);
    expect(await numberOf(childId)).toBeNull();
    const facts = async (personId: string) =>
      (await hub.running.port.factsFor({ kind: 'person', personId }, [childId], '2026-11-22')).get(childId);
    expect(await facts(stranger)).not.toContain('holdsParentalResponsibility');
    expect(await facts(own)).toContain('holdsParentalResponsibility');
    const again = await record(at.caseWorker, 'undoPupilIdentification', { childId, reason: 'Once more' });
    expect(again.payload).toMatchObject({ userErrors: [{ code: 'NOTHING_TO_UNDO' }] });
  });

  it('keeps the mark that a wrong number brought, as one that staff must end', async () => {
    const childId = await unnumbered('Noor');
    await identify(childId, syntheticNationalId('2014-05-06', 5));
    await hub.build.grade(childId, 'CONFIDENTIAL', { source: 'FOLKEREGISTERET' });
    await hub.build.right(childId, at.caseWorker, 'NAMED_FOR_CASE');
    await record(at.caseWorker, 'undoPupilIdentification', { childId, reason: 'Wrong child' });
    const { rows } = await sql`select source, grading, valid_to from school_administration.address_protection
      where child_id = ${childId}`.execute(hub.database.kysely);
    expect(rows).toEqual([{ source: 'STAFF', grading: 'CONFIDENTIAL', validTo: null }]);
  });
});

describe('a guardian who was matched', () => {
  it('stands in the queue again when a person undoes it with a reason', async () => {
    const guardian = await hub.build.person('Berit', 'Lien');
    await hub.build.guardian(at.child, guardian);
    const input = { childId: at.child, guardianId: guardian };
    await recordAs(
      hub,
      at.caseWorker,
      'matchGuardian',
      { ...input, personId: at.mother, reason: 'Same phone' },
      'guardian { id }',
    );
    const undone = await record(at.caseWorker, 'undoGuardianMatch', { ...input, reason: 'An aunt of that name' });
    expect(undone.payload).toMatchObject({ userErrors: [] });
    const { data } = await hub.query(
      '{ matchQueue { edges { node { guardian { id } } } } }',
      {},
      asPerson(at.caseWorker),
    );
    expect(JSON.stringify(data)).toContain(guardian);
    expect(await decisionsOf(at.child)).toMatchObject([
      { outcome: 'UNDONE', guardianId: guardian },
      { outcome: 'MATCHED', reason: 'Same phone' },
    ]);
    const again = await record(at.caseWorker, 'undoGuardianMatch', { ...input, reason: 'Once more' });
    expect(again.payload).toMatchObject({ userErrors: [{ code: 'NOTHING_TO_UNDO' }] });
  });
});

describe('a case from Folkeregisteret', () => {
  it('is listed until a person has dealt with it and said what was done', async () => {
    await sql`insert into school_administration.register_case (id, child_id, kind, state, noted_at)
      values (gen_random_uuid(), ${at.child}, 'EMIGRATED', 'OPEN', '2026-11-20T08:00:00Z')`.execute(
      hub.database.kysely,
    );
    const list = async () =>
      (
        await hub.query(
          '{ registerCases { edges { node { id kind pupil { id } } } } registerStatus { openCases } }',
          {},
          asPerson(at.caseWorker),
        )
      ).data as { registerCases: { edges: { node: { id: string } }[] }; registerStatus: { openCases: number } };
    const before = await list();
    expect(before).toMatchObject({
      registerCases: { edges: [{ node: { kind: 'EMIGRATED', pupil: { id: at.child } } }] },
      registerStatus: { openCases: 1 },
    });
    const caseId = before.registerCases.edges[0]?.node.id;
    const close = () =>
      record(at.caseWorker, 'closeRegisterCase', { childId: at.child, caseId, reason: 'Enrolment ended' });
    expect((await close()).payload).toMatchObject({ userErrors: [] });
    expect((await close()).payload).toMatchObject({ userErrors: [{ code: 'UNKNOWN' }] });
    expect((await list()).registerStatus.openCases).toBe(0);
  });
});
