import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { type CuttableLine, startCuttableLine } from '#test/support/cuttable-line.ts';
import { createEngines, engineSettings, onPostgres, removeEngines } from '#test/support/engine.ts';
import { copyLoadedHubs } from '#test/support/journey-folder.ts';
import { openSurroundings, type Surroundings } from '#test/support/surroundings.ts';
import { until } from '#test/support/until.ts';
import { moveThroughOutages } from './move-through-outages.ts';

/** An import that could not say that it has failed is taken to be dead when it has given no sign of life for a minute. */
const aMinutePasses = (hub: Hub) =>
  sql`update school_administration.roster_import set alive_at = alive_at - interval '61 seconds'`.execute(
    hub.database.kysely,
  );

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// An embedded database is in the hub's own process: it cannot go away by itself.
describe.skipIf(!onPostgres)('a database that goes away', () => {
  let folder: Awaited<ReturnType<typeof copyLoadedHubs>>;
  let around: Surroundings;
  let line: CuttableLine;
  beforeAll(async () => {
    folder = await copyLoadedHubs();
    around = await openSurroundings({ dataFolder: folder.dataFolder });
    const { hostname, port } = new URL(process.env.DATABASE_URL ?? '');
    line = await startCuttableLine(hostname, Number(port || 5432));
  }, 180_000);
  afterAll(async () => {
    await line?.close();
    await around?.close();
    await folder?.remove();
  });

  const throughLine = (settings: HubSettings): HubSettings => {
    if (settings.database.kind !== 'postgres') throw new Error('not on PostgreSQL');
    const url = new URL(settings.database.url);
    url.host = `127.0.0.1:${line.port}`;
    return { ...settings, database: { ...settings.database, url: url.href } };
  };

  describe('in the middle of a move', () => {
    const hubs: Hub[] = [];
    afterAll(async () => {
      for (const hub of hubs) await hub.stop();
    });

    it('after each of its steps delays it: nothing is lost, nothing happens twice, and nobody starts anything anew', async () => {
      const { now } = around.clock;
      hubs.push(await startHub({ settings: throughLine(around.settings.ringsaker), now }));
      hubs.push(await startHub({ settings: throughLine(around.settings.sarpsborg), now }));
      await moveThroughOutages(around, async () => {
        for (let times = 0; times < 2; times += 1) {
          line.cut();
          await wait(300);
          line.mend();
          await wait(150);
        }
      });
    }, 240_000);
  });

  describe('while people ask', () => {
    let hub: Hub | undefined;
    afterAll(() => hub?.stop());

    it('is told of in plain words without a name or an address, fails the check of readiness, and is taken up again', async () => {
      hub = await startHub({ settings: throughLine(around.settings.ringsaker), now: around.clock.now });
      const { port } = around.settings.ringsaker;
      const graph = around.as('ringsaker', 'case-worker');
      const question = '{ schools(first: 1) { edges { node { name } } } }';
      const ready = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;
      expect(JSON.stringify(await graph.answerTo(question))).toContain('name');
      expect(await ready()).toBe(200);
      line.cut();
      const refused = JSON.stringify(await graph.answerTo(question));
      expect(refused).toContain('UNAVAILABLE');
      const { hostname } = new URL(process.env.DATABASE_URL ?? '');
      for (const inner of ['ECONN', 'select', 'school_administration', hostname, String(line.port), 'at '])
        expect([inner, refused.includes(inner)]).toEqual([inner, false]);
      await until('it is not ready', async () => (await ready()) === 503);
      line.mend();
      await until('it answers again', async () => (await graph.answerTo(question)).errors.length === 0);
      await until('it is ready again', async () => (await ready()) === 200);
    }, 120_000);
  });

  describe('in the middle of an import', () => {
    let hub: Hub | undefined;
    let empty: string;
    beforeAll(async () => {
      empty = `${folder.dataFolder}-empty`;
      await createEngines(empty);
      const settings = { ...around.settings.ringsaker, ...engineSettings(empty, 'ringsaker') } as HubSettings;
      hub = await startHub({ settings: throughLine(settings), now: around.clock.now, workLater: true });
    }, 60_000);
    afterAll(async () => {
      await hub?.stop();
      await removeEngines(empty);
    });

    it('leaves nothing of it behind, says that the database is away, and the next import takes it whole', async () => {
      if (!hub) throw new Error('the hub did not start');
      const running = hub;
      const file = sourcesOf(folder.dataFolder, 'ringsaker').roster;
      const importIt = (onProgress: () => void = () => undefined) =>
        controlCommands.import(running, { file }, onProgress);
      let cuts = 0;
      const cut = importIt(() => {
        if (cuts++ === 0) line.cut();
      });
      await expect(cut).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(cuts).toBeGreaterThan(0);
      line.mend();
      await expect(importIt()).rejects.toMatchObject({ code: 'CONFLICT' });
      await aMinutePasses(running);
      const dry = await controlCommands.import(running, { file, dryRun: true }, () => undefined);
      const whole = await importIt();
      expect(whole.counts).toEqual(dry.counts);
      expect(whole.counts.persons.added).toBeGreaterThan(0);
      const again = await importIt();
      expect([again.counts.persons.added, again.counts.enrolments.added]).toEqual([0, 0]);
    }, 120_000);
  });
});
