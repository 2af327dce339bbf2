import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveText } from '../../domain/archive-text.ts';
import { registerEntry } from '../../domain/journal-entry.ts';
import { closeRecord } from '../../domain/pupil-record.ts';
import { hostileText, journalDraft, sayingText } from '../../test-support/arbitraries.ts';
import { aDraft, anEntry, aRecord, august } from '../../test-support/builders.ts';
import type { Submission } from '../archive.ts';
import { loadValidator, type Validate } from '../arkivmelding/validate.ts';
import { readFeilmelding, writeFeilmelding } from './feilmelding.ts';
import { createFiksArchive } from './fiks-archive.ts';
import { messageTypes } from './fiks-message.ts';
import { createInMemoryFiksArchive } from './in-memory-fiks-archive.ts';
import { readKvittering, writeKvittering } from './kvittering.ts';
import { readSearchResult, readSok, writeSearchResult, writeSok } from './sok.ts';

const schemas = resolve(import.meta.dirname, '../../../../../shared/standards/fiks-arkiv/V1');

const submissionOf = (record = aRecord(), draft = aDraft()): Submission => {
  const entry = registerEntry(record, draft, { newId: randomUUID, now: august });
  const files = entry.documents.map(
    (one, index) => [one.fileReference, draft.documents[index]?.content ?? new Uint8Array()] as const,
  );
  return { record, entry, files: new Map(files) };
};

function connected(validate?: Validate) {
  const twin = createInMemoryFiksArchive({ newId: randomUUID, ...(validate ? { validate } : {}) });
  const archive = createFiksArchive({
    transport: twin.transport,
    newId: randomUUID,
    timeoutMs: 50,
    ...(validate ? { validate } : {}),
  });
  return { twin, archive };
}

describe('an archive reached by Fiks Arkiv', () => {
  it('is asked for the record first, gets record and entry, and answers with numbers', async () => {
    const { twin, archive } = connected();
    const receipt = await archive.submit(submissionOf());
    expect(receipt).toEqual({
      caseNumber: { year: 2026, sequence: 1 },
      number: { year: 2026, sequence: 1, entryInCase: 1 },
      existed: false,
    });
    expect(twin.conversation).toEqual([
      messageTypes.sok,
      messageTypes.sokResultatNoekler,
      messageTypes.opprett,
      messageTypes.mottatt,
      messageTypes.kvittering,
    ]);
    expect(twin.records.get('child-1')?.caseNumber).toEqual(receipt.caseNumber);
  });

  it('gets the next entry into the record it has', async () => {
    const { twin, archive } = connected();
    await archive.submit(submissionOf());
    const receipt = await archive.submit(submissionOf(aRecord(), aDraft({ sourceKey: 'event-2' })));
    expect(receipt).toMatchObject({ caseNumber: { sequence: 1 }, number: { sequence: 2, entryInCase: 2 } });
    expect(twin.records.size).toBe(1);
  });

  it('gets an open record for its first entry, even if the child has left since', async () => {
    const { twin, archive } = connected();
    await archive.submit({ ...submissionOf(), record: closeRecord(aRecord(), { who: 'Oppvekst hub', now: august }) });
    expect(twin.records.get('child-1')).toMatchObject({ status: 'open' });
  });

  it('numbers each child’s case and one journal for all', async () => {
    const { archive } = connected();
    await archive.submit(submissionOf());
    const other = await archive.submit(submissionOf(aRecord({ childId: 'child-2' }), aDraft({ sourceKey: 'event-2' })));
    expect(other).toMatchObject({ caseNumber: { sequence: 2 }, number: { sequence: 2, entryInCase: 1 } });
  });

  it('archives once when the answer got lost and the same is sent again', async () => {
    const { twin, archive } = connected();
    twin.faults.loseAnswers = true;
    await expect(
      archive.submit(submissionOf(aRecord({ caseNumber: { year: 2026, sequence: 1 } }))),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    twin.faults.loseAnswers = false;
    const first = await archive.submit(submissionOf());
    expect(await archive.submit(submissionOf())).toEqual({ ...first, existed: true });
    expect(twin.entries.size).toBe(1);
  });

  it('may answer twice without harm', async () => {
    const { twin, archive } = connected();
    twin.faults.answerTwice = true;
    expect(await archive.submit(submissionOf())).toMatchObject({ existed: false });
    expect(twin.entries.size).toBe(1);
  });

  it('is asked again later when it is down', async () => {
    const { twin, archive } = connected();
    twin.faults.down = true;
    await expect(archive.submit(submissionOf())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('refuses a file whose checksum is another, and says so', async () => {
    const { archive, twin } = connected();
    const submission = submissionOf();
    const files = new Map([...submission.files].map(([name]) => [name, new Uint8Array([1, 2, 3])]));
    await expect(archive.submit({ ...submission, files })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/sjekksum/),
    });
    expect(twin.entries.size).toBe(0);
  });

  it('refuses a message with too few files', async () => {
    const { archive } = connected();
    await expect(archive.submit({ ...submissionOf(), files: new Map() })).rejects.toThrow(/antallFiler/);
  });

  it('lets go of who waits when the connection closes', async () => {
    const { twin, archive } = connected();
    twin.faults.loseAnswers = true;
    const waiting = archive.submit(submissionOf());
    await archive.close();
    await expect(waiting).rejects.toThrow(/closed/);
  });
});

describe('the messages of an elevmappe', () => {
  const key = sayingText.map(archiveText);
  const number = fc.nat({ max: 100_000 });

  it('read back to what was written', () => {
    fc.assert(
      fc.property(key, number, hostileText.map(archiveText), fc.boolean(), (text, count, said, existed) => {
        const search = { childId: text, take: count, skip: 0 };
        expect(readSok(writeSok(search))).toEqual(search);
        const caseNumber = { year: 2026, sequence: count };
        const result = { count, take: 2, skip: 0, records: [{ systemId: randomUUID(), childId: text, caseNumber }] };
        expect(readSearchResult(writeSearchResult(result))).toEqual(result);
        const receipt = {
          record: { systemId: randomUUID(), childId: text, caseNumber, existed },
          entry: {
            systemId: randomUUID(),
            sourceKey: text,
            registrationId: '2026/1-1',
            number: { year: 2026, sequence: count, entryInCase: 1 },
            existed,
            documents: [{ number: 1, systemId: randomUUID() }],
          },
        };
        expect(readKvittering(writeKvittering(receipt))).toEqual(receipt);
        const failures = { recordFailure: { id: 'a', message: said }, entryFailure: { id: 'b', message: said } };
        expect(readKvittering(writeKvittering(failures))).toEqual(failures);
        const failure = { id: text, message: said };
        for (const kind of ['ugyldigforespoersel', 'serverfeil', 'ikkefunnet'] as const)
          expect(readFeilmelding(writeFeilmelding(kind, failure))).toEqual({ kind, ...failure });
      }),
    );
  });

  it('leave out records that bear another system’s key', () => {
    const result = writeSearchResult({
      count: 1,
      take: 2,
      skip: 0,
      records: [{ systemId: randomUUID(), childId: 'x' }],
    });
    expect(readSearchResult(result.replace('oppvekst-hub', 'Vigilo')).records).toEqual([]);
  });

  it('are refused when they are of another kind', () => {
    expect(() => readKvittering(writeSok({ childId: 'x', take: 1, skip: 0 }))).toThrow(
      /not a <arkivmeldingKvittering>/,
    );
    expect(() => readFeilmelding(writeSok({ childId: 'x', take: 1, skip: 0 }))).toThrow(/no error message/);
  });

  it('need the numbers in a receipt', async () => {
    const { twin } = connected();
    const send = twin.transport.send;
    const withoutNumbers = {
      send,
      receive: (handler: Parameters<typeof twin.transport.receive>[0]) =>
        twin.transport.receive((message) =>
          handler({
            ...message,
            ...(message.payload ? { payload: message.payload.replaceAll(/<journal\w+>\d+<\/journal\w+>/g, '') } : {}),
          }),
        ),
    };
    const archive = createFiksArchive({ transport: withoutNumbers, newId: randomUUID, timeoutMs: 50 });
    await expect(archive.submit(submissionOf())).rejects.toThrow(/lacks the case number or the journal number/);
  });
});

describe.skipIf(!existsSync(schemas))("the messages against Fiks Arkiv's XSDs", () => {
  let validate: Validate;
  beforeAll(async () => {
    validate = await loadValidator(schemas);
  });

  it('are valid, whatever text is in them', () => {
    fc.assert(
      fc.property(sayingText.map(archiveText), (text) => {
        const caseNumber = { year: 2026, sequence: 1 };
        const record = { systemId: randomUUID(), childId: text, caseNumber, existed: true };
        const entry = {
          systemId: randomUUID(),
          sourceKey: text,
          existed: false,
          documents: [{ number: 1, systemId: randomUUID() }],
        };
        const failure = { id: text, message: text };
        expect(validate('sok', writeSok({ childId: text, take: 2, skip: 0 }))).toEqual([]);
        expect(validate('noekler', writeSearchResult({ count: 1, take: 2, skip: 0, records: [record] }))).toEqual([]);
        expect(validate('kvittering', writeKvittering({ record, entry }))).toEqual([]);
        expect(validate('kvittering', writeKvittering({ recordFailure: failure, entryFailure: failure }))).toEqual([]);
        expect(validate('ugyldigforespoersel', writeFeilmelding('ugyldigforespoersel', failure))).toEqual([]);
        expect(validate('serverfeil', writeFeilmelding('serverfeil', failure))).toEqual([]);
      }),
    );
  });

  it('are checked by both ends in a whole exchange', async () => {
    const { twin, archive } = connected(validate);
    await fc.assert(
      fc.asyncProperty(journalDraft, async (draft) => {
        await archive.submit(submissionOf(aRecord(), draft));
        expect(twin.entries.get(draft.sourceKey)?.documents.length).toBe(draft.documents.length);
      }),
      { numRuns: 25 },
    );
  });

  it('do not leave when they break the schema', async () => {
    const { twin, archive } = connected(validate);
    const record = aRecord();
    const entry = { ...anEntry(record), systemId: 'not a uuid' };
    await expect(archive.submit({ record, entry, files: new Map() })).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(twin.conversation).not.toContain(messageTypes.opprett);
  });
});
