import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Communication, startCommunication } from './test-support/start-communication.ts';

let hub: Communication;
beforeAll(async () => {
  hub = await startCommunication();
});
afterAll(() => hub.stop());

const fields = 'absenceReport { id from to fromTime reason note status reportedBy } userErrors { code message }';
type Payload = {
  absenceReport: { id: string } & Record<string, unknown>;
  userErrors: { code: string; message: string }[];
} | null;
const mutate = async (personId: string, name: string, type: string, input: Record<string, unknown>) => {
  const { data, codes } = await hub.asPerson(
    personId,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`,
    {
      input: { idempotencyKey: randomUUID(), ...input },
    },
  );
  return { payload: data[name] as Payload, codes };
};
const ill = { from: '2026-11-23', to: '2026-11-24', reason: 'ILLNESS', note: 'Feber' };
const report = (personId: string, childId: string, changes = {}) =>
  mutate(personId, 'reportAbsence', 'ReportAbsenceInput', { childId, ...ill, ...changes });

describe('absence', () => {
  test('is reported by a guardian, read by the contact teacher, and told sealed to those who count it', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const { payload } = await report(mother, childId);
    expect(payload).toMatchObject({
      absenceReport: { ...ill, status: 'REPORTED', reportedBy: 'GUARDIAN' },
      userErrors: [],
    });
    const { data } = await hub.asPerson(
      contactTeacher,
      `query ($id: ID!) { _entities(representations: [{ __typename: "Pupil", id: $id }]) { ... on Pupil {
        absenceReports { edges { node { id reason } } } } } }`,
      { id: childId },
    );
    expect(data._entities).toEqual([
      { absenceReports: { edges: [{ node: { id: payload?.absenceReport.id, reason: 'ILLNESS' } }] } },
    ]);
    const told = (await hub.published()).filter(({ subject }) => subject === childId);
    expect(told.map(({ type, data: event }) => [type, event])).toMatchObject([
      [
        'absence-report-changed.v1',
        { childId, reportId: payload?.absenceReport.id, state: 'REPORTED', category: 'attendance-reasons' },
      ],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Feber|ILLNESS|2026-11-24/);
  });

  test('is corrected and taken back, by staff too', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const reportId = (await report(mother, childId)).payload?.absenceReport.id;
    const corrected = await mutate(contactTeacher, 'correctAbsence', 'CorrectAbsenceInput', {
      reportId,
      ...ill,
      to: '2026-11-25',
    });
    expect(corrected.payload).toMatchObject({ absenceReport: { to: '2026-11-25', reportedBy: 'GUARDIAN' } });
    const retract = () => mutate(mother, 'retractAbsence', 'RetractAbsenceInput', { reportId });
    expect((await retract()).payload).toMatchObject({ absenceReport: { status: 'RETRACTED' } });
    expect((await retract()).payload?.userErrors).toEqual([]);
    const states = (await hub.published())
      .filter(({ subject }) => subject === childId)
      .map(({ data }) => (data as { state: string }).state);
    expect(states).toEqual(['REPORTED', 'REPORTED', 'RETRACTED']);
  });

  test('reported twice with one key is one report', async () => {
    const { childId, mother } = await hub.aFamily();
    const idempotencyKey = randomUUID();
    const first = await report(mother, childId, { idempotencyKey });
    expect(await report(mother, childId, { idempotencyKey })).toEqual(first);
    expect((await report(mother, childId, { idempotencyKey, note: 'Noe annet' })).codes).toEqual(['CONFLICT']);
  });

  test.each([
    ['ends before it begins', { to: '2026-11-22' }, 'ENDS_BEFORE_IT_BEGINS'],
    ['has hours over two days', { fromTime: '08:00', toTime: '10:00' }, 'WRONG_HOURS'],
    ['has an hour alone', { to: '2026-11-23', fromTime: '08:00' }, 'WRONG_HOURS'],
    ['is long and by choice', { to: '2026-12-24', reason: 'WELFARE' }, 'APPLY_FOR_LEAVE'],
  ])('that %s is a user error', async (_, changes, code) => {
    const { childId, mother } = await hub.aFamily();
    expect((await report(mother, childId, changes)).payload).toMatchObject({
      absenceReport: null,
      userErrors: [{ code }],
    });
  });

  test('a date that does not exist never reaches the school', async () => {
    const { childId, mother } = await hub.aFamily();
    const { payload, codes } = await report(mother, childId, { from: '2026-02-30' });
    expect([payload, codes?.length]).toEqual([undefined, 1]);
  });

  test('of a child one may not know of, or a report that does not exist, is answered alike', async () => {
    const { childId, mother } = await hub.aFamily();
    const reportId = (await report(mother, childId)).payload?.absenceReport.id;
    const stranger = randomUUID();
    expect((await report(stranger, childId)).codes).toEqual(['NOT_FOUND']);
    for (const id of [reportId, randomUUID(), 'x'])
      expect((await mutate(stranger, 'retractAbsence', 'RetractAbsenceInput', { reportId: id })).codes).toEqual([
        'NOT_FOUND',
      ]);
  });
});
