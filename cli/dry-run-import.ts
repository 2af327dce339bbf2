import { openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import {
  importRoster,
  type RosterImportReport,
  type SchoolAdministrationTables,
  schoolAdministration,
} from '#subgraphs/school-administration/index.ts';
import type { Progress } from './control/commands.ts';

/** Reads a roster into an empty temporary database in memory, and says what it found. */
export async function dryRunImport(file: string, fileSize: number, progress: Progress): Promise<RosterImportReport> {
  const database = await openDatabase({ kind: 'memory' });
  try {
    await migrate(database.kysely, [...kitSchemas, schoolAdministration.migrations]);
    const now = () => new Date();
    const typed = database.as<SchoolAdministrationTables>();
    return await importRoster({
      database: typed,
      transact: createTransact(typed, { controller: 'dry-run', now, wake: () => undefined }),
      file,
      dryRun: true,
      standalone: true,
      mode: 'production',
      now,
      onProgress: ({ bytesRead }) => progress(bytesRead, fileSize),
    });
  } finally {
    await database.close();
  }
}
