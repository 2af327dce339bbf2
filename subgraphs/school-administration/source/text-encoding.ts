/**
 * Bytes to text, strictly: a roster whose names would come out wrong is refused with the place and how to mend it.
 *
 * `ISO-8859-1` is read as Windows-1252, which is what systems that declare it write (as the WHATWG Encoding Standard does).
 */
import { isUtf8 } from 'node:buffer';
import { HubError } from '#kit/errors/hub-error.ts';

export type TextEncoding = 'utf-8' | 'iso-8859-1' | 'windows-1252';

const aliases: Readonly<Record<string, TextEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  'iso_8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

export interface EncodingReading {
  readonly encoding: TextEncoding;
  /** As the XML declaration says it; absent without a declaration. */
  readonly declared?: string;
  /** Bytes of a byte-order mark, to be skipped. */
  readonly bomLength: 0 | 3;
}

const readable = 'UTF-8, ISO-8859-1 and Windows-1252';

/** The encoding a file says it has: byte-order mark first, then the XML declaration, else UTF-8. */
export function readEncoding(bytes: Uint8Array): EncodingReading {
  if (startsWith(bytes, [0xfe, 0xff]) || startsWith(bytes, [0xff, 0xfe]) || looksUtf16(bytes))
    throw new HubError('BROKEN_FILE', `The file is UTF-16. This hub reads ${readable}: save it as UTF-8.`);
  const bomLength = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  const start = Buffer.from(bytes.subarray(bomLength, bomLength + 200)).toString('latin1');
  const declared = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']{1,60})["']/.exec(start)?.[1];
  if (declared === undefined) return { encoding: 'utf-8', bomLength };
  const encoding = aliases[declared.toLowerCase()];
  if (!encoding)
    throw new HubError(
      'BROKEN_FILE',
      `Line 1: the XML declaration says encoding "${declared}". This hub reads ${readable}: save the file as UTF-8.`,
      { details: { line: 1, declared } },
    );
  return { encoding: bomLength > 0 ? 'utf-8' : encoding, declared, bomLength };
}

const startsWith = (bytes: Uint8Array, head: readonly number[]) => head.every((byte, index) => bytes[index] === byte);
/** `<` and a zero byte, in either order: UTF-16 without a mark. */
const looksUtf16 = (bytes: Uint8Array) => startsWith(bytes, [0x3c, 0x00]) || startsWith(bytes, [0x00, 0x3c]);

export interface Decoded {
  readonly text: string;
  /** Set at the first byte that cannot be text in this encoding; `text` is then what came before it. */
  readonly invalid?: { readonly byteOffset: number; readonly byte: number; readonly why: string };
}

export interface TextDecoding {
  write(chunk: Uint8Array): Decoded;
  end(): Decoded;
}

/** Decodes chunk by chunk; a character may be cut between two chunks, or by the end of the file. */
export function decodeText(encoding: TextEncoding): TextDecoding {
  return encoding === 'utf-8' ? decodeUtf8() : decodeWindows1252(encoding);
}

function decodeUtf8(): TextDecoding {
  let carry: Uint8Array = Buffer.alloc(0);
  let offset = 0;
  const decode = (bytes: Uint8Array): Decoded => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (isUtf8(buffer)) {
      offset += bytes.length;
      return { text: buffer.toString('utf8') };
    }
    const at = firstInvalidUtf8(bytes);
    const why = 'the bytes there are not UTF-8';
    return {
      text: buffer.toString('utf8', 0, at),
      invalid: { byteOffset: offset + at, byte: bytes[at] ?? 0, why },
    };
  };
  return {
    write(chunk) {
      const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
      const whole = bytes.length - incompleteTail(bytes);
      // A copy: the stream may reuse the chunk's memory.
      carry = Uint8Array.from(bytes.subarray(whole));
      return decode(bytes.subarray(0, whole));
    },
    end: () => decode(carry),
  };
}

/** How many bytes at the end begin a UTF-8 sequence that is not complete yet. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

const sequenceLength = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** The first byte that breaks UTF-8: the longest valid beginning, found by halving. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let valid = 0;
  let broken = bytes.length;
  while (valid < broken) {
    const middle = Math.ceil((valid + broken) / 2);
    const head = bytes.subarray(0, middle);
    if (isUtf8(head.subarray(0, middle - incompleteTail(head)))) valid = middle;
    else broken = middle - 1;
  }
  return valid - incompleteTail(bytes.subarray(0, valid));
}

/** Windows-1252 for bytes 80–9F; the five it leaves out are undefined. */
const high = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ';

function decodeWindows1252(encoding: TextEncoding): TextDecoding {
  let offset = 0;
  const looksUtf8 = beginsAsUtf8();
  return {
    write(chunk) {
      const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      const broken = (at: number, why: string): Decoded => ({
        text: toWindows1252(text.slice(0, at)),
        invalid: { byteOffset: offset + at, byte: chunk[at] ?? 0, why },
      });
      if (looksUtf8(chunk)) {
        const at = Math.max(0, text.search(/[\x80-\xff]/));
        return broken(at, `the bytes there are UTF-8, not ${encoding.toUpperCase()}: "å" would be read as "Ã¥"`);
      }
      const at = text.search(/[\x81\x8d\x8f\x90\x9d]/);
      if (at >= 0) return broken(at, `no character in ${encoding.toUpperCase()} has that byte`);
      offset += chunk.length;
      return { text: toWindows1252(text) };
    },
    end: () => ({ text: '' }),
  };
}

/**
 * Whether the first bytes beyond ASCII are UTF-8, asked until that is decided. Norwegian text in a one-byte encoding is
 * never valid UTF-8, where a letter beyond ASCII is always followed by another such byte.
 */
function beginsAsUtf8(): (chunk: Uint8Array) => boolean {
  let held: Uint8Array = Buffer.alloc(0);
  let decided = false;
  return (chunk) => {
    if (decided) return false;
    const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const whole = bytes.subarray(0, bytes.length - incompleteTail(bytes));
    held = Uint8Array.from(bytes.subarray(whole.length));
    decided = whole.some((byte) => byte >= 0x80);
    return decided && isUtf8(whole);
  };
}

const toWindows1252 = (latin1: string) =>
  latin1.replace(/[\x80-\x9f]/g, (character) => high[character.charCodeAt(0) - 0x80] ?? '');

/** The error for bytes that are not text in the file's encoding, with the place and the way to mend it. */
export function brokenEncoding(
  reading: EncodingReading,
  invalid: NonNullable<Decoded['invalid']>,
  line: number,
): HubError {
  const said =
    reading.bomLength > 0
      ? 'begins with a UTF-8 byte-order mark'
      : reading.declared
        ? `declares encoding "${reading.declared}"`
        : 'declares no encoding, which means UTF-8';
  const hex = invalid.byte.toString(16).toUpperCase().padStart(2, '0');
  return new HubError(
    'BROKEN_FILE',
    `Line ${line}, byte ${invalid.byteOffset} (${hex}): the file ${said}, but ${invalid.why}. ` +
      'Nothing was imported. Export it again, or declare the encoding it really has in its first line.',
    { details: { line, byteOffset: invalid.byteOffset } },
  );
}
