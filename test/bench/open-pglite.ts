// PGlite alone: opens the folders given and asks each for one row. Prints READY.
import { PGlite } from '@electric-sql/pglite';

for (const folder of process.argv.slice(2)) {
  const database = new PGlite({ dataDir: folder });
  await database.query('select 1');
}
process.stdout.write('READY \n');
process.once('SIGTERM', () => process.exit(0));
setInterval(() => undefined, 60_000);
