import { setTimeout as sleep } from 'node:timers/promises';

/** A failure that may pass: the same question is worth asking again. */
export interface PassingFailure {
  /** Without address and content: both may hold personal data. */
  readonly why: string;
  /** How long the service asks us to wait, in milliseconds. */
  readonly waitMs?: number | undefined;
  readonly cause?: unknown;
}
export type Outcome<Answer> = { readonly answer: Answer } | PassingFailure;

export interface Patience {
  /** How many times it is asked before it counts as unavailable. */
  readonly attempts: number;
  /** The first wait, in milliseconds; each that follows is twice as long, where the service does not ask for another. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Waits; a test passes its own. */
  readonly wait?: ((ms: number) => Promise<unknown>) | undefined;
}

/** Asks until there is an answer or the attempts are spent, and gives the last outcome; what is thrown is not asked again. */
export async function tryAgain<Answer>(
  ask: () => Promise<Outcome<Answer>>,
  { attempts, firstWaitMs, longestWaitMs, wait = (ms) => sleep(ms) }: Patience,
): Promise<Outcome<Answer>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await ask();
    if ('answer' in outcome || attempt >= attempts) return outcome;
    await wait(Math.min(longestWaitMs, outcome.waitMs ?? firstWaitMs * 2 ** (attempt - 1)));
  }
}
