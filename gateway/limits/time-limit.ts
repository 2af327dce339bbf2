import { HubError } from '#kit/errors/hub-error.ts';
import { withStatus } from '../answer-error.ts';

/**
 * Waits for an answer until its time is out. What works on it is told by the same signal.
 *
 * @throws UNAVAILABLE
 */
export async function inTime<Answer>(
  answer: Promise<Answer>,
  signal: AbortSignal | undefined,
  seconds: number,
): Promise<Answer> {
  if (!signal) return answer;
  let end = () => {};
  const late = new Promise<never>((_, reject) => {
    end = () => reject(withStatus(tooLate(seconds)));
    signal.addEventListener('abort', end, { once: true });
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

const tooLate = (seconds: number) =>
  new HubError(
    'UNAVAILABLE',
    `It took longer than ${seconds} seconds, and was broken off. Ask for less at once. A change may have been made: the same idempotency key tells.`,
  );
