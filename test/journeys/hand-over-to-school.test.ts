import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofHub } from '#cli/demo/demo-folder.ts';
import {
  beginHandOverJourney,
  type HandOverJourney,
  handOver,
  handOverInput,
  record,
} from '#test/support/hand-over-journey.ts';
import {
  act,
  eventsOf,
  present,
  refusals,
  statusesOf,
  transferAt,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';

let journey: HandOverJourney;
/** What an eavesdropper has seen go to Sarpsborg. */
const seen = () => ofHub(journey.linkTo, 'sarpsborg').seen;
beforeAll(async () => {
  journey = await beginHandOverJourney({ children: 5 });
  for (const place of [0, 1, 2, 3]) {
    const childId = await journey.childId(place, 'ringsaker');
    await record(journey.sending, childId, 'DEVELOPMENT_OBSERVATION', 'Leker godt med andre');
    await record(journey.sending, childId, 'HEALTH_NOTE', 'Tåler ikke nøtter');
  }
}, 180_000);
afterAll(() => journey.end());

const received = `query ($id: ID!) { pupil(id: $id) { receivedRecords { category senderName legalBasis }
  pupilRecord { journalEntries(first: 20) { edges { node { kind title registrationId } } } } } }`;
interface Received {
  readonly pupil: {
    readonly receivedRecords: ReadonlyArray<{ readonly category: string; readonly legalBasis: string }>;
    readonly pupilRecord: {
      readonly journalEntries: {
        readonly edges: ReadonlyArray<{ readonly node: { readonly kind: string; readonly title: string } }>;
      };
    } | null;
  };
}
const copyOf = async (place: number) =>
  (await journey.receiving.ask<Received>(received, { id: await journey.childId(place, 'sarpsborg') })).pupil;
const permit = async (place: number, transferId: string, categories: readonly string[]) => {
  for (const holder of journey.holders(place))
    expect(await refusals(act(holder, 'permitTransfer', { transferId, categories }))).toEqual([]);
};

describe('a child of a municipal kindergarten who will start school in another municipality', () => {
  it('is told of to nobody outside before the parents have permitted something', async () => {
    const id = await handOver(journey, 0);
    expect(await transferAt(journey.receiving, id)).toBeNull();
    expect(seen()).toEqual([]);
    expect((await transferAt(journey.sending, id))?.waitsFor?.map(({ what }) => what)).toContain('permission');
  });

  it('is handed over as far as both permit; the refused category stays, and the rest waits for the deadline', async () => {
    const id = (await firstTransfer(0)).id;
    await permit(0, id, ['development-observations']);
    const [first] = journey.holders(0);
    if (first) await act(first, 'refuseTransfer', { transferId: id, categories: ['health'] });
    const sent = await untilStatus(journey.sending, id, 'development-observations', 'received');
    expect(statusesOf(sent)).toMatchObject({ health: 'withheld', identity: 'collected-anew', messages: 'withheld' });
    const { receivedRecords } = await copyOf(0);
    expect(receivedRecords).toMatchObject([
      { category: 'development-observations', legalBasis: 'barnehageloven § 2 a' },
    ]);
  });

  it('closes when the time is up: silence withholds, both archives have their entry, the child is still in its kindergarten', async () => {
    const id = (await firstTransfer(0)).id;
    journey.clock.pass({ days: 15 });
    const closed = await untilPhase(journey.sending, id, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({ 'ongoing-assessment': 'withheld', 'language-mapping': 'withheld' });
    await untilPhase(journey.receiving, id, 'CLOSED');
    await until('Ringsaker has journalled it', async () => (await transferAt(journey.sending, id))?.journalEntry);
    const entry = await until('Sarpsborg has journalled it', async () =>
      (await copyOf(0)).pupilRecord?.journalEntries.edges
        .map(({ node }) => node)
        .find(({ kind }) => kind === 'RECEIVED_COPY'),
    );
    expect(entry.title).toBe('Opplysninger mottatt etter tillatelse');
    const still = await journey.sending.ask<{ pupil: { units: unknown[] } }>(
      'query ($id: ID!) { pupil(id: $id) { units { id } } }',
      { id: await journey.childId(0, 'ringsaker') },
    );
    expect(still.pupil.units).toHaveLength(1);
  });

  it('of whom nothing is permitted is never spoken of', async () => {
    const before = seen().length;
    const id = await handOver(journey, 1);
    journey.clock.pass({ days: 15 });
    const closed = await untilPhase(journey.sending, id, 'CLOSED');
    expect(statusesOf(closed)).toMatchObject({ health: 'withheld', 'development-observations': 'withheld' });
    expect(await transferAt(journey.receiving, id)).toBeNull();
    expect(seen()).toHaveLength(before);
  });

  it('is corrected by cancelling and recording anew; what was offered is taken back', async () => {
    const first = await handOver(journey, 2, { startsOn: '2027-08-09' });
    expect(await refusals(act(journey.sending, 'prepareHandOver', await handOverInput(journey, 2)))).toEqual([
      'ALREADY_ANNOUNCED',
    ]);
    const second = await handOver(journey, 2, { replaces: first });
    expect(await untilPhase(journey.sending, first, 'CANCELLED')).toMatchObject({ open: false });
    await permit(2, second, ['health']);
    await untilStatus(journey.sending, second, 'health', 'received');
    const reason = 'The family has moved on';
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId: second, reason }))).toEqual([]);
    const cancelled = await untilPhase(journey.sending, second, 'CANCELLED');
    expect(eventsOf(cancelled)).toContain('ReceiptRecorded');
  });

  it('whose parents answer on paper and through an interpreter has it recorded with who, when and how', async () => {
    const id = await handOver(journey, 3, { categories: ['health'] });
    const persons = (await transferAt(journey.sending, id))?.waitsFor?.flatMap((wait) => wait.persons ?? []) ?? [];
    expect(persons).toHaveLength(2);
    const [onPaper, spoken] = persons;
    const answer = { transferId: id, categories: ['health'], answer: 'PERMITS', answeredOn: '2026-11-20' };
    const paper = { ...answer, answeredBy: onPaper, channel: 'PAPER', note: 'Skjema 3' };
    expect(await refusals(act(journey.sending, 'recordTransferAnswer', paper))).toEqual([]);
    const interpreted = { ...answer, answeredBy: spoken, channel: 'INTERPRETER' };
    expect(await refusals(act(journey.sending, 'recordTransferAnswer', interpreted))).toEqual(['INTERPRETER_MISSING']);
    const said = { ...interpreted, interpreter: 'Tolketjenesten, tolk 12' };
    expect(await refusals(act(journey.sending, 'recordTransferAnswer', said))).toEqual([]);
    await untilPhase(journey.sending, id, 'CLOSED');
    expect((await copyOf(3)).receivedRecords.map(({ category }) => category)).toEqual(['health']);
  });
});

describe('a child whose start both the school and the kindergarten record', () => {
  it('is handed over once: what the school recorded gives way', async () => {
    const childId = await journey.childId(4, 'sarpsborg');
    const { pupil } = await journey.receiving.ask<{ pupil: { enrolments: ReadonlyArray<{ unit: { id: string } }> } }>(
      'query ($id: ID!) { pupil(id: $id) { enrolments { unit { id } } } }',
      { id: childId },
    );
    const recorded = {
      childId,
      fromOrganisation: ofHub(journey.manifest.controllers, 'ringsaker').organisationNumber,
      unitId: pupil.enrolments[0]?.unit.id,
      startsOn: '2027-08-16',
      direction: 'KINDERGARTEN_TO_SCHOOL',
    };
    const { transfer } = await act(journey.receiving, 'announceTransfer', recorded);
    const announced = present(transfer, 'announced move').id;
    const waiting = await untilPhase(journey.receiving, announced, 'ANNOUNCED');
    expect(waiting.waitsFor?.map(({ what }) => what)).toEqual(['hand-over']);
    const id = await handOver(journey, 4, { categories: ['health'] });
    await permit(4, id, ['health']);
    await untilPhase(journey.receiving, announced, 'CANCELLED');
    await untilPhase(journey.sending, id, 'CLOSED');
    await untilPhase(journey.receiving, id, 'CLOSED');
    const list = 'query ($id: ID!) { pupil(id: $id) { transfers(first: 5) { edges { node { open phase } } } } }';
    const { pupil: after } = await journey.receiving.ask<{
      pupil: { transfers: { edges: ReadonlyArray<{ node: { open: boolean; phase: string } }> } };
    }>(list, { id: childId });
    expect(after.transfers.edges.map(({ node }) => node.phase).toSorted()).toEqual(['CANCELLED', 'CLOSED']);
  });
});

async function firstTransfer(place: number): Promise<{ readonly id: string }> {
  const { pupil } = await journey.sending.ask<{
    pupil: { transfers: { edges: ReadonlyArray<{ node: { id: string } }> } };
  }>('query ($id: ID!) { pupil(id: $id) { transfers(first: 1) { edges { node { id } } } } }', {
    id: await journey.childId(place, 'ringsaker'),
  });
  const [edge] = pupil.transfers.edges;
  if (!edge) throw new Error('there is no transfer');
  return edge.node;
}
