import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeStatus, numberEntry, registerEntry } from '../../domain/journal-entry.ts';
import { closeRecord, numberRecord, openPupilRecord } from '../../domain/pupil-record.ts';
import { instant, journalDraft, recordDraft } from '../../test-support/arbitraries.ts';
import { anEntry, aRecord, august } from '../../test-support/builders.ts';
import { type Arkivmelding, readArkivmelding, writeArkivmelding } from './arkivmelding.ts';
import { loadValidator, type Validate } from './validate.ts';

const schemas = resolve(import.meta.dirname, '../../../../../shared/standards/fiks-arkiv/V1');

/** Any record and any entry of it, with and without numbers, open and closed, as drafts from hostile hands became them. */
const anyMessage: fc.Arbitrary<Arkivmelding> = fc
  .tuple(
    recordDraft,
    journalDraft,
    instant,
    fc.nat({ max: 9999 }),
    fc.boolean(),
    fc.boolean(),
    fc.constantFrom('both', 'record', 'entry'),
  )
  .map(([draft, journal, now, number, numbered, final, parts]) => {
    const caseNumber = { year: now.getUTCFullYear(), sequence: number + 1 };
    const opened = openPupilRecord(draft, { id: randomUUID(), now });
    const registered = registerEntry(opened, journal, { newId: randomUUID, now });
    const entry = numbered
      ? numberEntry(registered, caseNumber, { year: caseNumber.year, sequence: number + 7, entryInCase: 3 })
      : registered;
    const record = numbered ? numberRecord(opened, caseNumber) : opened;
    return {
      childId: record.childId,
      ...(parts === 'entry' ? {} : { record: final ? closeRecord(record, { who: 'Arkivar', now }) : record }),
      ...(parts === 'record'
        ? {}
        : { entry: final && numbered ? changeStatus(entry, 'archived', { who: 'Arkivar', now }) : entry }),
    };
  });

describe('arkivmelding', () => {
  it('reads back exactly what it wrote, whatever characters were in it', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const { fileCount, ...read } = readArkivmelding(writeArkivmelding(message));
        expect(read).toEqual(message);
        expect(fileCount).toBe(message.entry?.documents.length ?? 0);
      }),
    );
  });

  it('carries our key for the child and no element for a national id', () => {
    const record = aRecord();
    const xml = writeArkivmelding({ childId: record.childId, record, entry: anEntry(record) });
    expect(xml).toContain('<md:fagsystem>oppvekst-hub</md:fagsystem>');
    expect(xml).toContain('<md:noekkel>child-1</md:noekkel>');
    expect(xml).not.toMatch(/personid/i);
  });

  it('reads the local time of another system as Norwegian time', () => {
    const record = aRecord();
    const xml = writeArkivmelding({ childId: record.childId, record }).replace(
      august.toISOString(),
      '2026-08-17T08:00:00',
    );
    expect(readArkivmelding(xml).record?.openedAt).toBe(august.toISOString());
  });

  it.each([
    [
      'another root',
      (xml: string) => xml.replaceAll('arkivmelding', 'avlevering'),
      /not a <arkivmelding> of Fiks Arkiv V1/,
    ],
    ['a cut file', (xml: string) => xml.slice(0, -40), /line \d+: /],
    ['a document type', (xml: string) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'), /DOCTYPE/],
    [
      'an unknown code',
      (xml: string) => xml.replace('<md:kode>U<', '<md:kode>Q<'),
      /journalposttype.*'Q'; known are I, U, N, X/,
    ],
    [
      'a date that does not exist',
      (xml: string) => xml.replace('2026-08-14<', '2026-02-31<'),
      /dokumentetsDato.*is not a date/,
    ],
    ['a missing title', (xml: string) => xml.replace(/<tittel>.*?<\/tittel>/, ''), /<mappe> has no <tittel>/],
    ['no key', (xml: string) => xml.replaceAll('oppvekst-hub', 'Vigilo'), /no key of the hub/],
    ['no screening', (xml: string) => xml.replace(/<skjerming>[\s\S]*?<\/skjerming>/, ''), /without screening/],
    ['another checksum', (xml: string) => xml.replace('>SHA-256<', '>MD5<'), /only SHA-256/],
    [
      'two children',
      (xml: string) => xml.replace(/(ForelderMappe>[\s\S]*?<md:noekkel>)child-1/, '$1child-2'),
      /another mappe/,
    ],
  ])('refuses %s and says where', (_, harm, said) => {
    const record = aRecord();
    const xml = writeArkivmelding({ childId: record.childId, record, entry: anEntry(record) });
    expect(() => readArkivmelding(harm(xml))).toThrow(said);
  });
});

describe.skipIf(!existsSync(schemas))("arkivmelding against Fiks Arkiv's XSD", () => {
  let validate: Validate;
  beforeAll(async () => {
    validate = await loadValidator(schemas);
  });

  it('is valid, whatever characters were in it', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(validate('opprett', writeArkivmelding(message))).toEqual([]);
      }),
    );
  });

  it('is found invalid with the line, when something required is missing', () => {
    const xml = writeArkivmelding({ childId: 'child-1', record: aRecord() }).replace(/ *<tittel>.*<\/tittel>\n/, '');
    const [problem] = validate('opprett', xml);
    expect(problem?.problem).toMatch(/offentligTittel/);
    expect(problem?.line).toBeGreaterThan(5);
  });

  it('reports text that is no XML at all as a problem, not a crash', () => {
    expect(validate('opprett', 'not XML')).not.toEqual([]);
  });
});

describe('the folder of schemas', () => {
  it('is refused with the names of what is missing', async () => {
    await expect(loadValidator('/no/such/folder')).rejects.toThrow(
      /lacks no\.ks\.fiks\.arkiv\.v1\.arkivering\.arkivmelding\.opprett\.xsd/,
    );
  });
});
