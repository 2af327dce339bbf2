import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entryJournalled } from '#contracts/events/archive.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { announce, answerAs, decisionsAt, mutate, request } from './test-support/staff-work.ts';
import { prepareDatabase } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());

describe('a change of school between two municipalities', () => {
  it('asks, decides, permits, seals, receives and closes, and each side knows what followed and why', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, from, to } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    await request(hubs, transferId, ['enrolment', 'final-assessment'], ['health']);
    await hubs.settle();

    expect(await decisionsAt(ringsaker, transferId)).toMatchObject({
      enrolment: { status: 'received', outcome: 'FOLLOWS', citation: 'opplæringslova § 25-1 (2)' },
      health: { status: 'awaiting-permission', outcome: 'NEEDS_PERMISSION', citation: 'opplæringslova § 25-1 (4)' },
      messages: { status: 'withheld', outcome: 'WITHHELD', citation: 'forvaltningsloven § 13' },
      identity: { status: 'collected-anew', outcome: 'COLLECTED_ANEW', citation: 'opplæringslova § 25-3' },
    });
    expect(await decisionsAt(sarpsborg, transferId)).toMatchObject({
      enrolment: { status: 'sent' },
      health: { status: 'waiting' },
    });
    expect(sarpsborg.school.children.get(to)?.held.get('enrolment')).toBe('Year 1 to 5');
    expect(sarpsborg.school.children.get(to)?.held.has('health')).toBe(false);
    expect(await ringsaker.published('permission-asked.v1')).toHaveLength(1);

    await answerAs(ringsaker, from, mother, 'permitTransfer', transferId, ['health']);
    await answerAs(ringsaker, from, father, 'permitTransfer', transferId, ['health']);
    await hubs.settle();
    expect(sarpsborg.school.children.get(to)?.held.get('health')).toBe('Allergic to nuts');
    expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferClosed');
    expect((await sarpsborg.history(transferId)).at(-1)).toBe('TransferClosed');
    for (const hub of [ringsaker, sarpsborg]) expect(await hub.published('transfer-closed.v1')).toHaveLength(1);

    const entry = {
      childId: from,
      entryId: randomUUID(),
      sourceKey: `data-sharing/${transferId}/sender`,
      kind: 'handover',
    };
    await ringsaker.deliver(newEvent(entryJournalled, { ...entry, transferId, registrationId: '2026/17-3' }, from));
    expect((await ringsaker.history(transferId)).at(-1)).toBe('HandOverJournalled');
  });

  it('withholds what was refused, and nothing else', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, from, to } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    await answerAs(ringsaker, from, father, 'refuseTransfer', transferId, ['health']);
    await hubs.settle();
    expect(await decisionsAt(ringsaker, transferId)).toMatchObject({
      enrolment: { status: 'received' },
      health: { status: 'withheld', withheldWhy: 'refused' },
    });
    expect((await decisionsAt(sarpsborg, transferId)).health).toMatchObject({ status: 'withheld', withheldWhy: null });
    expect(sarpsborg.school.children.get(to)?.held.has('health')).toBe(false);
    expect((await sarpsborg.history(transferId)).at(-1)).toBe('TransferClosed');
    const late = await answerAs(ringsaker, from, mother, 'permitTransfer', transferId, ['health']);
    expect(late.userErrors).toMatchObject([{ code: 'CLOSED' }]);
  });

  it('withholds by silence when the time has passed', async () => {
    hubs = await startTwoHubs({ settings: { permissionDays: 3 } });
    const { ringsaker, from } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    await answerAs(ringsaker, from, mother, 'permitTransfer', transferId, ['health']);
    hubs.clock.now = new Date('2026-11-26T09:00:00Z');
    await hubs.settle();
    expect((await decisionsAt(ringsaker, transferId)).health).toMatchObject({
      status: 'withheld',
      withheldWhy: 'silence',
    });
    const answers = (await ringsaker.published('permission-answered.v1')).map(({ data }) => data);
    expect(answers).toMatchObject([{ answer: 'PERMITTED' }, { answer: 'SILENT', personId: null }]);
    expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferClosed');
  });

  it('stops when it is cancelled, and tells the sender', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, from } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    const cancelled = await mutate(sarpsborg, 'cancelTransfer', 'TransferReasonInput', {
      transferId,
      reason: 'A mistake',
    });
    expect(cancelled.userErrors).toEqual([]);
    await hubs.settle();
    expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferCancelled');
    const late = await answerAs(ringsaker, from, mother, 'permitTransfer', transferId, ['health']);
    expect(late.userErrors).toMatchObject([{ code: 'CANCELLED' }]);
    const received = await mutate(sarpsborg, 'receiveTransfer', 'TransferInput', { transferId });
    expect(received.userErrors).toMatchObject([{ code: 'CANCELLED' }]);
  });

  it('is corrected by a new one in its place', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg } = hubs;
    const first = await announce(hubs);
    const second = await announce(hubs, { replaces: first });
    expect((await sarpsborg.history(first)).at(-1)).toBe('MoveCancelled');
    expect(await sarpsborg.history(second)).toEqual(['MoveRecorded', 'GradingKnown']);
  });

  it('within one municipality lets the record continue: nothing is asked for, sealed or sent', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg } = hubs;
    const transferId = await announce(hubs, { fromOrganisation: sarpsborg.controller.organisationNumber });
    await hubs.settle();
    expect(await sarpsborg.history(transferId)).toEqual([
      'MoveRecorded',
      'GradingKnown',
      'MoveAnnounced',
      'RecordContinued',
      'TransferClosed',
    ]);
    const [closed] = await sarpsborg.published('transfer-closed.v1');
    expect(closed?.data).toMatchObject({ side: 'WITHIN', receiptHash: null });
  });

  it('passes the decision to the pupil who has turned 15 since the parents were asked', async () => {
    hubs = await startTwoHubs({ settings: { permissionDays: 10 } });
    const { ringsaker, from } = hubs;
    const child = ringsaker.school.children.get(from);
    if (!child) throw new Error('no child');
    child.standing = { ...child.standing, birthDate: '2011-11-24' };
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    await answerAs(ringsaker, from, mother, 'permitTransfer', transferId, ['health']);
    hubs.clock.now = new Date('2026-11-24T06:00:00Z');
    const pupil = { personId: randomUUID(), capacity: 'pupil', cleared: true } as const;
    child.standing = { ...child.standing, holders: [pupil] };
    await hubs.settle();
    const asked = (await ringsaker.published('permission-asked.v1')).map(({ data }) => data);
    expect(asked.at(-1)).toMatchObject({ deciders: [{ personId: pupil.personId, capacity: 'pupil' }] });
    const late = await answerAs(ringsaker, from, father, 'permitTransfer', transferId, ['health']);
    expect(late.userErrors).toMatchObject([{ code: 'NOT_THEIRS_TO_DECIDE' }]);
    const { personId } = pupil;
    ringsaker.facts[from] = ['isPupil', 'childIs15'];
    const own = await mutate(
      ringsaker,
      'permitTransfer',
      'AnswerTransferInput',
      { transferId, categories: ['health'] },
      { personId },
    );
    expect(own.userErrors).toEqual([]);
    await hubs.settle();
    expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferClosed');
  });
});
