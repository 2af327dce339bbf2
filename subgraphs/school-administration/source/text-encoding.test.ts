import { describe, expect, it } from 'vitest';
import { decodeText, firstInvalidUtf8, readEncoding, type TextEncoding } from './text-encoding.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const decodeAll = (encoding: TextEncoding, bytes: Uint8Array, chunkSize: number) => {
  const decoder = decodeText(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const decoded = decoder.write(bytes.subarray(at, at + chunkSize));
    text += decoded.text;
    if (decoded.invalid) return { text, invalid: decoded.invalid };
  }
  const last = decoder.end();
  return { text: text + last.text, invalid: last.invalid };
};

describe('readEncoding', () => {
  it('reads UTF-8 where nothing is said', () => {
    expect(readEncoding(Buffer.from('<enterprise/>'))).toEqual({ encoding: 'utf-8', bomLength: 0 });
  });

  it('follows the XML declaration, in any case and either quote', () => {
    expect(readEncoding(Buffer.from(`<?xml version='1.0' encoding='iso-8859-1'?>`)).encoding).toBe('iso-8859-1');
    expect(readEncoding(Buffer.from('<?xml version="1.0" encoding="Windows-1252"?>')).encoding).toBe('windows-1252');
    expect(readEncoding(Buffer.from('<?xml version="1.0" encoding="utf-8"?>')).encoding).toBe('utf-8');
  });

  it('trusts a byte-order mark more than the declaration', () => {
    const bytes = Buffer.from('\uFEFF<?xml version="1.0" encoding="ISO-8859-1"?>');
    expect(readEncoding(bytes)).toEqual({ encoding: 'utf-8', declared: 'ISO-8859-1', bomLength: 3 });
  });

  it('refuses UTF-16 and encodings it cannot read, and says which it can', () => {
    expect(() => readEncoding(Buffer.from('\uFEFF<a/>', 'utf16le'))).toThrow(/UTF-16.*save it as UTF-8/);
    expect(() => readEncoding(Buffer.from('<a/>', 'utf16le'))).toThrow(/UTF-16/);
    expect(() => readEncoding(Buffer.from('<?xml version="1.0" encoding="EBCDIC-NO"?>'))).toThrow(
      /"EBCDIC-NO".*UTF-8, ISO-8859-1 and Windows-1252/,
    );
  });
});

describe('decodeText', () => {
  const name = 'Áŋŋel Kárášjohka, Åse Bjørnøy, 😀 Łukasz';

  it('keeps characters that are cut between chunks', () => {
    for (const size of [1, 2, 3, 5, 1000]) {
      expect(decodeAll('utf-8', Buffer.from(name), size)).toEqual({ text: name, invalid: undefined });
    }
  });

  it('finds the byte that is not UTF-8, whatever the chunks', () => {
    const bytes = Buffer.concat([Buffer.from('Åse Bj'), latin1('ørn')]);
    for (const size of [1, 2, 3, 7, 100]) {
      const { text, invalid } = decodeAll('utf-8', bytes, size);
      expect({ text, at: invalid?.byteOffset, byte: invalid?.byte }).toEqual({ text: 'Åse Bj', at: 7, byte: 0xf8 });
    }
  });

  it('sees a character that the end of the file cuts', () => {
    expect(decodeAll('utf-8', Buffer.from('Åse Bjø').subarray(0, 8), 4).invalid?.byteOffset).toBe(7);
  });

  it('reads ISO-8859-1 as Windows-1252, dashes and all', () => {
    for (const size of [1, 2, 3, 100]) {
      expect(decodeAll('iso-8859-1', latin1('B\xe6rum \x96 \xd8st \x80'), size).text).toBe('Bærum – Øst €');
    }
  });

  it('refuses a byte that Windows-1252 does not have', () => {
    const { text, invalid } = decodeAll('windows-1252', latin1('B\xe6rum \x81'), 4);
    expect({ text, at: invalid?.byteOffset }).toEqual({ text: 'Bærum ', at: 6 });
  });

  it('sees UTF-8 that is declared as ISO-8859-1', () => {
    for (const size of [2, 3, 100]) {
      const { invalid } = decodeAll('iso-8859-1', Buffer.from('Bjørn på Ås'), size);
      expect(invalid?.why).toMatch(/UTF-8, not ISO-8859-1/);
    }
  });
});

it('firstInvalidUtf8 gives the lead byte of a sequence that is broken off', () => {
  expect(firstInvalidUtf8(Buffer.from([0x61, 0xc3, 0x28]))).toBe(1);
  expect(firstInvalidUtf8(Buffer.from([0x61, 0xe2, 0x82]))).toBe(1);
  expect(firstInvalidUtf8(Buffer.from([0xff]))).toBe(0);
  expect(firstInvalidUtf8(Buffer.from([0x61, 0x62, 0xed, 0xa0, 0x80]))).toBe(2);
});
