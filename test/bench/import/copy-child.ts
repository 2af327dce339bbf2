// The least that an import can do: parses a roster into records, and copies rows into tables made like the hub's, foreign keys and all. Prints READY with
// the milliseconds of each. To be run as: node test/bench/import/copy-child.ts DATABASE_URL FILE FOLDER TABLE …
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { recordsOf } from './parse-records.ts';

const [, , url = '', file = '', folder = '', ...tables] = process.argv;
const started = performance.now();
const records = await recordsOf(file);
const parsed = performance.now();
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('begin');
for (const table of tables)
  await pipeline(
    createReadStream(join(folder, table)),
    client.query(copyFrom(`copy bench.${table} from stdin (format binary)`)),
  );
await client.query('commit');
const copied = performance.now();
await client.end();
process.stdout.write(`READY ${JSON.stringify({ records, parse: parsed - started, copy: copied - parsed })}\n`);
