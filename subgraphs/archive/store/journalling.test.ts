import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { isUnchanged } from '../domain/archive-document.ts';
import { aDraft, august } from '../test-support/builders.ts';
import { findEntries, readContents } from './entry-rows.ts';
import { type Journalling, type JournallingSettings, journalAll } from './journalling.ts';
import { archiveMigrations } from './migrations.ts';
import { findRecords } from './record-rows.ts';
import type { ArchiveTables } from './tables.ts';

let hub: HubDatabase;
let db: Database<ArchiveTables>;
beforeAll(async () => {
  hub = await openDatabase({ kind: 'memory' });
  await migrate(hub.kysely, [archiveMigrations]);
  db = hub.as<ArchiveTables>();
});
afterAll(() => hub.close());

const settings: JournallingSettings = {
  newId: randomUUID,
  now: august,
  unit: 'Oppvekst',
  responsible: 'Rektor',
  openedBy: 'Oppvekst hub',
  numbers: 'own',
};
const journal = (items: readonly Journalling[], changes: Partial<JournallingSettings> = {}) =>
  db.transaction().execute((tx) => journalAll(tx, items, { ...settings, ...changes }));
const decision = (childId: string, changes: Partial<Journalling> = {}): Journalling => ({
  childId,
  kind: 'individual-decision',
  draft: aDraft({ sourceKey: randomUUID() }),
  ...changes,
});
const recordOf = async (childId: string) => (await findRecords(db, [childId])).get(childId);

describe('journalling', () => {
  it('opens a record for a child that has none and puts the entry in it, numbered', async () => {
    const childId = randomUUID();
    const [first] = await journal([decision(childId)]);
    const record = await recordOf(childId);
    expect(record).toMatchObject({ status: 'open', unit: 'Oppvekst' });
    expect(first?.entry.status).toBe('journalled');
    expect(first?.entry.registrationId).toBe(`${record?.caseNumber?.year}/${record?.caseNumber?.sequence}-1`);
  });

  it('journals a source once, however often it comes', async () => {
    const item = decision(randomUUID());
    expect(await journal([item, item])).toHaveLength(1);
    expect(await journal([item])).toEqual([]);
  });

  it('keeps the documents as they were, byte for byte', async () => {
    const [one] = await journal([decision(randomUUID())]);
    const [kept] = await findEntries(db, [one?.entry.systemId ?? '']);
    expect(kept?.entry).toEqual(one?.entry);
    const [document] = kept?.entry.documents ?? [];
    if (!document) throw new Error('one document was journalled');
    const contents = await readContents(db, [document.systemId]);
    expect(isUnchanged(document, contents.get(document.systemId) ?? new Uint8Array())).toBe(true);
  });

  it('leaves no gap in any series when a transaction fails', async () => {
    const childId = randomUUID();
    const [before] = await journal([decision(childId)]);
    await expect(
      db.transaction().execute(async (tx) => {
        await journalAll(tx, [decision(childId), decision(randomUUID())], settings);
        throw new Error('the change was not to be');
      }),
    ).rejects.toThrow('not to be');
    const [after] = await journal([decision(childId)]);
    expect(after?.entry.number).toMatchObject({
      sequence: (before?.entry.number?.sequence ?? 0) + 1,
      entryInCase: (before?.entry.number?.entryInCase ?? 0) + 1,
    });
  });

  it('begins each year’s series at 1, by Norwegian time', async () => {
    const [one] = await journal([decision(randomUUID())], { now: new Date('2031-12-31T23:15:00Z') });
    expect(one?.entry.number).toEqual({ year: 2032, sequence: 1, entryInCase: 1 });
    expect(one?.entry.registrationId).toBe('2032/1-1');
  });

  it('gives numbers in the order of the batch', async () => {
    const children = [randomUUID(), randomUUID()];
    const items = [0, 1, 0, 0, 1].map((child) => decision(children[child] ?? ''));
    const entries = await journal(items);
    const first = entries[0]?.entry.number?.sequence ?? 0;
    expect(entries.map(({ entry }) => [(entry.number?.sequence ?? 0) - first, entry.number?.entryInCase])).toEqual([
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 2],
    ]);
  });

  it('closes the record of a child that leaves, and opens it again when the child is back', async () => {
    const childId = randomUUID();
    await journal([decision(childId), decision(childId, { kind: 'handover', closesRecord: true })]);
    const closed = await recordOf(childId);
    expect(closed).toMatchObject({ status: 'closed', closed: { by: 'Oppvekst hub' } });
    await journal([decision(childId)]);
    const { closed: _, ...rest } = closed ?? {};
    expect(await recordOf(childId)).toEqual({ ...rest, status: 'open' });
  });

  it('gives no numbers when the archive of record is elsewhere', async () => {
    const childId = randomUUID();
    const [one] = await journal([decision(childId)], { numbers: 'elsewhere' });
    expect(one?.entry).toMatchObject({ status: 'registered' });
    expect(one?.entry.number).toBeUndefined();
    expect((await recordOf(childId))?.caseNumber).toBeUndefined();
  });

  it('takes the same number of statements for 1 and for 300', async () => {
    const statementsFor = async (count: number) => {
      let statements = 0;
      const stop = hub.observe(() => {
        statements += 1;
      });
      await journal(Array.from({ length: count }, () => decision(randomUUID())));
      stop();
      return statements;
    };
    expect(await statementsFor(300)).toBe(await statementsFor(1));
  });
});
