import { HubError } from '#kit/errors/hub-error.ts';

/** SQLSTATE classes and codes of a server that is away or has no room: connection, too many connections, shut down, starting up. */
const passing = /^(08|57P0[1-5]|53)/;
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // a socket file that is not there (yet)
]);
/** What `pg` says without a code. */
const words = /Connection terminated|timeout exceeded when trying to connect|is not queryable|connection timeout/i;

/** Whether an error says that the database is away, rather than that it refused. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return passing.test(code) || network.has(code);
  return words.test(error.message) || (error instanceof AggregateError && error.errors.some(isAway));
}

/** An error as the rest of the hub is to see it: that the database is away says nothing of hosts and ports, and can be tried again. */
export const asUnavailable = (error: unknown): unknown =>
  isAway(error)
    ? new HubError('UNAVAILABLE', 'The hub cannot reach its database now. Try again.', {
        cause: error,
      })
    : error;
