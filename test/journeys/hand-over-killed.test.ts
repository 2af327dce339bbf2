import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofHub } from '#cli/demo/demo-folder.ts';
import { createEngines, removeEngines } from '#test/support/engine.ts';
import { record } from '#test/support/hand-over-journey.ts';
import { startHubs } from '#test/support/hubs.ts';
import { countsOf, insist, lookUntil, reaches } from '#test/support/insist.ts';
import { childAt, present, statusesOf, transferAt } from '#test/support/journey.ts';
import { kindergartenModels, type Starter } from '#test/support/kindergartens.ts';
import { type MortalHub, startMortalHub } from '#test/support/mortal-hub.ts';
import { openSurroundings, type Surroundings } from '#test/support/surroundings.ts';

/** By what has just been committed when the process is killed. */
const inRingsaker = ['HandOverPrepared', 'OfferSent', 'PartSealed'];
const inSarpsborg = ['OfferMatched', 'PartsReceived'];
const categories = ['development-observations', 'health'];

let around: Surroundings;
let dataFolder: string;
let starter: Starter;
const hubs: MortalHub[] = [];
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'oppvekst-hand-over-'));
  await createEngines(dataFolder);
  const { starters, shape } = kindergartenModels(1);
  const loaded = await startHubs({ dataFolder, shape });
  starter = present(starters[0], 'a child');
  const staff = loaded.as('ringsaker', 'case-worker');
  const { id } = await childAt(staff, starter);
  await record(staff, id, 'DEVELOPMENT_OBSERVATION', 'Leker godt med andre');
  await record(staff, id, 'HEALTH_NOTE', 'Tåler ikke nøtter');
  await loaded.stop();
  around = await openSurroundings({ dataFolder, shape });
}, 240_000);
afterAll(async () => {
  for (const hub of hubs) await hub.stop();
  await around.close();
  await removeEngines(dataFolder);
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

const received = `query ($id: ID!) { pupil(id: $id) { receivedRecords { category }
  pupilRecord { journalEntries(first: 100) { edges { node { kind registrationId } } } } } }`;
interface Received {
  readonly pupil: {
    readonly receivedRecords: ReadonlyArray<{ readonly category: string }>;
    readonly pupilRecord: {
      readonly journalEntries: {
        readonly edges: ReadonlyArray<{
          readonly node: { readonly kind: string; readonly registrationId: string | null };
        }>;
      };
    } | null;
  };
}

describe('a hand-over whose hubs are killed (SIGKILL) at each of its steps', () => {
  it('goes on after each restart, closes at both, and nothing of it has happened twice', async () => {
    hubs.push(await startMortalHub(around, 'ringsaker', inRingsaker));
    hubs.push(await startMortalHub(around, 'sarpsborg', inSarpsborg));
    const sending = around.as('ringsaker', 'case-worker');
    const receiving = around.as('sarpsborg', 'case-worker');
    const prepared = await insist(sending, 'prepareHandOver', {
      childId: (await lookUntil('the child', () => childAt(sending, starter))).id,
      toOrganisation: ofHub(around.manifest.controllers, 'sarpsborg').organisationNumber,
      startsOn: '2027-08-16',
      direction: 'KINDERGARTEN_TO_SCHOOL',
      categories,
    });
    const { id } = present(prepared.transfer, 'transfer');
    await reaches(
      sending,
      id,
      ({ decisions }) => decisions?.find(({ category }) => category === 'health')?.asked === 2,
    );
    for (const nationalId of starter.holders) {
      const holder = around.as('ringsaker', { kind: 'national-id', nationalId });
      expect((await insist(holder, 'permitTransfer', { transferId: id, categories })).userErrors).toEqual([]);
    }
    // Step by step: each start of a hub takes its time.
    await reaches(sending, id, (transfer) => countsOf(transfer).has('OfferAccepted'));
    await reaches(sending, id, (transfer) => countsOf(transfer).has('PartsSent'));
    await reaches(receiving, id, (transfer) => countsOf(transfer).has('PartsReceived'));
    const sent = await reaches(sending, id, ({ phase }) => phase === 'CLOSED');
    const taken = await reaches(receiving, id, ({ phase }) => phase === 'CLOSED');
    await lookUntil('Ringsaker has journalled it', async () => (await transferAt(sending, id))?.journalEntry);
    expect(hubs.map(({ deaths }) => deaths)).toEqual([inRingsaker, inSarpsborg]);

    expect(statusesOf(sent)).toMatchObject({ health: 'received', 'development-observations': 'received' });
    expect(sent.batches).toHaveLength(1);
    const once = ['HandOverPrepared', 'PermissionAsked', 'OfferSent', 'OfferAccepted', 'PartsSent', 'ReceiptRecorded'];
    const [atSender, atReceiver] = [countsOf(sent), countsOf(taken)];
    expect(once.map((type) => [type, atSender.get(type)])).toEqual(once.map((type) => [type, 1]));
    // Two persons, two categories.
    expect([atSender.get('AnswerRecorded'), atSender.get('PartSealed')]).toEqual([4, 2]);
    for (const type of ['OfferReceived', ...inSarpsborg, 'ReceiptSent', 'TransferClosed'])
      expect([type, atReceiver.get(type)]).toEqual([type, 1]);
    const { pupil } = await lookUntil('what came is journalled', async () => {
      const childId = (await childAt(receiving, starter)).id;
      const found = await receiving.ask<Received>(received, { id: childId });
      return copiesOf(found).some(({ registrationId }) => registrationId) && found;
    });
    expect(pupil.receivedRecords.map(({ category }) => category).toSorted()).toEqual(categories);
    expect(copiesOf({ pupil })).toHaveLength(1);
  }, 240_000);
});

const copiesOf = ({ pupil }: Received) =>
  pupil.pupilRecord?.journalEntries.edges.map(({ node }) => node).filter(({ kind }) => kind === 'RECEIVED_COPY') ?? [];
