import { afterEach, beforeAll, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { createLog } from '#kit/log/log.ts';
import { announce, request } from './test-support/staff-work.ts';
import { prepareDatabase } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());

it('a service that rests is warned of once, though the step is tried many times, and its return is told', async () => {
  hubs = await startTwoHubs();
  const { ringsaker } = hubs;
  const lines: { level: number; msg: string; failures?: number; step?: string }[] = [];
  ringsaker.log = createLog({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } });
  await ringsaker.restart();
  const port = ringsaker.school.port;
  const { matchChild } = port;
  let attempts = 0;
  Object.assign(port, {
    matchChild: async () => {
      attempts += 1;
      throw new HubError('UNAVAILABLE', 'The register of pupils rests.');
    },
  });
  const transferId = await announce(hubs);
  await request(hubs, transferId, ['enrolment']);
  expect(attempts).toBeGreaterThan(3);
  expect(lines).toMatchObject([{ level: 40, msg: 'the step match-child failed and will try again' }]);

  Object.assign(port, { matchChild });
  hubs.clock.now = new Date(hubs.clock.now.getTime() + 3_600_000);
  await hubs.settle();
  expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferClosed');
  expect(lines).toMatchObject([
    { level: 40 },
    { level: 30, msg: 'the step match-child works again', failures: attempts },
  ]);
});
