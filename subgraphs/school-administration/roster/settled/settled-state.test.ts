import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestHub, type TestHub } from '../roster-test-hub.ts';
import { school } from '../test-school.ts';
import { beginningOf, ownState, stateNow } from './settled-state.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  await hub.reset();
  await hub.import(school());
});
afterAll(() => hub.hub.close());

const change = (name: string) =>
  sql`update school_administration.person set given_name = ${name} where source_id = 'a'`;

it('is another one when any row is another, and the same again when it is as it was', async () => {
  const states = await hub.database.transaction().execute(async (tx) => {
    const before = await stateNow(tx);
    await change('Ole').execute(tx);
    const changed = await stateNow(tx);
    await change('Åse').execute(tx);
    return { before, changed, after: await stateNow(tx) };
  });
  expect(states.changed).not.toBe(states.before);
  expect(states.after).toBe(states.before);
});

it('is a transaction’s own when nobody else has written since its beginning', async () => {
  const { own, now } = await hub.database.transaction().execute(async (tx) => {
    const beginning = await beginningOf(tx);
    await change('Ole').execute(tx);
    return { own: await ownState(tx, beginning), now: await stateNow(tx) };
  });
  expect(own).toBe(now);
});

it('is nobody’s own when another transaction has written since the beginning', async () => {
  const beginning = await hub.database.transaction().execute((tx) => beginningOf(tx));
  await change('Ole').execute(hub.database);
  expect(await hub.database.transaction().execute((tx) => ownState(tx, beginning))).toBeUndefined();
});
