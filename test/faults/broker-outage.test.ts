import { afterAll, beforeAll, describe, it } from 'vitest';
import { municipalHubs } from '#cli/demo/demo-folder.ts';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { onKafka } from '#test/support/engine.ts';
import { copyLoadedHubs } from '#test/support/journey-folder.ts';
import { kafkaCanBeKilled, type OwnBroker, reserveBroker } from '#test/support/kafka-broker.ts';
import { openSurroundings, type Surroundings } from '#test/support/surroundings.ts';
import { moveThroughOutages } from './move-through-outages.ts';

describe.skipIf(!onKafka || !kafkaCanBeKilled)('a broker that goes away in the middle of a move', () => {
  let folder: Awaited<ReturnType<typeof copyLoadedHubs>>;
  let around: Surroundings;
  let broker: OwnBroker;
  const hubs: Hub[] = [];
  beforeAll(async () => {
    folder = await copyLoadedHubs();
    around = await openSurroundings({ dataFolder: folder.dataFolder });
    broker = await reserveBroker();
  }, 180_000);
  afterAll(async () => {
    for (const hub of hubs) await hub.stop();
    await broker?.remove();
    await around?.close();
    await folder?.remove();
  }, 60_000);

  const onOwnBroker = (settings: HubSettings): HubSettings => {
    if (settings.eventLog.kind !== 'kafka') throw new Error('not on Kafka');
    return { ...settings, eventLog: { ...settings.eventLog, brokers: [...broker.brokers] } };
  };

  it('that is down at the start, is killed, and comes back empty, delays it alone: nothing is lost, and nothing happens twice', async () => {
    for (const name of municipalHubs)
      hubs.push(await startHub({ settings: onOwnBroker(around.settings[name]), now: around.clock.now }));
    await moveThroughOutages(around, async (step) => {
      if (step === 'announced') return broker.start();
      await broker.kill();
      if (step === 'permitted by mother') await broker.wipe();
      return broker.start();
    });
  }, 300_000);
});
