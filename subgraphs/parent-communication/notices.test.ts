import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  permissionAnswered,
  permissionAsked,
  permissionReminded,
  transferCancelled,
  transferDocumentReady,
} from '#contracts/events/data-sharing.ts';
import { rightsChanged, somethingWaits, staffNamed } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { type Communication, parent, startCommunication } from './test-support/start-communication.ts';

let hub: Communication;
beforeAll(async () => {
  hub = await startCommunication();
});
afterAll(() => hub.stop());
beforeEach(async () => {
  hub.now = new Date('2026-11-22T09:00:00Z');
  await hub.running.tellDueNotices();
});

const told = async (personId: string) => {
  const { rows } = await sql<{ text: string }>`select text from parent_communication.delivery
    where recipient = ${personId} order by made_at`.execute(hub.database.kysely);
  return rows.map((row) => row.text);
};
const waiting = async (personId: string) =>
  (await hub.asPerson(personId, '{ waiting { messages questions text } }')).data.waiting;

describe('that something waits', () => {
  test('is told at once by day, without a word of what', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    await hub.send(contactTeacher, { childId, to: [mother], subject: 'Fravær', text: 'Ring meg' });
    await hub.send(contactTeacher, { childId, to: [mother] });
    expect(await hub.running.tellDueNotices()).toBe(1);
    expect(await hub.running.tellDueNotices()).toBe(0);
    expect(await told(mother)).toEqual(['2 meldinger venter på deg. Logg inn for å lese.']);
    expect(await waiting(mother)).toEqual({
      messages: 2,
      questions: 0,
      text: '2 meldinger venter på deg. Logg inn for å lese.',
    });
  });

  test('waits for the morning when it comes up at night, and is not told when it was read before', async () => {
    const { childId, mother, father, contactTeacher } = await hub.aFamily();
    hub.now = new Date('2026-11-22T21:30:00Z');
    const { messageId } = await hub.send(contactTeacher, { childId, to: [mother, father] });
    expect(await hub.running.tellDueNotices()).toBe(0);
    await hub.asPerson(
      mother,
      'mutation ($input: MarkReadInput!) { markRead(input: $input) { userErrors { code } } }',
      {
        input: { messageId, idempotencyKey: randomUUID() },
      },
    );
    hub.now = new Date('2026-11-23T06:00:00Z');
    expect(await hub.running.tellDueNotices()).toBe(1);
    expect([await told(mother), await told(father)]).toEqual([[], ['En melding venter på deg. Logg inn for å lese.']]);
  });

  test('is not told to one who lost the right in the night', async () => {
    const { childId, father, contactTeacher } = await hub.aFamily();
    hub.now = new Date('2026-11-22T21:30:00Z');
    await hub.send(contactTeacher, { childId, to: [father] });
    hub.is(father, childId, [...parent, 'informationRightRevoked']);
    hub.now = new Date('2026-11-23T06:00:00Z');
    expect(await hub.running.tellDueNotices()).toBe(0);
    expect(await waiting(father)).toMatchObject({ messages: 0, questions: 0 });
  });

  test('is forgotten as soon as rights change', async () => {
    const { childId, father, contactTeacher } = await hub.aFamily();
    await hub.send(contactTeacher, { childId, to: [father] });
    hub.is(father, childId, [...parent, 'contactBan']);
    await hub.deliver(newEvent(rightsChanged, { childId }, childId));
    await hub.running.recheckRights();
    const { rows } = await sql`select from parent_communication.notice where recipient = ${father}`.execute(
      hub.database.kysely,
    );
    expect(rows).toHaveLength(0);
  });

  test('a system has nothing waiting', async () => {
    const { data } = await hub.query('{ waiting { messages questions } }', {}, {
      kind: 'system',
      clientId: 'app',
    } as never);
    expect(data?.waiting).toEqual({ messages: 0, questions: 0 });
  });
});

describe('how one wants to hear of it', () => {
  const choose = async (personId: string, input: Record<string, unknown>) => {
    const { data, codes } = await hub.asPerson(
      personId,
      `mutation ($input: ChooseNotificationsInput!) { chooseNotifications(input: $input) {
        notificationPreferences { language quiet { from to } digest { every at weekday } } userErrors { code field } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
    return { payload: data.chooseNotifications, codes };
  };

  test('is chosen, and followed', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const { payload } = await choose(mother, { language: 'se', digest: { every: 'DAY', at: '17:00' } });
    expect(payload).toEqual({
      notificationPreferences: { language: 'se', quiet: null, digest: { every: 'DAY', at: '17:00', weekday: null } },
      userErrors: [],
    });
    await hub.send(contactTeacher, { childId, to: [mother] });
    expect(await hub.running.tellDueNotices()).toBe(0);
    hub.now = new Date('2026-11-22T16:00:00Z');
    expect(await hub.running.tellDueNotices()).toBe(1);
    expect(await told(mother)).toEqual(['Dieđáhus vuordá du. Logge sisa lohkat.']);
  });

  test('what makes no sense is a user error and changes nothing', async () => {
    const { mother } = await hub.aFamily();
    expect((await choose(mother, { language: 'nn', quiet: { from: '25:00', to: '07:00' } })).payload).toMatchObject({
      notificationPreferences: { language: 'nb', quiet: { from: '21:00', to: '07:00' } },
      userErrors: [{ code: 'WRONG_CHOICE', field: ['input', 'quiet', 'from'] }],
    });
  });
});

describe('questions about sharing', () => {
  const asked = (
    childId: string,
    transferId: string,
    personIds: readonly string[],
    categories = ['health', 'own-work'],
  ) =>
    newEvent(
      permissionAsked,
      {
        transferId,
        childId,
        categories,
        deciders: personIds.map((personId) => ({ personId, capacity: 'parental-responsibility' })),
        dueAt: '2026-12-06T12:00:00.000Z',
      },
      childId,
    );
  const answered = (
    childId: string,
    transferId: string,
    personId: string | null,
    answer: 'PERMITTED' | 'REFUSED' | 'SILENT',
    category = 'health',
  ) =>
    newEvent(
      permissionAnswered,
      { transferId, childId, category, personId, answer, answeredAt: '2026-11-22T12:00:00.000Z' },
      childId,
    );
  const requests = async (personId: string, childId: string) => {
    const { data, codes } = await hub.asPerson(
      personId,
      `query ($id: ID!) { _entities(representations: [{ __typename: "Pupil", id: $id }]) { ... on Pupil { permissionRequests {
        category status waitsForYou yourAnswer answersMissing dueAt } } } }`,
      { id: childId },
    );
    const [pupil] = data._entities as [{ permissionRequests: { category: string; status: string }[] | null } | null];
    return { found: pupil?.permissionRequests ?? null, codes };
  };

  test('wait for each who decides, category by category', async () => {
    const { childId, mother, father } = await hub.aFamily();
    const transferId = randomUUID();
    await hub.deliver(asked(childId, transferId, [mother, father]), answered(childId, transferId, mother, 'PERMITTED'));
    expect((await requests(mother, childId)).found).toMatchObject([
      { category: 'health', status: 'WAITING', waitsForYou: false, yourAnswer: 'PERMITTED', answersMissing: 1 },
      { category: 'own-work', status: 'WAITING', waitsForYou: true, yourAnswer: null, answersMissing: 2 },
    ]);
    await hub.deliver(answered(childId, transferId, father, 'REFUSED'));
    expect((await requests(father, childId)).found).toMatchObject([
      { status: 'REFUSED', yourAnswer: 'REFUSED' },
      { status: 'WAITING' },
    ]);
  });

  test('are told as questions, and no more when they are answered, refused by another, or over', async () => {
    const { childId, mother, father } = await hub.aFamily();
    const transferId = randomUUID();
    const [event] = await hub.deliver(asked(childId, transferId, [mother, father]));
    if (event) await hub.deliver(event);
    expect(await waiting(mother)).toMatchObject({
      questions: 2,
      text: '2 spørsmål venter på svar fra deg. Logg inn for å lese.',
    });
    await hub.deliver(answered(childId, transferId, father, 'REFUSED'));
    expect(await waiting(mother)).toMatchObject({ questions: 1 });
    await hub.deliver(
      newEvent(transferCancelled, { transferId, childId, side: 'SENDER', reason: 'Registrert ved en feil' }, childId),
    );
    expect(await waiting(mother)).toMatchObject({ questions: 0 });
    expect((await requests(mother, childId)).found?.map(({ status }) => status)).toEqual(['REFUSED', 'CLOSED']);
  });

  test('lapse by silence', async () => {
    const { childId, mother } = await hub.aFamily();
    const transferId = randomUUID();
    await hub.deliver(asked(childId, transferId, [mother], ['health']), answered(childId, transferId, null, 'SILENT'));
    expect((await requests(mother, childId)).found).toMatchObject([{ status: 'LAPSED', waitsForYou: false }]);
    expect(await waiting(mother)).toMatchObject({ questions: 0 });
  });

  test('leave no trace for a parent who must not learn of the move', async () => {
    const { childId, mother, father } = await hub.aFamily();
    await hub.deliver(asked(childId, randomUUID(), [mother]));
    hub.is(father, childId, ['holdsParentalResponsibility', 'livesWithChild']);
    expect(await requests(father, childId)).toEqual({ found: [], codes: undefined });
    hub.is(father, childId, parent);
    expect((await requests(father, childId)).found).toHaveLength(2);
  });

  test('are told once more when the hub reminds, to those who have not answered, in the same words', async () => {
    const { childId, mother, father } = await hub.aFamily();
    const transferId = randomUUID();
    await hub.deliver(asked(childId, transferId, [mother, father], ['health']));
    await hub.running.tellDueNotices();
    const reminder = {
      transferId,
      childId,
      categories: ['health'],
      personIds: [father],
      dueAt: '2026-12-06T12:00:00.000Z',
    };
    await hub.deliver(newEvent(permissionReminded, reminder, childId));
    expect(await hub.running.tellDueNotices()).toBe(1);
    const once = 'Et spørsmål venter på svar fra deg. Logg inn for å lese.';
    expect([await told(mother), await told(father)]).toEqual([[once], [once, once]]);
  });
});

describe('a task of staff', () => {
  test('is told once to those named, of no child, and waits no more', async () => {
    const [named, gone] = [randomUUID(), randomUUID()];
    hub.facts.viewer = ['isEmployee'];
    const event = newEvent(staffNamed, { namingId: randomUUID(), toTell: [named] });
    const [envelope] = await hub.deliver(event);
    expect(await hub.running.tellDueNotices()).toBe(1);
    if (envelope) await hub.deliver(envelope);
    expect(await hub.running.tellDueNotices()).toBe(0);
    expect(await told(named)).toEqual(['En oppgave venter på deg. Logg inn for å lese.']);
    expect(await waiting(named)).toMatchObject({ messages: 0, questions: 0 });
    const { rows } = await sql`select from parent_communication.notice where recipient = ${named}`.execute(
      hub.database.kysely,
    );
    expect(rows).toEqual([]);

    hub.facts.viewer = [];
    await hub.deliver(newEvent(staffNamed, { namingId: randomUUID(), toTell: [gone] }));
    expect(await hub.running.tellDueNotices()).toBe(0);
    expect(await told(gone)).toEqual([]);
  });
});

describe('an answer to what somebody has asked', () => {
  test('is told to them, whoever they are, and says no more than that', async () => {
    const asker = randomUUID();
    hub.facts.viewer = [];
    await hub.deliver(newEvent(somethingWaits, { aboutId: randomUUID(), kind: 'ANSWER', toTell: [asker] }));
    await hub.deliver(newEvent(somethingWaits, { aboutId: randomUUID(), kind: 'TASK', toTell: [asker] }));
    expect(await hub.running.tellDueNotices()).toBe(1);
    expect(await told(asker)).toEqual(['Et svar venter på deg. Logg inn for å lese.']);
  });
});

describe('the document of a move abroad', () => {
  test('is told of to those who may collect it when they are told, and says no more than that', async () => {
    const { childId, mother, father } = await hub.aFamily();
    hub.is(father, childId, ['isParent', 'holdsParentalResponsibility', 'livesWithChild', 'careOrder']);
    await hub.deliver(
      newEvent(transferDocumentReady, { transferId: randomUUID(), childId, toTell: [mother, father] }, childId),
    );
    expect(await hub.running.tellDueNotices()).toBe(1);
    expect([await told(mother), await told(father)]).toEqual([['Et dokument venter på deg. Logg inn for å lese.'], []]);
    expect(await waiting(mother)).toMatchObject({ messages: 0, questions: 0 });
  });
});
