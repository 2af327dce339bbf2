import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entryJournalled } from '#contracts/events/archive.ts';
import { readArkivmelding } from './source/arkivmelding/arkivmelding.ts';
import { createInMemoryFiksArchive } from './source/fiks-arkiv/in-memory-fiks-archive.ts';
import {
  aClosedMove,
  aDecision,
  aPermission,
  archivist,
  type StartedArchive,
  startArchive,
} from './test-support/hub-archive.ts';

const schemas = resolve(import.meta.dirname, '../../../shared/standards/fiks-arkiv/V1');
const settings = {
  archiveOfRecord: 'fiks-arkiv',
  timeoutSeconds: 1,
  ...(existsSync(schemas) ? { schemaFolder: schemas } : {}),
};
const twin = createInMemoryFiksArchive({ newId: randomUUID });
let hub: StartedArchive;
let childId: string;
beforeAll(async () => {
  hub = await startArchive({ settings }, twin.transport);
});
afterAll(() => hub.stop());
beforeEach(() => {
  childId = randomUUID();
  hub.facts.children = { [childId]: archivist };
  Object.assign(twin.faults, { down: false, loseAnswers: false, answerTwice: false });
});

const record = async () => {
  const { record: found, entries } = await hub.record(childId, {}, { purpose: 'archiving' });
  return { caseNumber: found?.caseNumber, entries };
};
const atTheArchive = () =>
  [...twin.entries.values()].filter((entry) => twin.records.get(childId)?.caseNumber && belongs(entry.registrationId));
const belongs = (registrationId: string | undefined) => {
  const number = twin.records.get(childId)?.caseNumber;
  return registrationId?.startsWith(`${number?.year}/${number?.sequence}-`) ?? false;
};
const toldOf = async () =>
  (await hub.published()).filter(({ subject, type }) => subject === childId && type === entryJournalled.type);
async function aMinuteLater() {
  hub.now = new Date(hub.now.getTime() + 60_000);
  await hub.running.catchUp();
}

describe('when the archive of record is elsewhere', () => {
  it('entries reach it in order and get its numbers', async () => {
    await hub.deliver(await aDecision(hub.vault, childId), aClosedMove(childId));
    await hub.running.catchUp();
    const { caseNumber, entries } = await record();
    expect(entries).toMatchObject([
      { kind: 'HANDOVER', status: 'JOURNALLED', registrationId: `${caseNumber}-2` },
      { kind: 'INDIVIDUAL_DECISION', status: 'JOURNALLED', registrationId: `${caseNumber}-1` },
    ]);
    expect(atTheArchive().map(({ registrationId }) => registrationId)).toEqual([`${caseNumber}-1`, `${caseNumber}-2`]);
  });

  it('an entry waits with its reason while the archive is down, and nobody is told that it is journalled', async () => {
    twin.faults.down = true;
    await hub.deliver(aPermission(childId));
    await hub.running.catchUp();
    expect(await record()).toMatchObject({
      caseNumber: null,
      entries: [
        {
          status: 'REGISTERED',
          registrationId: null,
          waitingBecause: expect.stringMatching(/could not take the message now/),
        },
      ],
    });
    expect(await toldOf()).toEqual([]);
    twin.faults.down = false;
    await aMinuteLater();
    expect(await record()).toMatchObject({ entries: [{ status: 'JOURNALLED', waitingBecause: null }] });
    expect(await toldOf()).toHaveLength(1);
  });

  it('an answer that was lost archives nothing twice', async () => {
    await hub.deliver(aPermission(childId));
    await hub.running.catchUp();
    await hub.deliver(aPermission(childId));
    twin.faults.loseAnswers = true;
    await hub.running.catchUp();
    expect(atTheArchive()).toHaveLength(2);
    twin.faults.loseAnswers = false;
    await aMinuteLater();
    expect(atTheArchive()).toHaveLength(2);
    expect(await record()).toMatchObject({ entries: [{ status: 'JOURNALLED' }, { status: 'JOURNALLED' }] });
  });

  it('a document that was changed after it was registered is not sent', async () => {
    twin.faults.down = true;
    await hub.deliver(aPermission(childId));
    await hub.running.catchUp();
    await sql`update archive.document_content set content = '\\x00' where entry_id in
      (select system_id from archive.journal_entry where child_id = ${childId})`.execute(hub.database.kysely);
    twin.faults.down = false;
    await aMinuteLater();
    expect(atTheArchive()).toEqual([]);
    expect((await record()).entries).toMatchObject([
      { status: 'REGISTERED', waitingBecause: expect.stringMatching(/checksum is another/) },
    ]);
  });

  it('the hub does not start without a transport to it', async () => {
    await expect(startArchive({ settings })).rejects.toMatchObject({ code: 'CONFIG' });
  });
});

describe('exported for another archive', () => {
  const exportEntry = /* GraphQL */ `mutation ($input: ExportArkivmeldingInput!) {
    exportArkivmelding(input: $input) { arkivmelding { xml documents { fileReference checksum } } userErrors { code } }
  }`;
  const exported = (input: { childId: string; entryId: string | undefined }, purpose: string | null = 'archiving') =>
    hub.query(exportEntry, { input }, { purpose });

  it('an entry is an arkivmelding that reads back, valid where the XSDs are there', async () => {
    await hub.deliver(await aDecision(hub.vault, childId));
    await hub.running.catchUp();
    const [entry] = (await record()).entries;
    const answer: unknown = (await exported({ childId, entryId: entry?.id })).data?.exportArkivmelding;
    const { arkivmelding, userErrors } = answer as {
      arkivmelding: { xml: string; documents: readonly unknown[] };
      userErrors: readonly unknown[];
    };
    expect(userErrors).toEqual([]);
    const read = readArkivmelding(arkivmelding.xml);
    expect(read).toMatchObject({ childId, entry: { registrationId: entry?.registrationId, status: 'journalled' } });
    const fileReference = read.entry?.documents[0]?.fileReference;
    expect(arkivmelding.documents).toEqual([{ fileReference, checksum: entry?.documents[0]?.checksum }]);
  });

  it('an entry of another child is not given, nor its XML to one without a purpose', async () => {
    const other = randomUUID();
    hub.facts.children[other] = archivist;
    await hub.deliver(aPermission(childId), aPermission(other));
    await hub.running.catchUp();
    const [entry] = (await record()).entries;
    for (const input of [
      { childId: other, entryId: entry?.id },
      { childId, entryId: 'not an id' },
    ])
      expect((await exported(input)).data?.exportArkivmelding).toEqual({
        arkivmelding: null,
        userErrors: [{ code: 'NOT_FOUND' }],
      });
    const withoutPurpose = await exported({ childId, entryId: entry?.id }, null);
    expect(withoutPurpose.data?.exportArkivmelding).toMatchObject({ arkivmelding: { xml: null, documents: null } });
    expect(withoutPurpose.errors?.[0]?.extensions?.code).toBe('WITHHELD');
  });
});
