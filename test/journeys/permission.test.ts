import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoryTransfer } from '#cli/demo/story/story-queries.ts';
import { verifyReceipt } from '#kit/events/sealing/receipts.ts';
import {
  act,
  askFor,
  beginJourney,
  childAt,
  holdersOf,
  type Journey,
  statusesOf,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const byLaw = ['enrolment', 'written-language-form', 'attendance-certificate'];
const byPermission = ['health', 'ongoing-assessment', 'individual-decisions'];

const archiveOf = `query ($id: ID!) { pupil(id: $id) { pupilRecord { caseNumber
  journalEntries(first: 50) { edges { node { kind title registrationId provenance { controller transferId } } } } } } }`;
interface Archive {
  readonly pupil: {
    readonly pupilRecord: {
      readonly caseNumber: string | null;
      readonly journalEntries: { readonly edges: ReadonlyArray<{ readonly node: JournalEntry }> };
    } | null;
  };
}
interface JournalEntry {
  readonly kind: string;
  readonly title: string;
  readonly registrationId: string | null;
  readonly provenance: { readonly controller: string; readonly transferId: string } | null;
}

const feideOf = `query ($id: ID!) { pupil(id: $id) { feideGroups(first: 50) { edges { node { state transferId group { displayName } } } } } }`;
interface Feide {
  readonly pupil: {
    readonly feideGroups: {
      readonly edges: ReadonlyArray<{
        readonly node: { readonly state: string; readonly group: { readonly displayName: string } };
      }>;
    };
  };
}

describe('a move that everybody permits', () => {
  let transferId: string;
  let closed: StoryTransfer;

  it('waits until all who hold foreldreansvar have said yes', async () => {
    const mover = journey.mover('main');
    transferId = await askFor(journey, mover, byLaw, byPermission);
    const asked = await untilStatus(journey.sending, transferId, 'health', 'awaiting-permission');
    const holders = await holdersOf(journey, mover);
    expect(holders).toHaveLength(2);
    await until('those who decide are asked', async () => {
      const { decisions } = (await untilPhase(journey.sending, transferId, asked.phase)) ?? {};
      return decisions?.find(({ category }) => category === 'health')?.asked === 2;
    });
    const [first, second] = holders;
    if (!first || !second) throw new Error('there are not two');
    expect((await act(first, 'permitTransfer', { transferId, categories: byPermission })).userErrors).toEqual([]);
    expect(statusesOf(await untilPhase(journey.sending, transferId, 'DECIDED'))).toMatchObject({
      health: 'awaiting-permission',
    });
    expect((await act(second, 'permitTransfer', { transferId, categories: byPermission })).userErrors).toEqual([]);
  });

  it('carries everything that was permitted, and closes at both hubs', async () => {
    closed = await untilPhase(journey.sending, transferId, 'CLOSED');
    const statuses = statusesOf(closed);
    for (const category of [...byLaw, ...byPermission])
      expect([category, statuses[category]]).toEqual([category, 'received']);
    for (const [category, status] of Object.entries(statuses))
      if (![...byLaw, ...byPermission].includes(category)) expect(['received', 'sent', 'sealed']).not.toContain(status);
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    const child = await childAt(journey.receiving, journey.mover('main'));
    const { pupil } = await journey.receiving.ask<{ pupil: { receivedRecords: ReadonlyArray<{ category: string }> } }>(
      'query ($id: ID!) { pupil(id: $id) { receivedRecords { category } } }',
      { id: child.id },
    );
    expect(pupil.receivedRecords.map(({ category }) => category).sort()).toEqual([...byLaw, ...byPermission].sort());
  });

  it('gives the sender a receipt over the content, signed by the receiver', async () => {
    const { ringsaker, sarpsborg } = journey.manifest.controllers;
    const peer = journey.settings.ringsaker.peers[0];
    if (!peer) throw new Error('Ringsaker knows no peer');
    expect(closed.batches?.length).toBeGreaterThan(0);
    for (const { number: batch, contentHash, receipt } of closed.batches ?? []) {
      if (!receipt || !contentHash) throw new Error(`batch ${batch} has no receipt`);
      const expected = {
        transferId,
        batch,
        from: sarpsborg.organisationNumber,
        to: ringsaker.organisationNumber,
        contentHash,
      };
      await expect(verifyReceipt(receipt, expected, peer.keys as never)).resolves.toMatchObject({ contentHash });
      await expect(verifyReceipt(receipt, { ...expected, contentHash: 'x' }, peer.keys as never)).rejects.toThrow();
    }
  });

  it('is journalled in both archives: handed over in Ringsaker, received with its origin in Sarpsborg', async () => {
    const mover = journey.mover('main');
    const entries = async (graph: typeof journey.sending) => {
      const { id } = await childAt(graph, mover);
      const { pupil } = await graph.ask<Archive>(archiveOf, { id });
      return pupil.pupilRecord?.journalEntries.edges.map(({ node }) => node) ?? [];
    };
    const handover = await until('Ringsaker has journalled the hand-over', async () => {
      const found = await entries(journey.sending);
      const numbered = found.filter(({ kind, registrationId }) => kind === 'HANDOVER' && registrationId);
      return numbered.length > 0 && numbered;
    });
    expect(handover).toHaveLength(1);
    const copies = await until('Sarpsborg has journalled what it received', async () => {
      const found = (await entries(journey.receiving)).filter(({ kind }) => kind === 'RECEIVED_COPY');
      return found.length > 0 ? found : undefined;
    });
    for (const { provenance } of copies)
      expect(provenance).toEqual({ controller: journey.manifest.controllers.ringsaker.organisationNumber, transferId });
  });

  it('asks Feide to change the memberships, shows them as open, and confirms them when Feide shows the change', async () => {
    const mover = journey.mover('main');
    const groupsIn = async (graph: typeof journey.sending, state: string) => {
      const { id } = await childAt(graph, mover);
      const { pupil } = await graph.ask<Feide>(feideOf, { id });
      const nodes = pupil.feideGroups.edges.map(({ node }) => node);
      return nodes.filter((node) => node.state === state).map(({ group }) => group.displayName);
    };
    const joining = await until('Sarpsborg shows that the child is joining', async () => {
      const found = await groupsIn(journey.receiving, 'JOINING');
      return found.length > 0 && found;
    });
    const leaving = await until('Ringsaker shows that the child is leaving', async () => {
      const found = await groupsIn(journey.sending, 'LEAVING');
      return found.length > 0 && found;
    });
    const before = await groupsIn(journey.receiving, 'CURRENT');
    expect(before.filter((name) => joining.includes(name))).toEqual([]);
    for (const server of [journey.outside.feide.ringsaker, journey.outside.feide.sarpsborg]) server.applyChanges();
    await until('Sarpsborg shows the child in its groups', async () => {
      const now = await groupsIn(journey.receiving, 'CURRENT');
      return joining.every((name) => now.includes(name));
    });
    expect(await groupsIn(journey.receiving, 'JOINING')).toEqual([]);
    await until('Ringsaker shows the child in none of those it left', async () => {
      const now = [...(await groupsIn(journey.sending, 'CURRENT')), ...(await groupsIn(journey.sending, 'LEAVING'))];
      return !now.some((name) => leaving.includes(name));
    });
  });
});
