import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsOf, insist, lookUntil, reaches } from '#test/support/insist.ts';
import { announcement, asked, childAt, present, statusesOf, transferAt } from '#test/support/journey.ts';
import { copyLoadedHubs } from '#test/support/journey-folder.ts';
import { type MortalHub, startMortalHub } from '#test/support/mortal-hub.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';
import { openSurroundings, type Surroundings } from '#test/support/surroundings.ts';

let around: Surroundings;
let folder: Awaited<ReturnType<typeof copyLoadedHubs>>;
const hubs: MortalHub[] = [];
beforeAll(async () => {
  folder = await copyLoadedHubs();
  around = await openSurroundings({ dataFolder: folder.dataFolder });
}, 120_000);
afterAll(async () => {
  for (const hub of hubs) await hub.stop();
  await around.close();
  await folder.remove();
});

/** The seven steps, by what has just been committed when the process is killed. */
const inSarpsborg = ['MoveAnnounced', 'TransferRequested', 'PartsReceived'];
const inRingsaker = ['CategoriesDecided', 'PermissionGiven', 'PartSealed', 'TransferClosed'];

const records = `query ($id: ID!) { pupil(id: $id) { receivedRecords { category }
  pupilRecord { journalEntries(first: 100) { edges { node { kind registrationId } } } }
  feideGroups(first: 100) { edges { node { state group { id } } } } } }`;
interface Records {
  readonly pupil: {
    readonly receivedRecords: ReadonlyArray<{ readonly category: string }>;
    readonly pupilRecord: {
      readonly journalEntries: {
        readonly edges: ReadonlyArray<{
          readonly node: { readonly kind: string; readonly registrationId: string | null };
        }>;
      };
    };
    readonly feideGroups: {
      readonly edges: ReadonlyArray<{
        readonly node: { readonly state: string; readonly group: { readonly id: string } };
      }>;
    };
  };
}

describe('a move whose hubs are killed (SIGKILL) at each of its seven steps', () => {
  const categories = ['health', 'ongoing-assessment'];
  let sending: PersonGraph;
  let receiving: PersonGraph;
  let transferId: string;

  it('goes on after each restart, and closes', async () => {
    hubs.push(await startMortalHub(around, 'ringsaker', inRingsaker));
    hubs.push(await startMortalHub(around, 'sarpsborg', inSarpsborg));
    sending = around.as('ringsaker', 'case-worker');
    receiving = around.as('sarpsborg', 'case-worker');
    const mover = around.mover('main');
    const announced = await insist(
      receiving,
      'announceTransfer',
      await announcement({ ...around, receiving, from: 'ringsaker' }, mover),
    );
    transferId = present(announced.transfer, 'transfer').id;
    await reaches(receiving, transferId, ({ phase }) => phase === 'ANNOUNCED');
    await insist(receiving, 'requestTransfer', { transferId, categories: asked([], categories) });
    await reaches(
      sending,
      transferId,
      ({ decisions }) => decisions?.find(({ category }) => category === 'health')?.asked === 2,
    );
    for (const role of ['mother', 'father']) {
      const permitted = await insist(around.as('ringsaker', { ...subjectOf(role) }), 'permitTransfer', {
        transferId,
        categories,
      });
      expect(permitted.userErrors).toEqual([]);
    }
    await reaches(sending, transferId, ({ phase }) => phase === 'CLOSED');
    await reaches(receiving, transferId, ({ phase }) => phase === 'CLOSED');
    await lookUntil(
      'the archive has numbered the hand-over',
      async () => (await transferAt(sending, transferId))?.journalEntry,
    );
    expect(hubs.map(({ deaths }) => deaths)).toEqual([inRingsaker, inSarpsborg]);
  }, 180_000);

  it('has no effect twice at the sender: one request, one answer of each, one batch with one receipt, one hand-over', async () => {
    const sent = await reaches(sending, transferId, ({ phase }) => phase === 'CLOSED');
    const count = countsOf(sent);
    for (const type of [
      'RequestReceived',
      'ChildMatched',
      'CategoriesDecided',
      'PermissionAsked',
      'PartsSent',
      'ReceiptRecorded',
      'TransferClosed',
    ])
      expect([type, count.get(type)]).toEqual([type, 1]);
    // Two persons, two categories.
    expect([count.get('AnswerRecorded'), count.get('PermissionGiven'), count.get('PartSealed')]).toEqual([4, 2, 2]);
    expect(statusesOf(sent)).toMatchObject({ health: 'received', 'ongoing-assessment': 'received' });
    expect(sent.batches).toHaveLength(1);
    const entries = await lookUntil('the hand-over is journalled', async () => {
      const found = await journalOf(sending);
      return found.some(({ kind, registrationId }) => kind === 'HANDOVER' && registrationId) && found;
    });
    expect(entries.filter(({ kind }) => kind === 'HANDOVER')).toHaveLength(1);
  });

  it('has no effect twice at the receiver: one request, one batch, one receipt, one part of each, one copy in the archive', async () => {
    const received = await reaches(receiving, transferId, ({ phase }) => phase === 'CLOSED');
    const count = countsOf(received);
    for (const type of [
      'MoveRecorded',
      'MoveAnnounced',
      'TransferAsked',
      'TransferRequested',
      'PartsReceived',
      'ReceiptSent',
      'TransferClosed',
    ])
      expect([type, count.get(type)]).toEqual([type, 1]);
    const { pupil } = await receiving.ask<Records>(records, {
      id: (await childAt(receiving, around.mover('main'))).id,
    });
    expect(pupil.receivedRecords.map(({ category }) => category).sort()).toEqual([...categories].sort());
    const copies = await lookUntil('what came is journalled', async () => {
      const found = (await journalOf(receiving)).filter(({ kind }) => kind === 'RECEIVED_COPY');
      return found.length > 0 && found.every(({ registrationId }) => registrationId) && found;
    });
    expect(copies).toHaveLength(1);
  });

  it('asks Feide for each change of membership once', async () => {
    for (const [graph, state] of [
      [receiving, 'JOINING'],
      [sending, 'LEAVING'],
    ] as const) {
      const groups = await lookUntil(`the child is ${state}`, async () => {
        const { pupil } = await graph.ask<Records>(records, { id: (await childAt(graph, around.mover('main'))).id });
        const found = pupil.feideGroups.edges
          .filter(({ node }) => node.state === state)
          .map(({ node }) => node.group.id);
        return found.length > 0 && found;
      });
      expect(new Set(groups).size).toBe(groups.length);
    }
  });
});

const subjectOf = (role: string) =>
  present(
    around.manifest.cast.ringsaker.find((member) => member.role === role),
    role,
  ).subject;

async function journalOf(graph: PersonGraph) {
  const { pupil } = await graph.ask<Records>(records, { id: (await childAt(graph, around.mover('main'))).id });
  return pupil.pupilRecord.journalEntries.edges.map(({ node }) => node);
}
