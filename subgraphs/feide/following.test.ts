import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPupil, childOf, states } from './test-support/ask-pupil.ts';
import {
  aClosedTransfer,
  aGroup,
  aPlacement,
  classId,
  directoryOf,
  type FeideHub,
  mathsId,
  organisation,
  pupil,
  schoolId,
  schools,
  seenByStaff,
  startFeideHub,
} from './test-support/feide-hub.ts';

let hub: FeideHub;
let withoutDirectory: FeideHub;
beforeAll(async () => {
  hub = await startFeideHub({ directory: true });
  withoutDirectory = await startFeideHub({ directory: false });
});
afterAll(() => Promise.all([hub.stop(), withoutDirectory.stop()]));

async function given(pupils: readonly string[], options: { newcomers?: readonly string[]; directory?: boolean } = {}) {
  const newcomers = options.newcomers ?? [];
  const begun = options.directory === false ? withoutDirectory : hub;
  await begun.begin(directoryOf(pupils, newcomers), [...pupils, ...newcomers]);
  return begun;
}
describe('a transfer that closes', () => {
  it('at the sender asks the directory to end every membership, shown as open until Feide shows it', async () => {
    const hub = await given(['ane', 'bo']);
    await hub.running.read();
    const transferId = randomUUID();
    await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'SENDER', transferId));
    await hub.running.catchUp();
    const leaving = await askPupil(hub, 'ane');
    expect(new Set(leaving.feideGroups.edges.map(({ node }) => node.state))).toEqual(new Set(['LEAVING']));
    expect(leaving.feideGroups.edges[0]?.node).toMatchObject({ transferId });
    hub.server.applyChanges();
    hub.now = new Date('2026-11-22T09:05:00Z');
    await hub.running.catchUp();
    expect(await states(hub, 'ane')).toEqual({});
    expect(Object.values(await states(hub, 'ane', { history: true }))).toEqual(['ENDED', 'ENDED', 'ENDED', 'ENDED']);
    expect((await askPupil(hub, 'ane')).feideAccount).toMatchObject({ seenUntil: '2026-11-22T09:05:00.000Z' });
    expect(new Set(Object.values(await states(hub, 'bo')))).toEqual(new Set(['CURRENT']));
  });

  it('at the receiver asks for the school and the class of the placement', async () => {
    const hub = await given(['ane'], { newcomers: ['new'] });
    const groupId = randomUUID();
    await hub.running.read();
    await hub.deliver(
      aGroup(groupId, schools[1].unitId, '7B'),
      aPlacement(childOf(hub, 'new'), [schools[1].unitId], [groupId]),
      aClosedTransfer(childOf(hub, 'new'), 'RECEIVER'),
    );
    await hub.running.catchUp();
    const joining = { [organisation]: 'CURRENT', [schoolId(1)]: 'JOINING', [classId(1, '7B')]: 'JOINING' };
    expect(await states(hub, 'new')).toEqual(joining);
    await hub.running.catchUp();
    expect(await states(hub, 'new')).toEqual(joining);
    hub.server.applyChanges();
    await hub.running.catchUp();
    expect(await states(hub, 'new')).toEqual({
      [organisation]: 'CURRENT',
      [schoolId(1)]: 'CURRENT',
      [classId(1, '7B')]: 'CURRENT',
    });
  });

  it('waits for the account that the host organisation has yet to make', async () => {
    const hub = await given(['ane']);
    hub.children.set('late', randomUUID());
    hub.facts.children[childOf(hub, 'late')] = seenByStaff;
    await hub.running.read();
    await hub.deliver(
      aPlacement(childOf(hub, 'late'), [schools[1].unitId]),
      aClosedTransfer(childOf(hub, 'late'), 'RECEIVER'),
    );
    await hub.running.catchUp();
    expect(await states(hub, 'late')).toEqual({});
    hub.server.setGroup({ id: organisation, type: 'fc:org', displayName: 'Prøve kommune' }, [
      pupil('ane'),
      pupil('late'),
    ]);
    await hub.running.read();
    await hub.running.catchUp();
    expect(await states(hub, 'late')).toEqual({ [organisation]: 'CURRENT', [schoolId(1)]: 'JOINING' });
  });

  it('is not held up by others who wait, however many', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    const waiting = Array.from({ length: 230 }, () => aClosedTransfer(randomUUID(), 'RECEIVER'));
    await hub.deliver(...waiting, aClosedTransfer(childOf(hub, 'ane'), 'SENDER'));
    await hub.running.catchUp();
    expect(new Set(Object.values(await states(hub, 'ane')))).toEqual(new Set(['LEAVING']));
  });

  it('takes back what an earlier one asked for: a child who comes back at once stays', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    await hub.deliver(aPlacement(childOf(hub, 'ane'), [schools[0].unitId]));
    await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'SENDER'));
    await hub.running.catchUp();
    await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'RECEIVER'));
    await hub.running.catchUp();
    hub.server.applyChanges();
    await hub.running.read();
    expect(await states(hub, 'ane')).toMatchObject({ [schoolId(0)]: 'CURRENT' });
  });

  it('asks once, however often the event comes', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    const [envelope] = await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'SENDER'));
    await hub.running.catchUp();
    if (envelope) await hub.deliver(envelope);
    await hub.running.catchUp();
    await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'SENDER'));
    await hub.running.catchUp();
    expect(hub.server.requests.filter((request) => request.includes('membership-changes'))).toHaveLength(1);
  });

  it('is not forgotten when the directory cannot be reached, and is asked for when it can', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'SENDER'));
    hub.server.failNext(401);
    await expect(hub.running.catchUp()).rejects.toMatchObject({ code: 'CONFIG' });
    expect(new Set(Object.values(await states(hub, 'ane')))).toEqual(new Set(['LEAVING']));
    hub.now = new Date('2026-11-22T09:10:00Z');
    await hub.running.catchUp();
    hub.server.applyChanges();
    await hub.running.catchUp();
    expect(await states(hub, 'ane')).toEqual({});
  });

  it('without a directory waits, shown as open, until its own import shows in Feide', async () => {
    const hub = await given(['ane'], { directory: false });
    await hub.running.read();
    await hub.deliver(aClosedTransfer(childOf(hub, 'ane'), 'SENDER'));
    await hub.running.catchUp();
    expect(new Set(Object.values(await states(hub, 'ane')))).toEqual(new Set(['LEAVING']));
    hub.server.setGroup({ id: schoolId(0), type: 'fc:org', displayName: 'Elvebakken skole' }, []);
    await hub.running.read();
    expect(await states(hub, 'ane')).not.toHaveProperty([schoolId(0)]);
  });
});

describe('asking the directory by hand', () => {
  const mutation = /* GraphQL */ `
    mutation ($input: AskDirectoryInput!) {
      askDirectory(input: $input) { asked pupil { id } userErrors { code message field } }
    }`;
  const askDirectory = (hub: FeideHub, user: string, idempotencyKey: string = randomUUID()) =>
    hub.query(mutation, { input: { childId: childOf(hub, user), idempotencyKey } });

  it('puts memberships right by the placement, and has no second effect with the same key', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    await hub.deliver(aPlacement(childOf(hub, 'ane'), [schools[1].unitId]));
    hub.facts.children[childOf(hub, 'ane')] = [...seenByStaff, 'isCaseWorker'];
    const first = await askDirectory(hub, 'ane', 'key');
    expect(first.data?.askDirectory).toEqual({ asked: 4, pupil: { id: childOf(hub, 'ane') }, userErrors: [] });
    expect((await askDirectory(hub, 'ane', 'key')).data).toEqual(first.data);
    expect((await askDirectory(hub, 'ane')).data?.askDirectory).toMatchObject({ asked: 0 });
    expect(await states(hub, 'ane')).toEqual({
      [organisation]: 'CURRENT',
      [schoolId(0)]: 'LEAVING',
      [classId(0, '7A')]: 'LEAVING',
      [mathsId]: 'LEAVING',
      [schoolId(1)]: 'JOINING',
    });
  });

  it('says so when Feide shows no account', async () => {
    const hub = await given(['ane']);
    hub.children.set('none', randomUUID());
    hub.facts.children[childOf(hub, 'none')] = ['isCaseWorker', 'isEmployee'];
    const result = await askDirectory(hub, 'none');
    expect(result.data?.askDirectory).toMatchObject({
      asked: 0,
      userErrors: [{ code: 'NO_FEIDE_ACCOUNT', field: ['input', 'childId'] }],
    });
  });

  it('is refused to those whose deed it is not', async () => {
    const hub = await given(['ane']);
    await hub.running.read();
    const result = await askDirectory(hub, 'ane');
    expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(new Set(Object.values(await states(hub, 'ane')))).toEqual(new Set(['CURRENT']));
  });
});
