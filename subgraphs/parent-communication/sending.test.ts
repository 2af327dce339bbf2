import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('sending', () => {
  test('twice with the same key sends once', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const input = { childId, to: [mother], idempotencyKey: randomUUID() };
    const first = await hub.send(contactTeacher, input);
    expect(await hub.send(contactTeacher, input)).toEqual(first);
    expect((await hub.threadsOf(mother, childId)).threads).toHaveLength(1);
    expect((await hub.send(contactTeacher, { ...input, text: 'Noe annet' })).codes).toEqual(['CONFLICT']);
  });

  test.each([
    ['no text', { text: ' ' }, 'NO_TEXT'],
    ['no subject', { subject: '' }, 'NO_SUBJECT'],
    ['no recipient', { to: [] }, 'NO_RECIPIENT'],
    ['a unit where the child is not', { unitId: randomUUID() }, 'WRONG_UNIT'],
  ])('%s is a user error', async (_, changes, code) => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    expect((await hub.send(contactTeacher, { childId, to: [mother], ...changes })).userErrors).toMatchObject([
      { code },
    ]);
  });

  test('about a child at two units needs the unit; in a thread of another child it is refused', async () => {
    const { childId, unitId, mother, contactTeacher } = await hub.aFamily();
    await hub.deliver(placement(childId, [unitId, randomUUID()]));
    expect((await hub.send(contactTeacher, { childId, to: [mother] })).userErrors).toMatchObject([
      { code: 'WRONG_UNIT' },
    ]);
    const other = await hub.aFamily();
    const { threadId } = await hub.send(other.contactTeacher, { childId: other.childId, to: [other.mother] });
    expect((await hub.send(contactTeacher, { childId, threadId, to: [mother] })).codes).toEqual(['NOT_FOUND']);
  });

  test('a thread goes on, is closed by staff, and not by the family', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const { threadId } = await hub.send(contactTeacher, { childId, to: [mother] });
    await hub.send(contactTeacher, { childId, threadId, to: [mother], text: 'Og regntøy' });
    const close =
      'mutation ($input: CloseThreadInput!) { closeThread(input: $input) { thread { status } userErrors { code } } }';
    const closing = () => ({ input: { threadId, idempotencyKey: randomUUID() } });
    expect((await hub.asPerson(mother, close, closing())).codes).toEqual(['FORBIDDEN']);
    expect((await hub.asPerson(contactTeacher, close, closing())).data.closeThread).toEqual({
      thread: { status: 'CLOSED' },
      userErrors: [],
    });
    expect((await hub.threadsOf(mother, childId)).threads[0]?.messages.edges.map(({ node }) => node.text)).toEqual([
      'Husk matpakke',
      'Og regntøy',
    ]);
  });

  test('threads come page by page, newest first, each once', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    for (const subject of ['1', '2', '3']) {
      hub.now = new Date(hub.now.getTime() + 1000);
      await hub.send(contactTeacher, { childId, to: [mother], subject });
    }
    const subjects: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await hub.asPerson(
        mother,
        `query ($id: ID!, $after: String) { _entities(representations: [{ __typename: "Pupil", id: $id }]) { ... on Pupil {
          threads(first: 2, after: $after) { edges { node { subject } } pageInfo { hasNextPage endCursor } } } } }`,
        { id: childId, after },
      );
      const [{ threads }] = data._entities as [
        { threads: { edges: { node: { subject: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } },
      ];
      subjects.push(...threads.edges.map(({ node }) => node.subject));
      more = threads.pageInfo.hasNextPage;
      after = threads.pageInfo.endCursor;
    }
    expect(subjects).toEqual(['3', '2', '1']);
  });

  test('messages sent in the same moment keep their order, page by page', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    const { threadId } = await hub.send(contactTeacher, { childId, to: [mother], text: '0' });
    for (const text of ['1', '2', '3', '4']) await hub.send(contactTeacher, { childId, threadId, to: [mother], text });
    const texts: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await hub.asPerson(
        mother,
        `query ($id: ID!, $after: String) { thread(id: $id) { messages(first: 2, after: $after) {
          edges { node { text } } pageInfo { hasNextPage endCursor } } } }`,
        { id: threadId, after },
      );
      const { messages } = data.thread as {
        messages: { edges: { node: { text: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      texts.push(...messages.edges.map(({ node }) => node.text));
      more = messages.pageInfo.hasNextPage;
      after = messages.pageInfo.endCursor;
    }
    expect(texts).toEqual(['0', '1', '2', '3', '4']);
  });

  test('three hundred pupils cost as many statements as one', async () => {
    const viewer = randomUUID();
    const cost = async (count: number) => {
      const children = Array.from({ length: count }, () => randomUUID());
      for (const childId of children) hub.is(viewer, childId, teacher);
      await hub.deliver(...children.map((childId) => placement(childId, [randomUUID()])));
      const mother = randomUUID();
      for (const childId of children.slice(0, 3)) {
        hub.is(mother, childId, parent);
        await hub.send(viewer, { childId, to: [mother] });
      }
      const statements = await hub.statements(() =>
        hub.asPerson(
          viewer,
          `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Pupil {
            threads(first: 5) { edges { node { subject messages(first: 5) { edges { node { text author { role employee { id } } } } } } } }
            absenceReports(first: 5) { edges { node { from } } } permissionRequests { status } } } }`,
          { all: children.map((id) => ({ __typename: 'Pupil', id })) },
        ),
      );
      return statements.length;
    };
    expect(await cost(300)).toBe(await cost(1));
  });
});
