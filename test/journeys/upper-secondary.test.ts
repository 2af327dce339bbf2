import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mover } from '#cli/demo/generate/index.ts';
import {
  act,
  announce,
  beginJourney,
  childAt,
  eventsOf,
  type Journey,
  present,
  refusals,
  statusesOf,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
  untilStatus,
} from '#test/support/journey.ts';
import { trafficOf } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney({ to: 'innlandet', further: ['innlandet'] });
  // The first of March: applications are in.
  journey.clock.pass({ days: 101 });
}, 300_000);
afterAll(() => journey.end());

const ask = (purpose: string, ...categories: readonly string[]) =>
  categories.map((category) => ({ category, purpose }));
const pupilOf = ({ nationalId }: Mover, hub: 'ringsaker' | 'innlandet' = 'ringsaker') =>
  journey.as(hub, { kind: 'national-id', nationalId });
const today = () => journey.clock.now().toISOString().slice(0, 10);

const enrolments = 'query ($id: ID!) { pupil(id: $id) { enrolments { validFrom unit { id } } } }';
/** The county records that an applicant, who has been admitted, starts when the school year does. */
async function announced(mover: Mover): Promise<string> {
  const { id } = await childAt(journey.receiving, mover);
  const { pupil } = await journey.receiving.ask<{ pupil: { enrolments: Array<{ unit: { id: string } }> } }>(
    enrolments,
    { id },
  );
  const unitId = pupil.enrolments[0]?.unit.id;
  return announce(journey, mover, { direction: 'LOWER_TO_UPPER_SECONDARY', unitId });
}
async function requested(mover: Mover, categories: ReturnType<typeof ask>): Promise<string> {
  const transferId = await announced(mover);
  expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
  return transferId;
}

const recordAssessment =
  'mutation ($input: RecordAssessmentInput!) { result: recordAssessment(input: $input) { userErrors { code } } }';
const recordAbsence =
  'mutation ($input: RecordAbsenceInput!) { result: recordAbsence(input: $input) { userErrors { code } } }';
async function marks(mover: Mover, form: 'HALF_YEAR' | 'FINAL', term: string): Promise<void> {
  const { id: childId } = await childAt(journey.sending, mover);
  for (const [subjectCode, subject, mark] of [
    ['NOR0214', 'Norsk hovedmål, skriftlig', '4'],
    ['MAT0010', 'Matematikk', '5'],
  ]) {
    const input = { childId, form, subjectCode, subject, mark, level: 10, term, assessedOn: today() };
    const { userErrors } = await journey.sending.act<MutationResult>(recordAssessment, input);
    expect(userErrors).toEqual([]);
  }
}

interface Received {
  readonly pupil: { readonly receivedRecords: ReadonlyArray<{ category: string; content: string | null }> };
}
const receivedOf = async (graph: PersonGraph, id: string) =>
  (await graph.ask<Received>('query ($id: ID!) { pupil(id: $id) { receivedRecords { category content } } }', { id }))
    .pupil.receivedRecords;

describe('a young person whom the follow-up service (oppfølgingstenesta) is to help', () => {
  it('is asked for what is necessary for that, and for no more', async () => {
    const transferId = await requested(journey.applicant(1), ask('follow-up-service', 'enrolment', 'final-assessment'));
    const sent = await untilStatus(journey.sending, transferId, 'enrolment', 'received');
    expect(statusesOf(sent)).toMatchObject({ 'final-assessment': 'empty', identity: 'withheld' });
    const beyond = { transferId, categories: ask('follow-up-service', 'health') };
    await until('it may be asked again', async () => {
      const codes = await refusals(act(journey.receiving, 'requestTransfer', beyond));
      return !codes.includes('ASKED_TWICE');
    });
    // The reason is one the law knows, but not for health: that is shared after permission, to adapt the teaching.
    const withheld = await until('it is decided', async () => {
      const transfer = await transferAt(journey.sending, transferId);
      const health = transfer?.decisions?.find(({ category }) => category === 'health');
      return (
        health?.outcome === 'WITHHELD' && eventsOf(present(transfer, 'transfer')).includes('RequestExtended') && health
      );
    });
    expect(withheld.status).toBe('withheld');
  });
});

describe('an admission that does not go its way', () => {
  it('waits for the pupil’s answer, and silence withholds that alone', async () => {
    const mover = journey.applicant(2);
    const transferId = await requested(mover, [
      ...ask('admission', 'enrolment'),
      ...ask('adapt-the-teaching', 'health'),
    ]);
    await untilPermissionIsAsked(journey, transferId, 'health', 1);
    await untilStatus(journey.sending, transferId, 'enrolment', 'received');
    journey.clock.pass({ days: 15 });
    const sent = await untilStatus(journey.sending, transferId, 'health', 'withheld');
    expect(sent.decisions?.find(({ category }) => category === 'health')?.withheldWhy).toBe('silence');
  });

  it('is cancelled when the pupil declines the place: the sender stops, and nothing of the pupil’s ends', async () => {
    const transferId = await requested(journey.applicant(3), ask('admission', 'enrolment'));
    await untilStatus(journey.sending, transferId, 'enrolment', 'received');
    const reason = 'Declined the place, and has accepted one elsewhere';
    expect(await refusals(act(journey.receiving, 'cancelTransfer', { transferId, reason }))).toEqual([]);
    await untilPhase(journey.sending, transferId, 'CANCELLED');
    const more = { transferId, categories: ask('admission', 'final-assessment') };
    expect(await refusals(act(journey.receiving, 'requestTransfer', more))).toEqual(['CANCELLED']);
  });

  it('is corrected before anything was asked: the lower secondary school hears of the right one alone', async () => {
    const mover = journey.applicant(4);
    const before = (await trafficOf(journey, 'ringsaker')).received;
    const wrong = await announced(mover);
    const { id } = await childAt(journey.receiving, mover);
    const { pupil } = await journey.receiving.ask<{ pupil: { enrolments: Array<{ unit: { id: string } }> } }>(
      enrolments,
      {
        id,
      },
    );
    const right = await announce(journey, mover, {
      direction: 'LOWER_TO_UPPER_SECONDARY',
      unitId: pupil.enrolments[0]?.unit.id,
      startsOn: '2027-08-23',
      replaces: wrong,
    });
    await untilPhase(journey.receiving, wrong, 'CANCELLED');
    expect((await trafficOf(journey, 'ringsaker')).received).toBe(before);
    const categories = ask('admission', 'enrolment');
    const input = { transferId: right, categories, idempotencyKey: randomUUID() };
    expect(await refusals(act(journey.receiving, 'requestTransfer', input))).toEqual([]);
    await untilPhase(journey.receiving, right, 'CLOSED', 'DECIDED');
    expect(await transferAt(journey.sending, wrong)).toBeNull();
  });
});

describe('a tenth-grader who is to start in upper secondary school', () => {
  const admission = ['identity', 'enrolment', 'half-year-marks-year-10'] as const;
  const mover = () => journey.applicant(0);
  let transferId: string;

  it('is admitted in spring on half-year marks and what has been completed, which the county may fetch', async () => {
    await marks(mover(), 'HALF_YEAR', '2026-autumn');
    transferId = await requested(mover(), ask('admission', ...admission));
    const sent = await untilStatus(journey.sending, transferId, 'half-year-marks-year-10', 'received');
    expect(statusesOf(sent)).toMatchObject({ identity: 'received', enrolment: 'received', health: 'withheld' });
    const decided = sent.decisions?.find(({ category }) => category === 'half-year-marks-year-10');
    expect(decided).toMatchObject({ outcome: 'FOLLOWS', citation: 'opplæringslova § 25-1 (3)' });
    const child = await childAt(journey.receiving, mover());
    const records = await receivedOf(journey.receiving, child.id);
    expect(records.map(({ category }) => category).toSorted()).toEqual([...admission].toSorted());
    expect(records.find(({ category }) => category === 'half-year-marks-year-10')?.content).toContain('MAT0010');
  });

  it('stays a pupil of the lower secondary school: the move is open until the first day, and says so', async () => {
    const waiting = await until('both wait for the first day', async () => {
      const both = await Promise.all(
        [journey.sending, journey.receiving].map((graph) => transferAt(graph, transferId)),
      );
      return both.every((transfer) => transfer?.waitsFor?.[0]?.what === 'first-day') && both;
    });
    expect(waiting.map((transfer) => transfer?.open)).toEqual([true, true]);
    const { id } = await childAt(journey.sending, mover());
    const { pupil } = await journey.sending.ask<{ pupil: { units: Array<{ kind: string }> } }>(
      'query ($id: ID!) { pupil(id: $id) { units { kind } } }',
      { id },
    );
    expect(pupil.units.map(({ kind }) => kind)).toContain('SCHOOL');
  });

  it('is not asked twice of the same, and nothing more without a reason of its own', async () => {
    const again = { transferId, categories: ask('admission', 'half-year-marks-year-10', 'final-assessment') };
    expect(await refusals(act(journey.receiving, 'requestTransfer', again))).toEqual(['ALREADY_RECEIVED']);
    const wider = { transferId, categories: ask('curiosity', 'final-assessment') };
    expect(await refusals(act(journey.receiving, 'requestTransfer', wider))).toEqual(['NO_NECESSITY']);
    const empty = { transferId, categories: ask('admission', 'final-assessment') };
    expect(await refusals(act(journey.receiving, 'requestTransfer', empty))).toEqual([]);
    const answered = await until('the second request is answered', async () => {
      const transfer = await transferAt(journey.receiving, transferId);
      return transfer?.waitsFor?.[0]?.what === 'first-day' && transfer;
    });
    expect(statusesOf(answered)).toMatchObject({ 'final-assessment': 'nothing-held', enrolment: 'sent' });
  });

  it('brings final marks and the certificate’s absence in June, in a further request of the same move', async () => {
    journey.clock.pass({ days: 111 });
    await marks(mover(), 'FINAL', '2027-spring');
    const { id: childId } = await childAt(journey.sending, mover());
    const total = { kind: 'TERM_TOTAL', startsOn: '2027-01-03', endsOn: '2027-06-18', days: 4, hours: 6 };
    const input = { childId, ...total, documented: false, onCertificate: true };
    expect((await journey.sending.act<MutationResult>(recordAbsence, input)).userErrors).toEqual([]);
    const categories = ask('right-to-upper-secondary', 'final-assessment', 'attendance-certificate');
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
    const sent = await untilStatus(journey.sending, transferId, 'final-assessment', 'received');
    expect(sent.batches?.map((batch) => batch.categories.toSorted())).toEqual([
      [...admission].toSorted(),
      ['attendance-certificate', 'final-assessment'],
    ]);
    const child = await childAt(journey.receiving, mover());
    const records = await receivedOf(journey.receiving, child.id);
    expect(records.filter(({ category }) => category === 'half-year-marks-year-10')).toHaveLength(1);
    expect(records.find(({ category }) => category === 'final-assessment')?.content).toContain('"mark":"5"');
  });

  it('decides alone on what needs permission, being fifteen: one thing is shared, another is not', async () => {
    const categories = ask('adapt-the-teaching', 'health', 'ongoing-assessment');
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
    await untilPermissionIsAsked(journey, transferId, 'health', 1);
    const { id: childId } = await childAt(journey.sending, mover());
    const { pupil } = await journey.sending.ask<{
      pupil: { rights: Array<{ kind: string; person: { id: string } | null }> };
    }>('query ($id: ID!) { pupil(id: $id) { rights { kind } } }', { id: childId });
    expect(pupil.rights.map(({ kind }) => kind)).toContain('PARENTAL_RESPONSIBILITY');
    const of = (category: string) => ({ transferId, categories: [category] });
    expect(await refusals(act(pupilOf(mover()), 'permitTransfer', of('health')))).toEqual([]);
    expect(await refusals(act(pupilOf(mover()), 'refuseTransfer', of('ongoing-assessment')))).toEqual([]);
    const after = await untilStatus(journey.sending, transferId, 'health', 'received', 'empty');
    expect(after.decisions?.find(({ category }) => category === 'ongoing-assessment')).toMatchObject({
      status: 'withheld',
      withheldWhy: 'refused',
    });
  });

  it('is closed on the first day, and both archives say what was handed over', async () => {
    journey.clock.pass({ days: 60 });
    const sent = await untilPhase(journey.sending, transferId, 'CLOSED');
    const received = await untilPhase(journey.receiving, transferId, 'CLOSED');
    expect(eventsOf(received).filter((type) => type === 'TransferAsked')).toHaveLength(4);
    expect(eventsOf(sent).filter((type) => type === 'TransferClosed')).toHaveLength(1);
    await until(
      'the archive has numbered it',
      async () => (await transferAt(journey.sending, transferId))?.journalEntry,
    );
    const child = await childAt(journey.receiving, mover());
    const { pupil } = await until('the county has a record of its own', async () => {
      const found = await journey.receiving.ask<{
        pupil: { pupilRecord: { journalEntries: { edges: Array<{ node: { title: string } }> } } | null };
      }>(
        'query ($id: ID!) { pupil(id: $id) { pupilRecord { journalEntries(first: 5) { edges { node { title } } } } } }',
        {
          id: child.id,
        },
      );
      return found.pupil.pupilRecord && found;
    });
    expect(pupil.pupilRecord?.journalEntries.edges.map(({ node }) => node.title)).toEqual([
      'Opplysninger mottatt ved skolebytte',
    ]);
    const categories = ask('admission', 'written-language-form');
    expect(await refusals(act(journey.receiving, 'requestTransfer', { transferId, categories }))).toEqual(['CLOSED']);
    await journey.holds();
  });
});
