import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubFolderOf } from '#cli/demo/demo-folder.ts';
import { noticedMs } from '#kit/serve/follow-keys.ts';
import { listKeys, prepareKeys, takeNextKeys } from '#kit/serve/rotate-keys.ts';
import {
  act,
  askFor,
  beginJourney,
  childAt,
  holdersOf,
  type Journey,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';

const keysOf = (dataFolder: string, hub: 'ringsaker' | 'sarpsborg') => join(hubFolderOf(dataFolder, hub), 'keys');

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney({
    // Each has made its next keys, and has been given the other's new file.
    async before(dataFolder) {
      for (const hub of ['ringsaker', 'sarpsborg'] as const) await prepareKeys(keysOf(dataFolder, hub), new Date());
    },
  });
}, 120_000);
afterAll(() => journey.end());

describe('a move under way when both hubs rotate their keys', () => {
  let transferId: string;
  let before: readonly string[];

  it('has been asked for and waits for permission, signed with the keys before', async () => {
    const mover = journey.mover('main');
    transferId = await askFor(journey, mover, ['enrolment'], ['health']);
    await untilStatus(journey.sending, transferId, 'health', 'awaiting-permission');
    before = ['ringsaker', 'sarpsborg'].map((hub) => journey.hub(hub as 'ringsaker').secrets.keys.signing.kid);
  });

  it('goes on while the hubs run: each takes its next keys into use within seconds', async () => {
    for (const hub of ['ringsaker', 'sarpsborg'] as const)
      takeNextKeys(keysOf(journey.dataFolder, hub), { keepDays: 90, atOnce: true, now: new Date() });
    const now = () => ['ringsaker', 'sarpsborg'].map((hub) => journey.hub(hub as 'ringsaker').secrets.keys.signing.kid);
    await until(
      'both hubs sign with other keys',
      async () => now().every((kid, place) => kid !== before[place]),
      3 * noticedMs,
    );
    expect(listKeys(journey.hub('ringsaker').secrets.keys).map(({ state }) => state)).toEqual([
      'in use',
      'in use',
      'retired',
      'retired',
    ]);
  });

  it('is permitted, received and closed at both', async () => {
    for (const holder of await holdersOf(journey, journey.mover('main')))
      expect((await act(holder, 'permitTransfer', { transferId, categories: ['health'] })).userErrors).toEqual([]);
    await untilPhase(journey.sending, transferId, 'CLOSED');
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    expect(await childAt(journey.receiving, journey.mover('main'))).toBeDefined();
  });

  it('and another, begun after it, goes the same way', async () => {
    const next = await askFor(journey, journey.ordinaryMover(0), ['enrolment'], []);
    await untilPhase(journey.sending, next, 'CLOSED');
  });
});
