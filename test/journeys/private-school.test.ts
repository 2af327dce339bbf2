import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mover } from '#cli/demo/generate/index.ts';
import {
  act,
  announce,
  asked,
  askFor,
  beginJourney,
  childAt,
  holdersOf,
  type Journey,
  refusals,
  statusesOf,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
/** From the private school on to another municipality, and from the municipality past it. */
let onward: Journey;
let past: Journey;
beforeAll(async () => {
  journey = await beginJourney({ to: 'furuberget', further: ['furuberget'] });
  onward = journey.between('furuberget', 'sarpsborg');
  past = journey.between('ringsaker', 'sarpsborg');
}, 300_000);
afterAll(() => journey.end());

const received = 'query ($id: ID!) { pupil(id: $id) { receivedRecords { category senderName content } } }';
interface Received {
  readonly pupil: {
    readonly receivedRecords: ReadonlyArray<{ category: string; senderName: string; content: string | null }>;
  };
}
async function receivedOf(graph: PersonGraph, mover: Mover) {
  const { id } = await childAt(graph, mover);
  return (await graph.ask<Received>(received, { id })).pupil.receivedRecords;
}
const citationOf = async (graph: PersonGraph, id: string, category: string) =>
  (await transferAt(graph, id))?.decisions?.find((one) => one.category === category)?.citation;

describe('a child who goes from a municipal school to a private one', () => {
  it('brings who it is too, which a private school cannot look up, by the private schools’ act', async () => {
    const mover = journey.ordinaryMover(0);
    const transferId = await askFor(journey, mover, ['identity', 'enrolment'], ['health']);
    await untilStatus(journey.sending, transferId, 'identity', 'received');
    expect(await citationOf(journey.sending, transferId, 'identity')).toMatch(/^privatskolelova § 7-9/);
    await untilPermissionIsAsked(journey, transferId, 'health', (await holdersOf(journey, mover)).length);
    const [holder] = await holdersOf(journey, mover);
    if (!holder) throw new Error('nobody decides');
    expect(await refusals(act(holder, 'refuseTransfer', { transferId, categories: ['health'] }))).toEqual([]);
    const sent = await untilPhase(journey.sending, transferId, 'CLOSED');
    expect(statusesOf(sent)).toMatchObject({ identity: 'received', enrolment: 'received', health: 'withheld' });
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    const records = await receivedOf(journey.receiving, mover);
    expect(records.map(({ category }) => category).toSorted()).toEqual(['enrolment', 'identity']);
  });

  it('has a record there of hand-overs and individual decisions alone: the archive act binds no further (§ 3)', async () => {
    const { id: childId } = await childAt(journey.receiving, journey.ordinaryMover(0));
    const record =
      'mutation ($input: RecordCaseDocumentInput!) { result: recordCaseDocument(input: $input) { userErrors { code } } }';
    const legalBasis = 'opplæringslova § 3-6';
    const text = { text: 'Vedtaket gjelder fire timer i uka.', validFrom: '2026-11-20', legalBasis };
    for (const [kind, title] of [
      ['INDIVIDUAL_EDUCATION_PLAN', 'Individuell opplæringsplan'],
      ['INDIVIDUAL_DECISION', 'Vedtak om særskild språkopplæring'],
    ])
      expect(
        (await journey.receiving.act<MutationResult>(record, { childId, kind, title, ...text })).userErrors,
      ).toEqual([]);
    const entries =
      'query ($id: ID!) { pupil(id: $id) { pupilRecord { journalEntries(first: 9) { edges { node { title } } } } } }';
    const titles = await until('the decision is journalled', async () => {
      const { pupil } = await journey.receiving.ask<{
        pupil: { pupilRecord: { journalEntries: { edges: Array<{ node: { title: string } }> } } | null };
      }>(entries, { id: childId });
      const found = pupil.pupilRecord?.journalEntries.edges.map(({ node }) => node.title) ?? [];
      return found.some((title) => title.startsWith('Vedtak')) && found;
    });
    expect(titles.toSorted()).toEqual(['Opplysninger mottatt ved skolebytte', 'Vedtak om særskild språkopplæring']);
  });
});

describe('a child who goes from a private school to a municipal one', () => {
  it('brings what the municipality may fetch; where the school knows of nobody who decides, nothing is guessed', async () => {
    const mover = journey.ordinaryMover(1);
    const transferId = await askFor(onward, mover, ['enrolment', 'identity'], ['health']);
    const sent = await untilPhase(onward.sending, transferId, 'CLOSED');
    expect(statusesOf(sent)).toMatchObject({ enrolment: 'received', identity: 'collected-anew', health: 'withheld' });
    expect(sent.decisions?.find(({ category }) => category === 'health')).toMatchObject({
      withheldWhy: 'no-known-holder',
      citation: 'privatskolelova § 7-9 (4)',
    });
    await untilPhase(onward.receiving, transferId, 'CLOSED');
    expect((await receivedOf(onward.receiving, mover)).map(({ senderName }) => senderName)).toEqual([
      'Furuberget friskole',
    ]);
  });

  it('is cancelled and corrected like any other move', async () => {
    const wrong = await announce(onward, journey.ordinaryMover(6), { startsOn: '2026-12-24' });
    const right = await announce(onward, journey.ordinaryMover(6), { replaces: wrong });
    await untilPhase(onward.receiving, wrong, 'CANCELLED');
    const reason = 'The family stays where it is';
    expect(await refusals(act(onward.receiving, 'cancelTransfer', { transferId: right, reason }))).toEqual([]);
    await untilPhase(onward.receiving, right, 'CANCELLED');
    expect(await transferAt(onward.sending, right)).toBeNull();
  });
});

describe('a child who moves twice in a week', () => {
  const problems = 'query ($id: ID!) { transfer(id: $id) { problems { what problem } } }';
  interface Problems {
    readonly transfer: { readonly problems: ReadonlyArray<{ what: string; problem: string }> };
  }
  /** Moved on to Sarpsborg while the private school's own request has not got through to Ringsaker. */
  async function movedTwice(mover: Mover): Promise<{ first: string; second: string }> {
    journey.linkTo.ringsaker.hold();
    const first = await askFor(journey, mover, ['enrolment', 'language-mapping']);
    await untilPhase(journey.receiving, first, 'REQUESTED');
    const second = await askFor(onward, mover, ['enrolment', 'language-mapping']);
    await until('the school in between says what it waits for', async () => {
      const { transfer } = await onward.sending
        .answerTo<Problems>(problems, { id: second })
        .then(({ data }) => data ?? { transfer: null });
      return transfer?.problems.some(({ problem }) => problem.includes('Ringsaker kommune'));
    });
    return { first, second };
  }

  it('loses nothing: the school in between waits for what is on its way, and hands it on with where it came from', async () => {
    const mover = journey.ordinaryMover(2);
    const { first, second } = await movedTwice(mover);
    journey.linkTo.ringsaker.release();
    await untilPhase(journey.receiving, first, 'CLOSED');
    await untilPhase(onward.sending, second, 'CLOSED');
    await untilPhase(onward.receiving, second, 'CLOSED');
    const records = await receivedOf(onward.receiving, mover);
    const enrolment = records.find(({ category }) => category === 'enrolment');
    expect(enrolment?.senderName).toBe('Furuberget friskole');
    expect(enrolment?.content).toContain('"senderName":"Ringsaker kommune"');
    await journey.holds();
  });

  it('may ask the first school itself when the one in between has called its own request off', async () => {
    const mover = journey.ordinaryMover(3);
    const { first, second } = await movedTwice(mover);
    const reason = 'The child has moved on: Sarpsborg asks for itself';
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId: first, reason }))).toEqual([]);
    journey.linkTo.ringsaker.release();
    await untilPhase(onward.receiving, second, 'CLOSED');
    const third = await announce(past, mover);
    const categories = asked(['enrolment', 'language-mapping']);
    expect(await refusals(act(past.receiving, 'requestTransfer', { transferId: third, categories }))).toEqual([]);
    await untilPhase(past.receiving, third, 'CLOSED');
    const from = (await receivedOf(past.receiving, mover)).filter(({ category }) => category === 'enrolment');
    expect(from.map(({ senderName }) => senderName).toSorted()).toEqual(['Furuberget friskole', 'Ringsaker kommune']);
  });
});

describe('a child who never starts at the private school', () => {
  it('leaves nothing there: the archive act does not bind the school to keep what it received', async () => {
    const mover = journey.ordinaryMover(4);
    const transferId = await askFor(journey, mover, ['enrolment']);
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    await untilPhase(journey.sending, transferId, 'CLOSED');
    const reason = 'The place was given up before the first day';
    expect(await refusals(act(journey.receiving, 'reportNeverStarted', { transferId, reason }))).toEqual([]);
    await until('the copy is gone', async () => (await receivedOf(journey.receiving, mover)).length === 0);
    const { rows } = await sql`select content, disposal from school_administration.received_part
      where transfer_id = ${transferId}`.execute(journey.hub('furuberget').database.kysely);
    expect(rows).toEqual([{ content: null, disposal: 'arkivlova § 3; personvernforordningen art. 5 (1) e' }]);
  });
});
