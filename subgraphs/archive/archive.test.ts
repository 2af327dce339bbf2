import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryJournalled } from '#contracts/events/archive.ts';
import { testController } from '#test/support/test-subgraph.ts';
import {
  aClosedMove,
  aDecision,
  aDocumentAbroad,
  aMessage,
  aPermission,
  aPlacement,
  parent,
  type StartedArchive,
  sarpsborg,
  startArchive,
} from './test-support/hub-archive.ts';

let hub: StartedArchive;
let childId: string;
beforeAll(async () => {
  hub = await startArchive();
});
afterAll(() => hub.stop());
beforeEach(() => {
  childId = randomUUID();
  hub.facts.children = { [childId]: parent };
});

describe('case documents are journalled as they arise', () => {
  it('an individual decision, with its text opened from the seal', async () => {
    await hub.arises(await aDecision(hub.vault, childId));
    const [entry] = (await hub.record(childId)).entries;
    expect(entry).toMatchObject({
      kind: 'INDIVIDUAL_DECISION',
      type: 'OUTGOING',
      status: 'JOURNALLED',
      title: 'Vedtak om individuelt tilrettelagd opplæring',
      documents: [{ text: expect.stringContaining('Eleven får to timer i uka.') }],
      disposal: { allowed: false, obstacle: 'PRESERVED' },
      waitingBecause: null,
    });
  });

  it('a message that is a case document', async () => {
    await hub.arises(await aMessage(hub.vault, childId));
    expect((await hub.record(childId)).entries).toMatchObject([
      {
        kind: 'MESSAGE',
        type: 'INCOMING',
        title: 'Søknad om permisjon',
        correspondents: [{ role: 'SENDER', name: 'Elev og foresatte' }],
        documents: [{ text: expect.stringMatching(/Sendt: 2026-11-22 09:30:00[\s\S]*Vi ber om fri i uke 8\./) }],
      },
    ]);
  });

  it('an answer to a permission', async () => {
    await hub.arises(aPermission(childId, 'REFUSED'));
    expect((await hub.record(childId)).entries).toMatchObject([
      { kind: 'PERMISSION', type: 'INCOMING', documents: [{ text: expect.stringContaining('Ikke tillatt') }] },
    ]);
  });

  it('a hand-over at the sender, with every decision and the receipt; the record is closed', async () => {
    await hub.arises(aClosedMove(childId));
    const { record } = await hub.record(childId);
    expect(record).toMatchObject({ status: 'CLOSED' });
    expect(record?.journalEntries.edges[0]?.node).toMatchObject({
      kind: 'HANDOVER',
      correspondents: [
        { role: 'INTERNAL_SENDER', name: testController.name },
        { role: 'RECEIVER', ...sarpsborg },
      ],
      documents: [{ text: expect.stringMatching(/Kvittering, SHA-256: q1w2e3[\s\S]*opplæringslova § 25-1 \(2\)/) }],
      provenance: null,
    });
  });

  it('the document that a family brings abroad, as it was made', async () => {
    await hub.arises(await aDocumentAbroad(hub.vault, childId, '<p>Åse</p>'));
    expect((await hub.record(childId)).entries).toMatchObject([
      { kind: 'HANDOVER', type: 'OUTGOING', documents: [{ text: '<p>Åse</p>' }] },
    ]);
  });

  it('a received copy at the receiver, in an elevmappe of its own with provenance', async () => {
    const transferId = randomUUID();
    await hub.arises(aClosedMove(childId, 'RECEIVER', transferId));
    const { record } = await hub.record(childId);
    expect(record).toMatchObject({ status: 'OPEN', pupil: { id: childId } });
    expect(record?.journalEntries.edges[0]?.node).toMatchObject({
      kind: 'RECEIVED_COPY',
      type: 'INCOMING',
      provenance: { controller: sarpsborg.organisationNumber, transferId, receiptHash: 'q1w2e3' },
    });
  });

  it('once, however often the event or the source comes', async () => {
    const recordId = randomUUID();
    const [envelope] = await hub.arises(await aDecision(hub.vault, childId, undefined, recordId));
    if (!envelope) throw new Error('one event was delivered');
    await hub.arises(envelope);
    await hub.arises(await aDecision(hub.vault, childId, undefined, recordId));
    expect((await hub.record(childId)).entries).toHaveLength(1);
  });

  it('in the order they arose, so that a decision before the move does not open the closed record again', async () => {
    await hub.arises(await aDecision(hub.vault, childId), aPermission(childId), aClosedMove(childId));
    expect((await hub.record(childId)).entries.map(({ kind }) => kind)).toEqual([
      'HANDOVER',
      'PERMISSION',
      'INDIVIDUAL_DECISION',
    ]);
    expect((await hub.record(childId)).record?.status).toBe('CLOSED');
  });

  it('and the hub is told, by ids only', async () => {
    const transferId = randomUUID();
    await hub.arises(aClosedMove(childId, 'SENDER', transferId));
    const event = (await hub.published()).findLast(({ type }) => type === entryJournalled.type);
    expect(event?.subject).toBe(childId);
    const { registrationId } = (await hub.record(childId)).entries[0] ?? {};
    expect(entryJournalled.schema.parse(event?.data)).toMatchObject({
      childId,
      transferId,
      kind: 'handover',
      registrationId,
    });
  });

  it('with the graded address in the screening, and no place in any title', async () => {
    await hub.arises(aPlacement(childId, 'CONFIDENTIAL'), aClosedMove(childId));
    const [entry] = (await hub.record(childId)).entries;
    expect(entry?.screening).toMatchObject({ legalBasis: expect.stringContaining('folkeregisterloven § 10-4') });
    expect(entry?.title).not.toContain(sarpsborg.name);
  });
});

describe('a case document that cannot be journalled', () => {
  const intake = () =>
    sql<{
      reason: string | null;
      givenUp: boolean;
    }>`select reason, given_up from archive.intake where child_id = ${childId} order by position`
      .execute(hub.database.kysely)
      .then(({ rows }) => rows);

  it('holds up the child’s later ones, and no other child’s', async () => {
    const other = randomUUID();
    hub.facts.children[other] = parent;
    const misshapen = await aDecision(hub.vault, childId, { title: 'no text' });
    await hub.arises(misshapen, aPermission(childId), aPermission(other));
    expect((await hub.record(childId)).entries).toEqual([]);
    expect(await intake()).toMatchObject([
      { reason: expect.stringMatching(/not the form/), givenUp: false },
      { reason: null },
    ]);
    expect((await hub.record(other)).record?.journalEntries.edges).toHaveLength(1);
  });

  it('is given up when its key is deleted: what was erased does not come back', async () => {
    const decision = await aDecision(hub.vault, childId);
    await sql`delete from vault.child_key where child = ${childId}`.execute(hub.database.kysely);
    await hub.arises(decision, aPermission(childId));
    expect((await hub.record(childId)).entries.map(({ kind }) => kind)).toEqual(['PERMISSION']);
    expect(await intake()).toMatchObject([{ givenUp: true, reason: expect.stringMatching(/key .* deleted/) }]);
  });

  it('is tried again later', async () => {
    const text = { title: 'Vedtak', text: '', decidedOn: '2026-11-20' };
    await hub.arises(await aDecision(hub.vault, childId, { ...text, title: ' ' }));
    expect(await intake()).toMatchObject([{ reason: expect.stringMatching(/title .* is empty/) }]);
    const sealed = await hub.vault.seal(text, { child: childId, category: 'individual-decisions' });
    await sql`update archive.intake set data = jsonb_set(data, '{sealed}', to_jsonb(${sealed}::text)) where child_id = ${childId}`.execute(
      hub.database.kysely,
    );
    await hub.running.catchUp();
    expect((await hub.record(childId)).entries).toEqual([]);
    hub.now = new Date(hub.now.getTime() + 60_000);
    await hub.running.catchUp();
    expect((await hub.record(childId)).entries).toHaveLength(1);
  });
});

describe('the workers', () => {
  it('journal by themselves what has arisen, and stop', async () => {
    const workers = (await hub.running.startWorkers?.()) ?? [];
    await hub.deliver(aPermission(childId));
    await vi.waitFor(async () => expect((await hub.record(childId)).entries).toHaveLength(1), 10_000);
    await Promise.all(workers.map((worker) => worker.stop()));
  });
});

describe('a private owner', () => {
  it('journals decisions and hand-overs, and not the rest', async () => {
    const own = await startArchive({
      controller: { ...testController, kind: 'PRIVATE_OWNER' },
      facts: { children: { [childId]: parent } },
    });
    const plan = await aDecision(own.vault, childId);
    await own.deliver(
      { ...plan, data: { ...(plan.data as object), kind: 'PLAN' } },
      await aDecision(own.vault, childId),
      aClosedMove(childId),
    );
    await own.running.catchUp();
    const result = await own.query(
      'query ($id: ID!) { _entities(representations: [{ __typename: "Pupil", id: $id }]) { ... on Pupil { pupilRecord { journalEntries { edges { node { kind } } } } } } }',
      { id: childId },
    );
    expect(JSON.stringify(result.data)).toContain(
      '[{"node":{"kind":"HANDOVER"}},{"node":{"kind":"INDIVIDUAL_DECISION"}}]',
    );
    await own.stop();
  });
});
