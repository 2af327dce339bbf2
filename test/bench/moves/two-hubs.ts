import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type DemoHubName, ofHub } from '#cli/demo/demo-folder.ts';
import { createEngines, removeEngines } from '#test/support/engine.ts';
import { type RunningHubs, startHubs } from '#test/support/hubs.ts';
import { kindergartenModels } from '#test/support/kindergartens.ts';

export interface BenchHubs extends RunningHubs {
  /** The children's ids at a hub, in the same order at both. */
  childIds(hub: DemoHubName): Promise<readonly string[]>;
  organisationOf(hub: DemoHubName): string;
  end(): Promise<void>;
}

/** Two whole hubs with so many pupils of Ringsaker's schools who have a place in Sarpsborg; on the engines of the environment. */
export async function startBenchHubs(children: number): Promise<BenchHubs> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'oppvekst-bench-moves-'));
  await createEngines(dataFolder);
  const { starters, shape } = kindergartenModels(children, 'school', 'school');
  const hubs = await startHubs({ dataFolder, shape });
  return {
    ...hubs,
    async childIds(hub) {
      const { rows } = await sql<{ id: string }>`select person.id from unnest(${starters.map(
        ({ nationalId }) => nationalId,
      )}::text[]) with ordinality as wanted(national_id, place)
        join school_administration.person on person.national_id = wanted.national_id order by place`.execute(
        hubs.hub(hub).database.kysely,
      );
      if (rows.length !== children) throw new Error(`${rows.length} of ${children} children are known in ${hub}`);
      return rows.map(({ id }) => id);
    },
    organisationOf: (hub) => ofHub(hubs.manifest.controllers, hub).organisationNumber,
    async end() {
      await hubs.stop();
      await removeEngines(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
