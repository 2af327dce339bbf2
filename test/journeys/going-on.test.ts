import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mover } from '#cli/demo/generate/index.ts';
import {
  act,
  asked,
  askFor,
  beginJourney,
  childAt,
  type Journey,
  present,
  refusals,
  transferAt,
  untilPhase,
} from '#test/support/journey.ts';
import { childIdOf, trafficOf } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 300_000);
afterAll(() => journey.end());

const dayIn = (days: number) => new Date(journey.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

interface Looked {
  readonly pupil: {
    readonly units: ReadonlyArray<{ id: string; kind: string }>;
    readonly enrolments: ReadonlyArray<{ validFrom: string | null; validTo: string | null; unit: { id: string } }>;
    readonly receivedRecords: ReadonlyArray<{ category: string; senderName: string }>;
    readonly pupilRecord: {
      readonly caseNumber: string | null;
      readonly journalEntries: { readonly edges: ReadonlyArray<{ node: { title: string } }> };
    } | null;
  };
}
const look = `query ($id: ID!) { pupil(id: $id) { units { id kind } enrolments { validFrom validTo unit { id } }
  receivedRecords { category senderName } pupilRecord { caseNumber journalEntries(first: 20) { edges { node { title } } } } } }`;
const lookAt = async (graph: PersonGraph, id: string) => (await graph.ask<Looked>(look, { id })).pupil;
const schoolsOf = (pupil: Looked['pupil']) => pupil.units.filter(({ kind }) => kind === 'SCHOOL').map(({ id }) => id);
const untilJournalled = (graph: PersonGraph, id: string, title: string) =>
  until(`"${title}" is journalled`, async () => {
    const { pupilRecord } = await lookAt(graph, id);
    return pupilRecord?.journalEntries.edges.some(({ node }) => node.title === title) && pupilRecord;
  });

describe('a child who changes school within the municipality', () => {
  const own = () => journey.manifest.controllers.ringsaker.organisationNumber;
  const otherSchool = async (than: readonly string[]) => {
    const { schools } = await journey.sending.ask<{
      schools: { edges: ReadonlyArray<{ node: { id: string; kind: string } }> };
    }>('{ schools(first: 50) { edges { node { id kind } } } }');
    const found = schools.edges.find(({ node }) => node.kind === 'SCHOOL' && !than.includes(node.id))?.node.id;
    return present(found, 'other school');
  };
  async function announced(mover: Mover, over: Record<string, unknown> = {}) {
    const { id: childId } = await childAt(journey.sending, mover);
    const from = schoolsOf(await lookAt(journey.sending, childId));
    const unitId = await otherSchool(from);
    const input = { childId, fromOrganisation: own(), unitId, startsOn: dayIn(5), ...over };
    const { transfer, userErrors } = await act(journey.sending, 'announceTransfer', input);
    expect(userErrors).toEqual([]);
    return { transferId: present(transfer, 'transfer').id, childId, from, unitId };
  }

  it('stays at the old one until the first day, and then goes on at the new one: the record as it was, nothing sent', async () => {
    const teacher = journey.as('ringsaker', 'contact-teacher', 'education');
    const held = 'query ($id: ID!) { pupil(id: $id) { ongoingAssessments(first: 50) { feedback } } }';
    const { transferId, childId, from, unitId } = await announced(journey.mover('main'));
    const before = await teacher.answerTo(held, { id: childId });
    expect(JSON.stringify(before)).toContain('feedback');
    const waiting = await untilPhase(journey.sending, transferId, 'ANNOUNCED');
    await until('it says what it waits for', async () =>
      (await transferAt(journey.sending, transferId))?.waitsFor?.some(({ what }) => what === 'first-day'),
    );
    expect(waiting.open).toBe(true);
    expect(schoolsOf(await lookAt(journey.sending, childId))).toEqual(from);
    const categories = [{ category: 'enrolment', purpose: 'right-to-education' }];
    expect(await refusals(act(journey.sending, 'requestTransfer', { transferId, categories }))).toEqual([
      'NOTHING_ASKED',
    ]);
    journey.clock.pass({ days: 6 });
    await untilPhase(journey.sending, transferId, 'CLOSED');
    const after = await until('the child is at the new school', async () => {
      const pupil = await lookAt(journey.sending, childId);
      return schoolsOf(pupil).includes(unitId) && pupil;
    });
    expect(schoolsOf(after)).toEqual([unitId]);
    expect(after.enrolments.map(({ unit }) => unit.id)).toEqual(expect.arrayContaining([...from, unitId]));
    await untilJournalled(journey.sending, childId, 'Skolebytte innen kommunen');
    expect(await trafficOf(journey, 'ringsaker')).toEqual({ sent: 0, received: 0 });
    // The teacher of before has no more to do with the child; what was written is there for those who have.
    expect((await teacher.answerTo<{ pupil: unknown }>(held, { id: childId })).data?.pupil).toBeNull();
    await journey.holds();
  });

  it('is as it was when the move is cancelled, and goes where the corrected one says', async () => {
    const wrong = await announced(journey.ordinaryMover(0));
    await untilPhase(journey.sending, wrong.transferId, 'ANNOUNCED');
    const right = await announced(journey.ordinaryMover(0), { replaces: wrong.transferId, startsOn: dayIn(2) });
    await untilPhase(journey.sending, wrong.transferId, 'CANCELLED');
    await untilPhase(journey.sending, right.transferId, 'ANNOUNCED');
    const reason = 'The family has changed its mind';
    expect(await refusals(act(journey.sending, 'cancelTransfer', { transferId: right.transferId, reason }))).toEqual(
      [],
    );
    await untilPhase(journey.sending, right.transferId, 'CANCELLED');
    journey.clock.pass({ days: 6 });
    // Nothing is left for the hub to do by itself, on that day or any other.
    const { rows: left } = await sql`select step from data_sharing.task
      where transfer_id in (${wrong.transferId}, ${right.transferId})`.execute(
      journey.hub('ringsaker').database.kysely,
    );
    expect(left).toEqual([]);
    expect(schoolsOf(await lookAt(journey.sending, right.childId))).toEqual(right.from);
  });
});

async function moved(mover: Mover): Promise<string> {
  const transferId = await askFor(journey, mover, ['enrolment']);
  await untilPhase(journey.sending, transferId, 'CLOSED');
  await untilPhase(journey.receiving, transferId, 'CLOSED');
  return transferId;
}

describe('a child who never starts, after all was received', () => {
  it('goes on at the sender, whose archive says so; the receiver closes its copy, having no authority to dispose', async () => {
    const mover = journey.ordinaryMover(1);
    const transferId = await moved(mover);
    const here = (await childAt(journey.sending, mover)).id;
    const there = await childIdOf(journey, mover, 'sarpsborg');
    expect((await lookAt(journey.receiving, there)).receivedRecords).toHaveLength(1);
    const reason = 'The family moved back before the first day';
    expect(await refusals(act(journey.receiving, 'reportNeverStarted', { transferId, reason }))).toEqual([]);
    await untilJournalled(journey.sending, here, 'Eleven begynte ikke hos mottakeren: elevmappen går videre');
    await untilJournalled(journey.receiving, there, 'Eleven begynte ikke: mottatte opplysninger er lukket');
    await until(
      'the copy is closed',
      async () => (await lookAt(journey.receiving, there)).receivedRecords.length === 0,
    );
    const { rows } = await sql<{
      closed: boolean;
      kept: boolean;
      disposal: string | null;
    }>`select closed_at is not null as closed,
      content <> 'null'::jsonb as kept, disposal from school_administration.received_part where transfer_id = ${transferId}`.execute(
      journey.hub('sarpsborg').database.kysely,
    );
    expect(rows).toEqual([{ closed: true, kept: true, disposal: null }]);
    const { rows: records } = await sql<{
      status: string;
    }>`select status from archive.pupil_record where child_id = ${here}`.execute(
      journey.hub('ringsaker').database.kysely,
    );
    expect(records).toEqual([{ status: 'open' }]);
  });
});

describe('a child who comes back after three months', () => {
  it('goes on in the record that was kept: the same pupil, the same case, and what the other school has to tell', async () => {
    const mover = journey.ordinaryMover(2);
    await moved(mover);
    const { id: childId } = await childAt(journey.sending, mover);
    const [school] = schoolsOf(await lookAt(journey.sending, childId));
    const { pupilRecord: had } = await lookAt(journey.sending, childId);
    const end = 'mutation ($input: EndEnrolmentInput!) { result: endEnrolment(input: $input) { userErrors { code } } }';
    const start =
      'mutation ($input: StartEnrolmentInput!) { result: startEnrolment(input: $input) { userErrors { code } } }';
    const ended = await journey.sending.act<MutationResult>(end, { childId, unitId: school, lastDay: dayIn(0) });
    expect(ended.userErrors).toEqual([]);
    journey.clock.pass({ days: 95 });
    const back = journey.between('sarpsborg', 'ringsaker');
    const started = await back.receiving.act<MutationResult>(start, {
      childId,
      unitId: school,
      level: 6,
      startsOn: dayIn(0),
    });
    expect(started.userErrors).toEqual([]);
    // The register says where the child has lived since: the hub announces the move by itself.
    const transferId = await until('the move back is announced', async () => {
      const { pupil } = await back.receiving.ask<{
        pupil: { transfers: { edges: ReadonlyArray<{ node: { id: string; phase: string } }> } };
      }>('query ($id: ID!) { pupil(id: $id) { transfers(first: 5) { edges { node { id phase } } } } }', {
        id: childId,
      });
      return pupil.transfers.edges.find(({ node }) => node.phase === 'ANNOUNCED')?.node.id;
    });
    const categories = asked(['enrolment']);
    expect(await refusals(act(back.receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
    await untilPhase(back.receiving, transferId, 'CLOSED');
    await untilPhase(back.sending, transferId, 'CLOSED');
    const record = await untilJournalled(back.receiving, childId, 'Opplysninger mottatt ved skolebytte');
    expect(record.caseNumber).toBe(present(had, 'record').caseNumber);
    const now = await lookAt(back.receiving, childId);
    expect(schoolsOf(now)).toEqual([school]);
    expect(now.enrolments.filter(({ unit }) => unit.id === school)).toHaveLength(2);
    expect(now.receivedRecords).toEqual([{ category: 'enrolment', senderName: 'Sarpsborg kommune' }]);
    expect((await childAt(back.receiving, mover)).id).toBe(childId);
  });
});

describe('a child between two schools', () => {
  const list = `{ pupilsBetweenSchools(first: 50) { edges { node { pupil { id } leftOn lastSchool { id } nextSchool { id } startsOn } } } }`;
  interface Between {
    readonly pupil: { readonly id: string };
    readonly leftOn: string;
    readonly nextSchool: { readonly id: string } | null;
  }
  const listed = async (childId: string, graph: PersonGraph = journey.sending) =>
    (
      await graph.ask<{ pupilsBetweenSchools: { edges: ReadonlyArray<{ node: Between }> } }>(list)
    ).pupilsBetweenSchools.edges
      .map(({ node }) => node)
      .find(({ pupil }) => pupil.id === childId);

  it('is listed to the case workers, who hold all there is, until another school has it', async () => {
    const mover = journey.ordinaryMover(3);
    const { id: childId } = await childAt(journey.sending, mover);
    const before = await lookAt(journey.sending, childId);
    const [school] = schoolsOf(before);
    const end = 'mutation ($input: EndEnrolmentInput!) { result: endEnrolment(input: $input) { userErrors { code } } }';
    const leftOn = dayIn(0);
    const ended = await journey.sending.act<MutationResult>(end, { childId, unitId: school, lastDay: leftOn });
    expect(ended.userErrors).toEqual([]);
    expect(await listed(childId)).toBeUndefined();
    journey.clock.pass({ days: 2 });
    const between = await until('the child is listed', () => listed(childId));
    expect(between).toMatchObject({ leftOn, lastSchool: { id: school }, nextSchool: null, startsOn: null });
    // No teacher has it, and nothing is gone: what the old school recorded is still there for those who answer for it.
    const { units, enrolments } = await lookAt(journey.sending, childId);
    expect(units).toEqual([]);
    expect(enrolments.map(({ unit }) => unit)).toEqual(before.enrolments.map(({ unit }) => unit));
    const teacher = journey.as('ringsaker', 'contact-teacher', 'education');
    expect((await teacher.answerTo<{ pupilsBetweenSchools: unknown }>(list)).errors).toMatchObject([{}]);
    await journey.holds();
    const transferId = await moved(mover);
    await until('the child is listed no more', async () => (await listed(childId)) === undefined);
    expect(
      (await lookAt(journey.receiving, await childIdOf(journey, mover, 'sarpsborg'))).receivedRecords,
    ).toHaveLength(1);
    expect((await untilPhase(journey.sending, transferId, 'CLOSED')).open).toBe(false);
  });
});
