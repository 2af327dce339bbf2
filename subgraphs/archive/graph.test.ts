import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import {
  aDecision,
  aPermission,
  aPlacement,
  aPupil,
  archivist,
  parent,
  recordQuery,
  type StartedArchive,
  startArchive,
} from './test-support/hub-archive.ts';

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

describe('the graph', () => {
  it('pages through a record, newest first, and misses none', async () => {
    await hub.arises(...Array.from({ length: 5 }, () => aPermission(childId)));
    const seen: (string | undefined)[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 3; pages += 1) {
      const { record } = await hub.record(childId, { first: 2, ...(after ? { after } : {}) });
      seen.push(...(record?.journalEntries.edges.map(({ node }) => node.registrationId?.replace(/.*-/, '')) ?? []));
      after = record?.journalEntries.pageInfo.endCursor ?? undefined;
      expect(record?.journalEntries.pageInfo.hasNextPage).toBe(pages < 2);
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });

  it('titles a record so that the archive is understood without the hub, with no national id anywhere', async () => {
    await hub.arises(await aDecision(hub.vault, childId));
    const { rows } = await sql<{
      text: string;
    }>`select body::text as text from archive.pupil_record where child_id = ${childId}
      union all select body::text from archive.journal_entry where child_id = ${childId}`.execute(hub.database.kysely);
    const kept = rows.map(({ text }) => text).join();
    expect(kept).toContain('Elevmappe – Ánne Sara Østby');
    expect(kept).not.toContain(aPupil.nationalId);
  });

  it('answers no record for a child on whom nothing is journalled', async () => {
    expect(await hub.record(childId)).toMatchObject({ record: null });
  });

  it('withholds the record, with the reason, from one who may know of the child and not of its record', async () => {
    await hub.arises(aPermission(childId));
    hub.facts.children[childId] = ['teachesChild'];
    const { record, errors } = await hub.record(childId);
    expect(record).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD', category: 'pupil-record' });
  });

  it('leaves no trace of a child that may not be known of', async () => {
    await hub.arises(aPermission(childId));
    const [entry] = (await hub.record(childId)).entries;
    hub.facts.children = {};
    const query = /* GraphQL */ `query ($id: ID!) {
      journalEntry(id: $id) { title }
      _entities(representations: [{ __typename: "JournalEntry", id: $id }]) { ... on JournalEntry { title } }
    }`;
    const hidden = await hub.query(query, { id: entry?.id });
    expect(hidden).toEqual(await hub.query(query, { id: randomUUID() }));
    expect(hidden).toEqual(await hub.query(query, { id: 'not an id' }));
    expect(hidden.data).toEqual({ journalEntry: null, _entities: [null] });
  });

  it('gives one entry by its id', async () => {
    await hub.arises(aPermission(childId));
    const [entry] = (await hub.record(childId)).entries;
    const result = await hub.query('query ($id: ID!) { journalEntry(id: $id) { id pupilRecord { pupil { id } } } }', {
      id: entry?.id,
    });
    expect(result.data).toEqual({ journalEntry: { id: entry?.id, pupilRecord: { pupil: { id: childId } } } });
  });

  it('refuses to show a document that was changed in the database', async () => {
    await hub.arises(aPermission(childId));
    await sql`update archive.document_content set content = '\\x00' where entry_id in
      (select system_id from archive.journal_entry where child_id = ${childId})`.execute(hub.database.kysely);
    const { errors } = await hub.record(childId);
    expect(errors?.[0]?.message).toMatch(/not the one that was archived/);
  });

  it('takes the same number of statements for 1, 30 and 300 pupils', async () => {
    const ids = Array.from({ length: 300 }, () => randomUUID());
    hub.facts.children = Object.fromEntries(ids.map((id): [string, readonly Fact[]] => [id, parent]));
    await hub.arises(...ids.map((id) => aPermission(id)));
    const query = recordQuery
      .replace('$id: ID!', '$pupils: [_Any!]!')
      .replace('[{ __typename: "Pupil", id: $id }]', '$pupils');
    const statementsFor = (count: number) =>
      hub.statements(() =>
        hub.query(query, { pupils: ids.slice(0, count).map((id) => ({ __typename: 'Pupil', id })) }),
      );
    const counts = [
      (await statementsFor(1)).length,
      (await statementsFor(30)).length,
      (await statementsFor(300)).length,
    ];
    expect(new Set(counts).size).toBe(1);
  });
});

describe('what could not be journalled', () => {
  const list = /* GraphQL */ `query ($first: Int, $after: String) {
    unjournalledDocuments(first: $first, after: $after) {
      edges { node { id pupil { id } reason attempts givenUp } } pageInfo { hasNextPage endCursor }
    }
  }`;
  interface Answer {
    edges: { node: { id: string; pupil: { id: string } } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }
  const ask = async (page = {}) => {
    const { data } = await hub.query(list, page, { purpose: 'archiving' });
    return data?.unjournalledDocuments as Answer;
  };

  it('is listed with its reason for the archivist, page by page, and only of children that may be known of', async () => {
    const children = [childId, randomUUID()];
    hub.facts.children = Object.fromEntries(children.map((id) => [id, archivist]));
    for (const id of children) await hub.arises(aPlacement(id), await aDecision(hub.vault, id, { title: 'no text' }));
    const first = await ask({ first: 1 });
    expect(first.edges).toMatchObject([
      {
        node: {
          pupil: { id: expect.any(String) },
          reason: expect.stringMatching(/not the form/),
          attempts: 1,
          givenUp: false,
        },
      },
    ]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await ask({ first: 1, after: first.pageInfo.endCursor });
    const seen = [...first.edges, ...second.edges].map(({ node }) => node.pupil.id);
    expect(seen.toSorted()).toEqual(children.toSorted());
    hub.facts.children = { [childId]: archivist };
    expect((await ask()).edges.map(({ node }) => node.pupil.id)).toEqual([childId]);
  });
});
