import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { archivist, parent, type StartedArchive, startArchive } from './test-support/hub-archive.ts';

let hub: StartedArchive;
let childId: string;
beforeAll(async () => {
  hub = await startArchive();
});
afterAll(() => hub.stop());
beforeEach(() => {
  childId = randomUUID();
  hub.facts.children = { [childId]: parent };
});

describe('journalling by hand', () => {
  const journalise = /* GraphQL */ `mutation ($input: JournaliseDocumentInput!) {
    journaliseDocument(input: $input) { journalEntry { id title type registrationId documents { text } } userErrors { code message } }
  }`;
  const input = (changes = {}) => ({
    idempotencyKey: randomUUID(),
    childId,
    title: 'Brev fra foresatte',
    publicTitle: 'Brev',
    type: 'INCOMING',
    documentDate: '2026-11-20',
    correspondent: { name: 'Foresatte' },
    text: 'Vi ber om et møte.',
    ...changes,
  });
  const asArchivist = { purpose: 'archiving' };

  it('puts the document in the record, once per key', async () => {
    hub.facts.children[childId] = archivist;
    const same = input();
    const first = await hub.query(journalise, { input: same }, asArchivist);
    expect(first.data?.journaliseDocument).toMatchObject({
      journalEntry: {
        title: 'Brev fra foresatte',
        type: 'INCOMING',
        documents: [{ text: expect.stringContaining('Vi ber om et møte.') }],
      },
      userErrors: [],
    });
    expect(await hub.query(journalise, { input: same }, asArchivist)).toEqual(first);
  });

  it('is refused to those it is not for, and leaves nothing', async () => {
    const result = await hub.query(journalise, { input: input() });
    expect(result.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const { rows } = await sql`select from archive.journal_entry where child_id = ${childId}`.execute(
      hub.database.kysely,
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['an empty title', { title: ' ' }, /title .* is empty/],
    ['nobody who sent it', { correspondent: null }, /Say who sent or received/],
  ])('says what is wrong with %s', async (_, changes, said) => {
    hub.facts.children[childId] = archivist;
    const result = await hub.query(journalise, { input: input(changes) }, asArchivist);
    expect(result.data?.journaliseDocument).toMatchObject({
      journalEntry: null,
      userErrors: [{ code: 'BAD_INPUT', message: expect.stringMatching(said) }],
    });
  });

  it('can be undone by letting the entry lapse, and only in the record it is in', async () => {
    hub.facts.children[childId] = archivist;
    await hub.query(journalise, { input: input() }, asArchivist);
    const [entry] = await sql<{
      systemId: string;
    }>`select system_id from archive.journal_entry where child_id = ${childId}`
      .execute(hub.database.kysely)
      .then(({ rows }) => rows);
    const lapse = /* GraphQL */ `mutation ($input: LapseJournalEntryInput!) {
      lapseJournalEntry(input: $input) { journalEntry { status registrationId } userErrors { code } }
    }`;
    const other = randomUUID();
    hub.facts.children[other] = archivist;
    const lapseInput = { idempotencyKey: randomUUID(), childId: other, entryId: entry?.systemId };
    const elsewhere = await hub.query(lapse, { input: lapseInput }, asArchivist);
    expect(elsewhere.data?.lapseJournalEntry).toMatchObject({
      journalEntry: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    const here = { input: { ...lapseInput, idempotencyKey: randomUUID(), childId } };
    const lapsed = await hub.query(lapse, here, asArchivist);
    expect(lapsed.data?.lapseJournalEntry).toMatchObject({
      journalEntry: { status: 'LAPSED', registrationId: expect.any(String) },
      userErrors: [],
    });
    expect(await hub.query(lapse, here, asArchivist)).toEqual(lapsed);
  });
});
