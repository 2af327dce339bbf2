import { sql } from 'kysely';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { HubDatabase } from './database.ts';

export interface WaitOptions {
  readonly url: string;
  /** How long to try, in seconds. */
  readonly seconds: number;
  /** Told once, when the database does not answer at the first try. */
  onWaiting(message: string): void;
}

const pauseMs = 500;

/**
 * Waits until a PostgreSQL database answers. One that refuses (password, name) is not waited for: trying again does not mend it.
 *
 * @throws CONFIG with where the database should be, why it does not answer and what to do; never with its password
 */
export async function waitForDatabase(database: HubDatabase, { url, seconds, onWaiting }: WaitOptions): Promise<void> {
  const place = placeOf(url);
  const end = Date.now() + seconds * 1_000;
  for (let tries = 0; ; tries += 1) {
    try {
      await sql`select 1`.execute(database.kysely);
      return;
    } catch (error) {
      if (!isHubError(error) || error.code !== 'UNAVAILABLE') throw refusal(place, error);
      if (Date.now() + pauseMs > end)
        throw new HubError(
          'CONFIG',
          `The database at ${place} does not answer (${reasonOf(error.cause)}); it was waited for ${seconds} seconds. Start PostgreSQL, or mend database.url; database.waitSeconds says how long a start waits.`,
          { cause: error },
        );
      if (tries === 0)
        onWaiting(
          `The database at ${place} does not answer (${reasonOf(error.cause)}). Trying again for ${seconds} seconds.`,
        );
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

function refusal(place: string, error: unknown): HubError {
  const { code } = error as { code?: string };
  const words: Readonly<Record<string, string>> = {
    '28P01': 'refuses the user or the password: mend database.url, or OPPVEKST_DATABASE__URL',
    '28000': 'refuses the user: mend database.url, or the server’s pg_hba.conf',
    '3D000': 'has no such database: create it (createdb), or mend database.url',
    '42501': 'does not let the user do this: the user must own the database',
  };
  return new HubError(
    'CONFIG',
    `The database at ${place} ${words[code ?? ''] ?? `cannot be used (${reasonOf(error)})`}.`,
    { cause: error },
  );
}

/** Host, port and database of an address; never user or password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the address of database.url';
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? decodeURIComponent(hostname)}:${port || '5432'}${decodeURIComponent(pathname)}`;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (error instanceof AggregateError && !code) return reasonOf(error.errors[0]);
  return code ?? message?.split('\n')[0] ?? 'unknown';
}
