import type { PGlite } from '@electric-sql/pglite';

/** The first byte of a connection's first message: its length comes before any kind. */
const startUp = 0;

/**
 * Sends a client's messages to PGlite and gives the bytes of its answer. Streamed, because PGlite's own way of giving them at once
 * also reads every row of every answer for itself, and keeps them for as long as it is open.
 */
export async function exchangeMessages(pglite: PGlite, messages: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (messages[0] === startUp) return new Uint8Array(pglite.execProtocolRawSync(messages));
  const parts: Uint8Array[] = [];
  // A part lies in PGlite's own memory, which it writes over.
  const onRawData = (part: Uint8Array) => void parts.push(part.slice());
  await pglite.execProtocolRawStream(messages, { syncToFs: false, onRawData });
  const answer = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    answer.set(part, end);
    end += part.length;
  }
  return answer;
}
