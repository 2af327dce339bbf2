import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticNationalId } from './testing/municipality-builder.ts';
import { idIn, recordAs, typesOf } from './testing/record.ts';
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

const record = (personId: string, mutation: string, input: Record<string, unknown>, fields: string) =>
  recordAs(hub, personId, mutation, input, fields);

describe('what staff record', () => {
  const absence = () => ({ childId: at.child, startsOn: '2026-11-20', endsOn: '2026-11-20', days: 1, reason: 'Feber' });

  it('records an absence once per key, and refuses another request under the same key', async () => {
    const input = { ...absence(), idempotencyKey: 'absence-1' };
    const first = await record(at.contactTeacher, 'recordAbsence', input, 'absence { id days reason }');
    expect(first.payload).toMatchObject({ absence: { days: 1, reason: 'Feber' }, userErrors: [] });
    const again = await record(at.contactTeacher, 'recordAbsence', input, 'absence { id days reason }');
    expect(again.payload).toEqual(first.payload);
    const other = await record(at.contactTeacher, 'recordAbsence', { ...input, days: 2 }, 'absence { id }');
    expect(other.codes).toEqual(['CONFLICT']);
  });

  it('refuses with a reason per field', async () => {
    const input = { ...absence(), startsOn: '2026-11-24', endsOn: '2026-11-23', days: -1 };
    const { payload } = await record(at.leader, 'recordAbsence', input, 'absence { id }');
    expect(payload?.userErrors).toEqual([
      { code: 'ENDS_BEFORE_IT_STARTS', field: ['input', 'endsOn'] },
      { code: 'NOT_YET', field: ['input', 'startsOn'] },
      { code: 'OUT_OF_RANGE', field: ['input', 'days'] },
    ]);
  });

  it('is not for parents, nor for a child that is not one’s own', async () => {
    expect((await record(at.mother, 'recordAbsence', absence(), 'absence { id }')).codes).toEqual(['FORBIDDEN']);
    const unknown = { ...absence(), childId: randomUUID() };
    expect((await record(at.leader, 'recordAbsence', unknown, 'absence { id }')).codes).toEqual(['NOT_FOUND']);
  });

  it('puts an assessment in the category that its form and year give it', async () => {
    const { build } = hub;
    const tenth = await at.pupil('Tia', 'Tiende');
    await build.place();
    const input = {
      childId: tenth,
      subjectCode: 'NOR0216',
      subject: 'Norsk',
      term: '2026-autumn',
      assessedOn: '2026-11-20',
    };
    const fields =
      'pupil { finalAssessments { mark } halfYearMarksYear10 { mark } ongoingAssessments { mark feedback } }';
    const give = (more: Record<string, unknown>) =>
      record(at.teacher, 'recordAssessment', { ...input, ...more }, fields);
    await give({ form: 'HALF_YEAR', mark: '5', level: 10 });
    await give({ form: 'ONGOING', feedback: 'Skriver godt.', level: 10 });
    const { payload } = await give({ form: 'FINAL', mark: '6', level: 10 });
    expect(payload?.pupil).toEqual({
      finalAssessments: [{ mark: '6' }],
      halfYearMarksYear10: [{ mark: '5' }],
      ongoingAssessments: [{ mark: null, feedback: 'Skriver godt.' }],
    });
    const wrong = await give({ form: 'FINAL', mark: '7', level: 4 });
    expect(wrong.payload?.userErrors).toMatchObject([{ code: 'NOT_A_MARK' }, { code: 'NO_MARKS_YET' }]);
  });

  it('sends a decision to the archive sealed, and a health note to nobody', async () => {
    const input = {
      childId: at.child,
      kind: 'INDIVIDUAL_DECISION',
      title: 'Vedtak om tilrettelegging',
      text: 'Eleven får to timer i uka.',
      legalBasis: 'opplæringslova § 11-7',
      validFrom: '2026-11-20',
    };
    const fields = 'recordId pupil { individualDecisions { title text legalBasis } healthNotes { text } }';
    const { payload, events } = await record(at.leader, 'recordCaseDocument', input, fields);
    expect(payload).toMatchObject({ pupil: { individualDecisions: [{ title: 'Vedtak om tilrettelegging' }] } });
    expect(events).toMatchObject([
      {
        type: 'case-document-recorded.v1',
        data: { kind: 'INDIVIDUAL_DECISION', category: 'individual-decisions', recordId: payload?.recordId },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('to timer');
    const note = { childId: at.child, kind: 'HEALTH_NOTE', title: 'Allergi', text: 'Nøtter', validFrom: '2026-11-20' };
    expect((await record(at.leader, 'recordCaseDocument', note, fields)).events).toEqual([]);
    const without = await record(at.leader, 'recordCaseDocument', { ...input, legalBasis: null }, 'recordId');
    expect(without.payload?.userErrors).toMatchObject([{ code: 'LEGAL_BASIS_NEEDED' }]);
    const form = {
      childId: at.child,
      kind: 'WRITTEN_LANGUAGE_FORM',
      title: 'Målform',
      text: 'nb',
      validFrom: '2026-11-20',
    };
    const chosen = await record(at.leader, 'recordCaseDocument', form, 'pupil { writtenLanguageForm }');
    expect(chosen.payload?.pupil).toEqual({ writtenLanguageForm: 'nb' });
  });
});

describe('rights by staff decision', () => {
  const contactBan = () => ({
    kind: 'CONTACT_BAN',
    childId: at.child,
    personId: at.mother,
    reason: 'Politiets vedtak',
    validFrom: '2026-11-22',
  });
  const sees = async (personId: string) =>
    (await hub.query(`{ pupil(id: "${at.child}") { givenName } }`, {}, { kind: 'person', personId })).data?.pupil;

  it('closes at once with a contact ban, tells the others, and opens again the day after it ends', async () => {
    expect(await sees(at.mother)).toEqual({ givenName: 'Eira' });
    const ban = await record(at.caseWorker, 'recordRight', contactBan(), 'right { id kind source reason familyName }');
    expect(ban.payload?.right).toMatchObject({ kind: 'CONTACT_BAN', source: 'STAFF', familyName: 'Lien' });
    expect(ban.events).toEqual([{ type: 'rights-changed.v1', data: { childId: at.child } }]);
    expect(await sees(at.mother)).toBeNull();
    const rightId = idIn(ban.payload, 'right');
    const input = { childId: at.child, rightId, lastDay: '2026-11-21', reason: 'Opphevet' };
    const ended = await record(at.caseWorker, 'endRight', input, 'right { validTo reason }');
    expect(ended.payload?.right).toEqual({ validTo: '2026-11-21', reason: 'Politiets vedtak\nEnded: Opphevet' });
    expect(await sees(at.mother)).toEqual({ givenName: 'Eira' });
    const again = await record(at.caseWorker, 'endRight', { ...input, lastDay: '2026-11-22' }, 'right { id }');
    expect(again.payload?.userErrors).toMatchObject([{ code: 'ENDED_ALREADY' }]);
  });

  it('needs a reason, a person, and one who may', async () => {
    const unreasoned = await record(at.caseWorker, 'recordRight', { ...contactBan(), reason: ' ' }, 'right { id }');
    expect(unreasoned.payload?.userErrors).toMatchObject([{ code: 'REASON_NEEDED' }]);
    const nobody = await record(at.caseWorker, 'recordRight', { ...contactBan(), personId: null }, 'right { id }');
    expect(nobody.payload?.userErrors).toMatchObject([{ code: 'PERSON_NEEDED' }]);
    const unknown = await record(
      at.caseWorker,
      'recordRight',
      { ...contactBan(), personId: randomUUID() },
      'right { id }',
    );
    expect(unknown.payload?.userErrors).toMatchObject([{ code: 'UNKNOWN_PERSON' }]);
    expect((await record(at.leader, 'recordRight', contactBan(), 'right { id }')).codes).toEqual(['FORBIDDEN']);
  });

  it('names a foster parent who is new here, once', async () => {
    const person = { nationalId: syntheticNationalId('1980-02-03'), givenName: 'Liv', familyName: 'Moen' };
    const input = { childId: at.child, kind: 'FOSTER_PARENT', person, reason: 'Plassering', validFrom: '2026-11-22' };
    const first = await record(at.caseWorker, 'recordRight', input, 'right { personId familyName }');
    const second = await record(at.caseWorker, 'recordRight', input, 'right { personId familyName }');
    expect(first.payload?.right).toMatchObject({ familyName: 'Moen' });
    expect(second.payload?.right).toEqual(first.payload?.right);
  });

  it('does not end what Folkeregisteret says', async () => {
    await hub.build.right(at.child, at.mother, 'PARENT', {
      id: '11111111-1111-4111-8111-111111111111',
      source: 'FOLKEREGISTERET',
    });
    const input = {
      childId: at.child,
      rightId: '11111111-1111-4111-8111-111111111111',
      lastDay: '2026-11-22',
      reason: 'Feil',
    };
    const answer = await record(at.caseWorker, 'endRight', input, 'right { id }');
    expect(answer.payload?.userErrors).toMatchObject([{ code: 'FROM_THE_REGISTER' }]);
  });
});

describe('address protection by staff decision', () => {
  it('hides the child from everybody but those named, tells of the grading, and can be ended by one who is named', async () => {
    const child = await at.pupil('Gry', 'Gradert');
    await hub.build.place();
    const input = { childId: child, grading: 'CONFIDENTIAL', reason: 'Melding fra politiet', validFrom: '2026-11-22' };
    const { payload, events } = await record(at.caseWorker, 'recordAddressProtection', input, 'markId');
    expect(payload?.userErrors).toEqual([]);
    expect(typesOf(events)).toEqual(['pupil-placement-changed.v1', 'rights-changed.v1']);
    expect(events[0]?.data).toMatchObject({ grading: 'CONFIDENTIAL', active: true, unitIds: [at.school] });
    const end = { childId: child, markId: payload?.markId, lastDay: '2026-11-21', reason: 'Opphevet' };
    expect((await record(at.caseWorker, 'endAddressProtection', end, 'markId')).codes).toEqual(['NOT_FOUND']);
    await hub.build.right(child, at.caseWorker, 'NAMED_FOR_CASE');
    const ended = await record(at.caseWorker, 'endAddressProtection', end, 'markId');
    expect(ended.payload?.userErrors).toEqual([]);
    const marks = `{ pupil(id: "${child}") { givenName addressProtection { grading marks { reason } } } }`;
    const seen = await hub.query(marks, {}, { kind: 'person', personId: at.caseWorker, purpose: 'school-change' });
    expect(seen.data?.pupil).toEqual({
      givenName: 'Gry',
      addressProtection: { grading: 'UNGRADED', marks: [{ reason: 'Melding fra politiet\nEnded: Opphevet' }] },
    });
    expect(ended.events[0]?.data).toMatchObject({ grading: 'UNGRADED' });
  });
});

describe('guardians of a roster', () => {
  it('wait for a person to say who they are, which joins contact details and gives no right', async () => {
    const guardian = await hub.build.person('Berit', 'Liene', { phone: '40000000' });
    await hub.build.guardian(at.child, guardian);
    const queue = `{ matchQueue { edges { node { pupil { givenName } guardian { id phone } candidates { kind personId } } } } }`;
    const viewer = { kind: 'person', personId: at.caseWorker, purpose: 'school-change' } as const;
    const waiting = async () => (await hub.query(queue, {}, viewer)).data?.matchQueue as { edges: { node: unknown }[] };
    expect((await waiting()).edges.map((edge) => edge.node)).toMatchObject([
      { pupil: { givenName: 'Eira' }, guardian: { id: guardian, phone: '40000000' } },
    ]);
    expect(JSON.stringify(await waiting())).toContain(at.mother);
    const input = { childId: at.child, guardianId: guardian, personId: at.mother, reason: 'Viste legitimasjon' };
    const { payload } = await record(at.caseWorker, 'matchGuardian', input, 'guardian { personId phone }');
    expect(payload?.guardian).toEqual({ personId: at.mother, phone: '40000000' });
    expect((await waiting()).edges).toEqual([]);
    const facts = await hub.running.port.factsFor({ kind: 'person', personId: guardian }, [at.child], '2026-11-22');
    expect(facts.get(at.child)).toEqual(['clearedToKnowPlace']);
    expect((await hub.query(queue, {}, { kind: 'person', personId: at.leader })).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
  });
});
