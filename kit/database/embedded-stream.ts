import { Duplex } from 'node:stream';

/** Whole messages of PostgreSQL's protocol in; what the database answers to them out. */
export type Exchange = (messages: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

type Written = ReadonlyArray<{ readonly chunk: Buffer }>;
type Done = (error?: Error | null) => void;

/**
 * What node-postgres takes for a socket: the messages of a statement are written together, and are one exchange with the embedded
 * database. What is written meanwhile waits, and goes together in the next.
 */
export class EmbeddedStream extends Duplex {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    super();
    this.#exchange = exchange;
  }

  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }

  override _writev(written: Written, done: Done): void {
    this.#send(
      written.map(({ chunk }) => chunk),
      done,
    );
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#send([chunk], done);
  }

  /** The bytes are copied: a chunk may be a view on a buffer that its writer uses again. */
  #send(chunks: readonly Buffer[], done: Done): void {
    const messages = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      messages.set(chunk, at);
      at += chunk.length;
    }
    this.#exchange(messages).then((answer) => {
      if (answer.length > 0) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.length));
      done();
    }, done);
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  // What a socket has and a stream in memory has no use for.
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}
}
