/**
 * A `text[]` parameter in PostgreSQL's binary format, filled value by value as they come: nothing is escaped and nothing parsed, on
 * either side, and of a batch of rows only bytes are held. Cast its elements in SQL to what they are.
 *
 * The format is the server's own (`array_recv`): dimensions, whether there are nulls, the elements' type, count and first index,
 * then for each its length in bytes (-1: null) and UTF-8 text.
 */
export interface TextArray {
  push(value: string | null): void;
  /** As a statement's parameter; the array is empty again, and what was given is not written over. */
  take(): Buffer;
}

const headerBytes = 20;
const textOid = 25;
const firstBytes = 16 * 1024;

export function textArray(): TextArray {
  let bytes = Buffer.alloc(0);
  let end = headerBytes;
  let count = 0;
  let hasNull = 0;
  const makeRoom = (more: number) => {
    if (end + more <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(firstBytes, bytes.length * 2, end + more));
    bytes.copy(larger, 0, 0, end);
    bytes = larger;
  };
  return {
    push(value) {
      count += 1;
      if (value === null) {
        hasNull = 1;
        makeRoom(4);
        end = bytes.writeInt32BE(-1, end);
        return;
      }
      // A UTF-16 unit becomes at most three bytes.
      makeRoom(4 + value.length * 3);
      const length = writeText(bytes, value, end + 4);
      bytes.writeInt32BE(length, end);
      end += 4 + length;
    },
    take() {
      makeRoom(0);
      bytes.writeInt32BE(count === 0 ? 0 : 1, 0);
      bytes.writeInt32BE(hasNull, 4);
      bytes.writeInt32BE(textOid, 8);
      bytes.writeInt32BE(count, 12);
      bytes.writeInt32BE(1, 16);
      const parameter = bytes.subarray(0, count === 0 ? 12 : end);
      bytes = Buffer.alloc(0);
      end = headerBytes;
      count = 0;
      hasNull = 0;
      return parameter;
    },
  };
}

/** Most values are short and plain: a loop writes them in less time than a call into the runtime takes. */
const longestByLoop = 24;

function writeText(bytes: Buffer, value: string, at: number): number {
  const { length } = value;
  if (length > longestByLoop) return bytes.write(value, at, 'utf8');
  for (let index = 0; index < length; index += 1) {
    const code = value.charCodeAt(index);
    if (code > 0x7f) return bytes.write(value, at, 'utf8');
    bytes[at + index] = code;
  }
  return length;
}
