import { HubError } from '#kit/errors/hub-error.ts';
import { readFeilmelding } from './feilmelding.ts';
import { type FiksMessage, type FiksTransport, messageTypes } from './fiks-message.ts';

export interface ExchangeSettings {
  readonly transport: FiksTransport;
  readonly newId: () => string;
  /** How long an answer may take before the question is given up, to be asked again later. */
  readonly timeoutMs: number;
}

/** Questions and their answers over a transport that knows single messages only. */
export interface FiksExchange {
  /** Sends and waits for the answer of the wanted type; `mottatt` on the way is noted, an error message rejects. */
  ask(question: Omit<FiksMessage, 'id' | 'replyTo'>, wanted: string): Promise<string>;
  close(): void;
}

interface Waiting {
  readonly wanted: string;
  readonly answer: (payload: string) => void;
  readonly fail: (error: HubError) => void;
}

export function createFiksExchange({ transport, newId, timeoutMs }: ExchangeSettings): FiksExchange {
  const waiting = new Map<string, Waiting>();

  const stop = transport.receive((message) => {
    // An answer that came too late, twice, or to another is no concern of ours: the question is asked again and gives the same.
    const asked = message.replyTo === undefined ? undefined : waiting.get(message.replyTo);
    if (!asked || message.type === messageTypes.mottatt) return;
    if (message.type === asked.wanted && message.payload !== undefined) asked.answer(message.payload);
    else asked.fail(failureOf(message));
  });

  return {
    async ask(question, wanted) {
      const id = newId();
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const seconds = timeoutMs / 1000;
      const timer = setTimeout(
        () =>
          reject(
            new HubError('UNAVAILABLE', `The archive has not answered within ${seconds} s. It is asked again later.`),
          ),
        timeoutMs,
      );
      waiting.set(id, { wanted, answer: resolve, fail: reject });
      try {
        await transport.send({ ...question, id });
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(id);
      }
    },
    close() {
      stop();
      for (const asked of waiting.values())
        asked.fail(new HubError('UNAVAILABLE', 'The connection to the archive is closed.'));
    },
  };
}

function failureOf(message: FiksMessage): HubError {
  if (message.payload === undefined)
    return new HubError('UNAVAILABLE', `The archive answered with an unexpected ${message.type} without content.`);
  const failure = readFeilmelding(message.payload);
  const details = { archiveErrorId: failure.id };
  return failure.kind === 'ugyldigforespoersel'
    ? new HubError('BAD_INPUT', `The archive refused the message: ${failure.message}`, { details })
    : new HubError('UNAVAILABLE', `The archive could not take the message now: ${failure.message}`, { details });
}
