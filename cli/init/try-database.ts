import type { HubSettings } from '#kit/config/hub-settings.ts';
import { openDatabase } from '#kit/database/database.ts';
import { placeOf, waitForDatabase } from '#kit/database/wait-for-database.ts';
import { HubError } from '#kit/errors/hub-error.ts';

/** Tries the PostgreSQL database of the settings once, and changes nothing in it; gives what to tell. */
export async function tryDatabase({ database: settings }: HubSettings, isGiven: boolean): Promise<string> {
  if (settings.kind !== 'postgres') return 'The embedded database is made at the first start.';
  if (!isGiven && process.env.OPPVEKST_DATABASE__URL === undefined)
    throw new HubError('BAD_INPUT', 'The database cannot be tried: give --database-url, or OPPVEKST_DATABASE__URL.');
  const { url } = settings;
  const database = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  try {
    await waitForDatabase(database, { url, seconds: 0, onWaiting: () => undefined });
    return `The database at ${placeOf(url)} answers.`;
  } finally {
    await database.close();
  }
}
