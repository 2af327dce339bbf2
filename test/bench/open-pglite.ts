// PGlite alone: opens the folders given and asks each for one row. Prints READY.
import { PGlite } from '@electric-sql/pglite';

const databases: PGlite[] = [];
for (const folder of process.argv.slice(2)) {
  const database = new PGlite({ dataDir: folder });
  await database.query('select 1');
  databases.push(database);
}
process.stdout.write('READY \n');
// Closed in order: whoever opens them next must not have to recover what a kill left.
process.once(
  'SIGTERM',
  () => void Promise.all(databases.map((database) => database.close())).then(() => process.exit(0)),
);
setInterval(() => undefined, 60_000);
