// So many moves of pupils between two hubs, one after another; prints READY with what each took and the memory on the way.
// To be run with --expose-gc: node --expose-gc test/bench/moves/moves-child.ts COUNT
import { sql } from 'kysely';
import { act, asked } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';
import { startBenchHubs } from './two-hubs.ts';

/** The first moves are left out: code is compiled and pools are filled in them. */
const warmUp = 10;
const patienceMs = 120_000;
const count = Number(process.argv[2]);
const hubs = await startBenchHubs(count);
const staff = hubs.as('sarpsborg', 'case-worker');
const children = await hubs.childIds('sarpsborg');
const fromOrganisation = hubs.organisationOf('ringsaker');
const { rows: schools } = await sql<{
  id: string;
}>`select id from school_administration.unit where kind = 'SCHOOL'`.execute(hubs.hub('sarpsborg').database.kysely);
const unitId = schools[0]?.id;
const startsOn = hubs.clock.now().toISOString().slice(0, 10);

const phaseIs = (transferId: string, phase: string, hub: 'ringsaker' | 'sarpsborg') =>
  until(
    `the move is ${phase} in ${hub}`,
    async () => {
      const { rows } = await sql<{ is: boolean }>`select state ->> 'phase' = ${phase} as is from data_sharing.transfer
        where id = ${transferId}`.execute(hubs.hub(hub).database.kysely);
      return rows[0]?.is;
    },
    patienceMs,
  );

async function move(childId: string): Promise<number> {
  const started = performance.now();
  const { transfer, userErrors } = await act(staff, 'announceTransfer', {
    childId,
    fromOrganisation,
    unitId,
    startsOn,
  });
  if (!transfer) throw new Error(JSON.stringify(userErrors));
  await phaseIs(transfer.id, 'announced', 'sarpsborg');
  const categories = asked(['enrolment', 'written-language-form']);
  const requested = await act(staff, 'requestTransfer', { transferId: transfer.id, categories });
  if (requested.userErrors.length > 0) throw new Error(JSON.stringify(requested.userErrors));
  await phaseIs(transfer.id, 'closed', 'sarpsborg');
  await phaseIs(transfer.id, 'closed', 'ringsaker');
  return performance.now() - started;
}

/** Bytes that both hubs' code has in use once the garbage is collected, and all that the process has, its databases included. */
function memoryNow() {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { inUse: heapUsed + external, rss };
}

const took: number[] = [];
const processor: number[] = [];
const memory: Array<ReturnType<typeof memoryNow>> = [];
for (const childId of children) {
  const before = process.cpuUsage();
  took.push(await move(childId));
  const { user, system } = process.cpuUsage(before);
  processor.push((user + system) / 1_000);
  // What the journeys keep of the messages between the hubs is no part of the hubs.
  for (const link of Object.values(hubs.linkTo)) link.forget();
  if (took.length % Math.max(10, Math.round(count / 20)) === 0) memory.push(memoryNow());
}
process.stdout.write(
  `READY ${JSON.stringify({ took: took.slice(warmUp), processor: processor.slice(warmUp), memory })}\n`,
);
await hubs.end();
