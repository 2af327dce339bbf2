// Imports a file into a database, and prints READY with what it took: milliseconds, the largest memory, the counts. To be run with
// a bounded heap: node --max-old-space-size=256 test/bench/import/import-child.ts DATABASE_URL FILE
import { openDatabase } from '#kit/database/database.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { importRoster, type SchoolAdministrationTables } from '#subgraphs/school-administration/index.ts';

const [, , url = '', file = ''] = process.argv;
const hub = await openDatabase({ kind: 'postgres', url });
const database = hub.as<SchoolAdministrationTables>();
const now = () => new Date('2026-11-22T09:00:00Z');
const heap: number[] = [];
const sample = () => void heap.push(process.memoryUsage().heapUsed);
const sampling = setInterval(sample, 250);
const started = performance.now();
const phases: Record<string, number> = {};
const report = await importRoster({
  database,
  transact: createTransact(database, { controller: '312000007', now, wake: () => undefined }),
  file,
  mode: 'test',
  municipalityNumber: '0301',
  now,
  onProgress: ({ phase }) => {
    phases[phase] ??= performance.now() - started;
  },
});
const ms = performance.now() - started;
clearInterval(sampling);
const { counts, findingCounts } = report;
const { maxRSS } = process.resourceUsage();
process.stdout.write(
  `READY ${JSON.stringify({ ms, applying: phases.applying, maxRss: maxRSS * 1024, heap: Math.max(...heap), counts, findingCounts })}\n`,
);
await hub.close();
