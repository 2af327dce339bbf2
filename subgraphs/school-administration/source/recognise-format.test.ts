import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openRoster } from './open-roster.ts';
import { pifuFile } from './pifu/pifu-test-file.ts';
import { describeFormat, recogniseFormat } from './recognise-format.ts';

const recognise = (content: string | Uint8Array) => recogniseFormat(Buffer.from(content));
const reads = /This hub reads PIFU-IMS 1\.3/;

describe('recogniseFormat', () => {
  it('knows PIFU-IMS by its namespace and the type of its extract', () => {
    expect(recognise(pifuFile())).toMatchObject({
      standard: 'pifu-ims',
      version: '1.3',
      extract: 'full',
      content: 'roster',
    });
    expect(recognise(pifuFile({ type: 'delta' }))).toMatchObject({ extract: 'delta' });
    expect(recognise(pifuFile({ type: 'event' }))).toMatchObject({ extract: 'event' });
  });

  it('knows it by content only: under a prefix, after long comments, with a byte-order mark', () => {
    const prefixed = pifuFile()
      .replace('xmlns=', 'xmlns:p=')
      .replaceAll('<', '<p:')
      .replaceAll('<p:/', '</p:')
      .replace('<p:?', '<?');
    expect(recognise(prefixed)).toMatchObject({ extract: 'full' });
    expect(recognise(pifuFile({ declaration: `<!-- ${'<x> '.repeat(500)} -->` }))).toMatchObject({ extract: 'full' });
    expect(recognise(`\uFEFF${pifuFile()}`)).toMatchObject({ encoding: { bomLength: 3 } });
  });

  it('knows OneRoster by its columns, its manifest, or the files in a zip', () => {
    expect(describeFormat(recognise('"sourcedId","status","dateLastModified"\r\n'))).toBe('OneRoster (CSV)');
    expect(describeFormat(recognise('propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n'))).toBe(
      'OneRoster 1.2 (CSV)',
    );
    const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0]), Buffer.from('manifest.csv...')]);
    expect(describeFormat(recognise(zip))).toBe('OneRoster (zip)');
  });

  it.each([
    ['nothing', '', /empty \(0 bytes\)/, 'BROKEN_FILE'],
    ['white space', ' \n\t ', /white space/, 'BROKEN_FILE'],
    ['JSON', '{"a": 1}', /is JSON/, 'UNKNOWN_FORMAT'],
    ['other XML', '<a xmlns="urn:x"/>', /root element <a> in the namespace "urn:x"/, 'UNKNOWN_FORMAT'],
    [
      'IMS Enterprise without PIFU',
      '<enterprise><properties/></enterprise>',
      /<enterprise> without a namespace/,
      'UNKNOWN_FORMAT',
    ],
    ['a web page', '<!DOCTYPE html><html><body>502</body></html>', /a web page/, 'UNKNOWN_FORMAT'],
    ['another CSV', 'navn;klasse;skole\nA;7A;B\n', /a CSV of another kind/, 'UNKNOWN_FORMAT'],
    ['a letter', 'Hei!\nHer er lista.\n', /text of another kind/, 'UNKNOWN_FORMAT'],
    ['a PDF', '%PDF-1.7\n', /a PDF/, 'UNKNOWN_FORMAT'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip/, 'UNKNOWN_FORMAT'],
    ['bytes', Buffer.from([1, 2, 0, 3, 0, 0]), /is binary/, 'UNKNOWN_FORMAT'],
    ['a spreadsheet', Buffer.from('PK\x03\x04....xl/workbook.xml'), /an Office document/, 'UNKNOWN_FORMAT'],
    ['a PIFU file of no type', pifuFile({ type: 'halv' }), /says type "halv"/, 'BROKEN_FILE'],
    ['a declaration alone', '<?xml version="1.0"?>\n', /no root element/, 'BROKEN_FILE'],
  ])('says what %s is, and what it reads', (_, content, message, code) => {
    expect(() => recognise(content)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
    expect(() => recognise(content)).toThrow(reads);
  });

  it('refuses a document type declaration on the line where it stands', () => {
    expect(() => recognise('<?xml version="1.0"?>\n<!-- <!DOCTYPE no> -->\n<!DOCTYPE e>\n<e/>')).toThrow(
      /Line 3: the file has a document type declaration/,
    );
  });
});

describe('openRoster', () => {
  it('refuses what it recognises and does not read, and says what it does', async () => {
    const open = (content: string) => openRoster([Buffer.from(content)], { mode: 'test' });
    await expect(open('sourcedId,status\n')).rejects.toThrow(/one of the files of a OneRoster bundle\. This hub reads/);
  });

  it('lets go of the file when a reader stops in the middle', async () => {
    let closed = false;
    async function* chunks() {
      try {
        yield Buffer.from(pifuFile());
        for (;;) yield Buffer.from('<!-- more -->');
      } finally {
        closed = true;
      }
    }
    const { items } = await openRoster(chunks(), { mode: 'test' });
    await items.next();
    await items.return();
    expect(closed).toBe(true);
  });
});

const oneRoster = '../shared/standards/oneroster';
it.skipIf(!existsSync(oneRoster))('recognises every file of a real OneRoster 1.1 bundle', () => {
  for (const name of [
    'academicSessions',
    'classes',
    'courses',
    'demographics',
    'enrollments',
    'manifest',
    'orgs',
    'users',
  ])
    expect(recogniseFormat(readFileSync(`${oneRoster}/${name}.csv`)).standard).toBe('oneroster');
  expect(recogniseFormat(readFileSync(`${oneRoster}/manifest.csv`))).toMatchObject({ version: '1.1' });
});
