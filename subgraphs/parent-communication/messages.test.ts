import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transferClosed } from '#contracts/events/data-sharing.ts';
import { rightsChanged, schoolMerged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import {
  type Communication,
  parent,
  placement,
  startCommunication,
  teacher,
} from './test-support/start-communication.ts';

let hub: Communication;
beforeAll(async () => {
  hub = await startCommunication();
});
afterAll(() => hub.stop());

const closed = (childId: string, side: 'SENDER' | 'RECEIVER', unitId: string | null) =>
  newEvent(
    transferClosed,
    {
      transferId: randomUUID(),
      childId,
      side,
      counterpart: { organisationNumber: '312345679', name: 'Annen kommune' },
      unitId,
      decisions: [],
      receiptHash: null,
      closedAt: '2026-11-22T09:00:00.000Z',
    },
    childId,
  );

describe('a message from school to both homes', () => {
  test('is read by both, and neither sees that the other got it', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    const { userErrors, messageId } = await hub.send(contactTeacher, { childId, to: [mother, father] });
    expect(userErrors).toEqual([]);
    for (const reader of [mother, father]) {
      const { threads } = await hub.threadsOf(reader, childId);
      expect(threads).toMatchObject([{ subject: 'Turdag', status: 'OPEN' }]);
      expect(threads[0]?.messages.edges.map(({ node }) => node)).toEqual([
        { id: messageId, text: 'Husk matpakke', read: false, readBy: null, recipients: [{ personId: reader }] },
      ]);
    }
    const own = (await hub.threadsOf(contactTeacher, childId)).threads[0]?.messages.edges[0]?.node;
    expect(own?.recipients.map(({ personId }) => personId)).toEqual([mother, father]);
  });

  test('is answered to its sender alone', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    const { messageId } = await hub.send(contactTeacher, { childId, to: [mother, father] });
    const { message } = await hub.reply(mother, messageId, 'Vi flytter hemmelig');
    expect(message?.recipients).toEqual([{ personId: contactTeacher, role: 'STAFF' }]);
    const fathers = await hub.threadsOf(father, childId);
    expect(JSON.stringify(fathers)).not.toContain('hemmelig');
    expect(JSON.stringify(await hub.threadsOf(contactTeacher, childId))).toContain('hemmelig');
  });

  test('tells its author how many have read it', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    const { messageId } = await hub.send(contactTeacher, { childId, to: [mother, father] });
    const markRead = 'mutation ($input: MarkReadInput!) { markRead(input: $input) { userErrors { code } } }';
    for (let times = 0; times < 2; times += 1)
      await hub.asPerson(mother, markRead, { input: { messageId, idempotencyKey: randomUUID() } });
    expect((await hub.threadsOf(contactTeacher, childId)).threads[0]?.messages.edges[0]?.node.readBy).toBe(1);
    expect((await hub.threadsOf(mother, childId)).threads[0]?.messages.edges[0]?.node.read).toBe(true);
    expect((await hub.threadsOf(father, childId)).threads[0]?.messages.edges[0]?.node.read).toBe(false);
  });
});

describe('who may be told is asked when it is sent', () => {
  test('one named who may not be told stops the whole message, with the rule', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    hub.is(father, childId, [...parent, 'informationRightRevoked']);
    const { userErrors } = await hub.send(contactTeacher, { childId, to: [mother, father] });
    expect(userErrors).toMatchObject([{ code: 'MAY_NOT_RECEIVE', message: expect.stringContaining('§') }]);
    expect((await hub.threadsOf(mother, childId)).threads).toEqual([]);
  });

  test('a stranger cannot be written to, nor write', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    expect((await hub.send(contactTeacher, { childId, to: [randomUUID()] })).userErrors).toMatchObject([
      { code: 'MAY_NOT_RECEIVE' },
    ]);
    expect((await hub.send(randomUUID(), { childId, to: [mother] })).codes).toEqual(['NOT_FOUND']);
  });

  test('one home cannot write to the other', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    expect((await hub.send(mother, { childId, to: [contactTeacher, father] })).userErrors).toMatchObject([
      { code: 'HOME_WRITES_TO_STAFF' },
    ]);
  });

  test('a teacher who is the parent of the child writes as a parent', async () => {
    const { childId, father, contactTeacher } = await hub.aFamily();
    hub.is(contactTeacher, childId, [...teacher, ...parent]);
    expect((await hub.send(contactTeacher, { childId, to: [father] })).userErrors).toMatchObject([
      { code: 'HOME_WRITES_TO_STAFF' },
    ]);
  });
});

describe('who may be told is asked again when it is read', () => {
  test('a father who lost the right reads nothing of what he got before; the mother goes on', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    await hub.send(contactTeacher, { childId, to: [mother, father] });
    hub.is(father, childId, [...parent, 'informationRightRevoked']);
    expect(await hub.threadsOf(father, childId)).toMatchObject({ pupil: null, errors: undefined });
    expect((await hub.threadsOf(mother, childId)).threads).toHaveLength(1);
  });

  test('a teacher who no longer has the child sees no trace, and cannot answer', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const { messageId } = await hub.send(mother, { childId, to: [contactTeacher] });
    hub.is(contactTeacher, childId, ['isEmployee']);
    expect(await hub.threadsOf(contactTeacher, childId)).toMatchObject({ pupil: null, errors: undefined });
    expect((await hub.reply(contactTeacher, messageId)).codes).toEqual(['NOT_FOUND']);
  });

  test('a message that is not yours and one that does not exist are answered alike', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    const { messageId, threadId } = await hub.send(contactTeacher, { childId, to: [mother] });
    const ask = async (id: string, thread: string) => {
      const asked = 'query ($id: ID!) { thread(id: $id) { id } }';
      const { data, errors } = await hub.asPerson(father, asked, { id: thread });
      return [(await hub.reply(father, id)).codes, data.thread, errors];
    };
    const answers = [await ask(messageId, threadId), await ask(randomUUID(), randomUUID()), await ask('x', 'x')];
    expect(answers).toEqual(Array.from({ length: 3 }, () => [['NOT_FOUND'], null, undefined]));
  });

  test('when rights change so that nobody at home may be told, the thread closes', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    const both = await hub.send(contactTeacher, { childId, to: [mother, father] });
    const his = await hub.send(contactTeacher, { childId, to: [father], subject: 'Samtale' });
    hub.is(father, childId, [...parent, 'contactBan']);
    await hub.deliver(newEvent(rightsChanged, { childId }, childId));
    expect(await hub.running.recheckRights()).toBe(1);
    expect(await hub.running.recheckRights()).toBe(0);
    const byId = new Map((await hub.threadsOf(contactTeacher, childId)).threads.map((thread) => [thread.id, thread]));
    expect(byId.get(both.threadId)).toMatchObject({ status: 'OPEN' });
    expect(byId.get(his.threadId)).toMatchObject({ status: 'CLOSED', closedBecause: 'NOBODY_AT_HOME' });
  });
});

describe('a move', () => {
  test('closes the threads with the old unit at the sender, and only those; nothing more is written in them', async () => {
    const { childId, unitId, mother, contactTeacher } = await hub.aFamily();
    const other = randomUUID();
    await hub.deliver(placement(childId, [unitId, other]));
    const school = await hub.send(contactTeacher, { childId, unitId, to: [mother] });
    const sfo = await hub.send(contactTeacher, { childId, unitId: other, to: [mother] });
    const [event] = await hub.deliver(closed(childId, 'SENDER', unitId));
    if (event) await hub.deliver(event);
    const byId = new Map((await hub.threadsOf(mother, childId)).threads.map((thread) => [thread.id, thread]));
    expect(byId.get(school.threadId)).toMatchObject({ status: 'CLOSED', closedBecause: 'MOVED' });
    expect(byId.get(sfo.threadId)).toMatchObject({ status: 'OPEN' });
    expect((await hub.reply(mother, school.messageId)).userErrors).toMatchObject([{ code: 'CLOSED' }]);
    const told = (await hub.published()).filter(
      ({ type, subject }) => type === 'thread-closed.v1' && subject === childId,
    );
    expect(told.map(({ data }) => data)).toEqual([{ childId, threadId: school.threadId, reason: 'MOVED' }]);
  });

  test('within the controller closes those with the unit that the child left', async () => {
    const { childId, unitId, mother, contactTeacher } = await hub.aFamily();
    await hub.send(contactTeacher, { childId, unitId, to: [mother] });
    await hub.deliver(placement(childId, [randomUUID()]));
    expect((await hub.threadsOf(mother, childId)).threads).toMatchObject([
      { status: 'CLOSED', closedBecause: 'MOVED' },
    ]);
  });

  test('is not what a merger of schools is: the thread goes on at the new school', async () => {
    const { childId, unitId, mother, contactTeacher } = await hub.aFamily();
    const toUnitId = randomUUID();
    const { threadId } = await hub.send(contactTeacher, { childId, unitId, to: [mother] });
    const merged = { mergerId: randomUUID(), childId, fromUnitId: unitId, toUnitId, on: '2026-11-22' };
    await hub.deliver(newEvent(schoolMerged, merged, childId), placement(childId, [toUnitId]));
    expect((await hub.threadsOf(mother, childId)).threads).toMatchObject([{ id: threadId, status: 'OPEN' }]);
  });

  test('to this controller closes nothing', async () => {
    const { childId, unitId, mother, contactTeacher } = await hub.aFamily();
    await hub.send(contactTeacher, { childId, to: [mother] });
    await hub.deliver(closed(childId, 'RECEIVER', unitId));
    expect((await hub.threadsOf(mother, childId)).threads).toMatchObject([{ status: 'OPEN' }]);
  });
});

describe('a message in the pupil’s record', () => {
  test('is told to the archive, sealed; the answer to it too, and nothing else', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const { messageId } = await hub.send(contactTeacher, {
      childId,
      to: [mother],
      text: 'Vedtak om fritak',
      caseDocument: true,
    });
    await hub.send(contactTeacher, { childId, to: [mother], text: 'Husk gymtøy' });
    const { message } = await hub.reply(mother, messageId, 'Vi klager');
    const told = (await hub.published()).filter(
      ({ type, subject }) => type === 'case-message-sent.v1' && subject === childId,
    );
    expect(told.map(({ data }) => data)).toMatchObject([
      { messageId, direction: 'OUTGOING', category: 'messages' },
      { messageId: message?.id, direction: 'INCOMING' },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Vedtak|klager|Turdag/);
  });

  test('is the school’s to mark: a parent’s own message is not one', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    await hub.send(mother, { childId, to: [contactTeacher], caseDocument: true });
    expect(
      (await hub.published()).filter(({ type, subject }) => type === 'case-message-sent.v1' && subject === childId),
    ).toEqual([]);
  });
});
