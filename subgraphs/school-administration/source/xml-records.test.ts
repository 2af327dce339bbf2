import { describe, expect, it } from 'vitest';
import { maxCharacters, type XmlPiece, xmlRecords } from './xml-records.ts';

const reader = () =>
  xmlRecords({
    namespace: 'urn:test',
    root: 'list',
    containers: new Set(['list', 'box']),
    ignored: new Set(['photo']),
    known: new Set(['item', 'name', 'box']),
  });
const read = (xml: string, chunkSize = xml.length): XmlPiece[] => {
  const records = reader();
  const pieces: XmlPiece[] = [];
  for (let at = 0; at < xml.length; at += chunkSize) pieces.push(...records.write(xml.slice(at, at + chunkSize)));
  return [...pieces, ...records.end()];
};
const list = (inner: string) => `<list xmlns="urn:test">${inner}</list>`;

describe('xmlRecords', () => {
  it('hands out one tree per record with the line it began on, however the text is cut', () => {
    const xml = list(
      '\n<item\n a="1"><name>Åse <!-- x -->&amp; <![CDATA[<Bo>]]></name><photo><name>no</name></photo></item>',
    );
    for (const size of [1, 2, 7, xml.length]) {
      expect(read(xml, size)).toEqual([
        { kind: 'open', name: 'list', line: 1 },
        {
          kind: 'record',
          node: {
            name: 'item',
            line: 2,
            attributes: { a: '1' },
            text: '',
            children: [{ name: 'name', line: 3, attributes: {}, text: 'Åse & <Bo>', children: [] }],
          },
        },
        { kind: 'close', name: 'list', line: 3 },
      ]);
    }
  });

  it('frames a container, whose children are records of their own', () => {
    const kinds = read(list('<box><item/><item/></box>')).map((piece) => piece.kind);
    expect(kinds).toEqual(['open', 'open', 'record', 'record', 'close', 'close']);
  });

  it('passes over what it does not know, and other namespaces, and says so', () => {
    const pieces = read(list('<item><nmae/><name xmlns="urn:other"/></item>'));
    expect(pieces.filter((piece) => piece.kind === 'foreign').map((piece) => piece.name)).toEqual(['nmae', 'name']);
  });

  it('refuses another root', () => {
    expect(() => read('<other xmlns="urn:test"/>')).toThrow(/Line 1: the root element is <other>/);
  });

  it('refuses a document type declaration at once, even when no entity is used', () => {
    expect(() => read(`<!DOCTYPE list>\n${list('')}`)).toThrow(/document type declaration/);
    const bomb = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    expect(() => read(`${bomb}${list('<item>&b;</item>')}`)).toThrow(/document type declaration/);
  });

  it('says the line of broken XML', () => {
    expect(() => read(list('\n\n<item></name>'))).toThrow(
      /Line 3: the XML is broken: unexpected close tag.*Nothing was imported/,
    );
    expect(() => read(list('\n<item>&aring;</item>'))).toThrow(/Line 2: the XML is broken: undefined entity/);
    expect(() => read(list('\n<item>&#1;</item>'))).toThrow(/Line 2/);
  });

  it('says that a file was cut off, and where', () => {
    expect(() => read('<list xmlns="urn:test">\n<item><name>Åse')).toThrow(
      /Line 2: the file ends in the middle of <item>/,
    );
    expect(() => read('<list xmlns="urn:test">\n<item/>\n<ite')).toThrow(
      /Line 3: the file ends in the middle of <list>/,
    );
  });

  it('refuses more than a million characters in one element, before it holds them all', () => {
    const records = reader();
    records.write('<list xmlns="urn:test">\n<item><name>');
    const chunk = 'a'.repeat(65_536);
    let written = 0;
    const flood = () => {
      for (; written < 10_000_000; written += chunk.length) records.write(chunk);
    };
    expect(flood).toThrow(/Line 2: <name> holds more than 1,000,000 characters/);
    expect(written).toBeLessThan(maxCharacters + 2 * chunk.length);
  });

  it('refuses a comment without end, and passes over one of a reasonable size', () => {
    const records = reader();
    records.write('<list xmlns="urn:test"><!-- ');
    const flood = () => {
      for (let times = 0; times < 100; times += 1) records.write('c'.repeat(100_000));
    };
    expect(flood).toThrow(/holds more than 1,000,000 characters/);
    const comment = `<!-- ${'c'.repeat(900_000)} -->`;
    expect(read(list(`${comment}<item><name>a</name></item>`), 65_536).some(({ kind }) => kind === 'record')).toBe(
      true,
    );
  });

  it('refuses a record that is too large in many small pieces, and one that nests without end', () => {
    const records = reader();
    records.write('<list xmlns="urn:test">\n<item>');
    const flood = () => {
      for (let index = 0; index < 2_000; index++) records.write('<name>a</name>'.repeat(100));
    };
    expect(flood).toThrow(/Line 2: <item> holds more than/);
    expect(() => read(list('<item>'.repeat(50)))).toThrow(/nested more than 40 deep/);
  });
});
