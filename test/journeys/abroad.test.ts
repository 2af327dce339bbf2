import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mover } from '#cli/demo/generate/index.ts';
import { gradeAddress, nameForCase } from '#test/support/graded.ts';
import { record } from '#test/support/hand-over-journey.ts';
import {
  act,
  beginJourney,
  childAt,
  eventsOf,
  holdersOf,
  type Journey,
  present,
  refusals,
  statusesOf,
  transferAt,
  untilPhase,
} from '#test/support/journey.ts';
import { childIdOf, disclosedOf, trafficOf } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 300_000);
afterAll(() => journey.end());

const dayIn = (days: number) => new Date(journey.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
const hostile = `"><script>fetch('https://evil.example')</script><img src=x onerror=alert(1)> Allergic to nuts`;

interface Got extends MutationResult {
  readonly document: { readonly text: string | null; readonly checksum: string } | null;
}
const got = (name: string, input: string) =>
  `mutation ($input: ${input}!) { result: ${name}(input: $input) { document { checksum text } userErrors { code message } } }`;
const collect = got('collectDocument', 'TransferInput');
const give = got('giveDocument', 'GiveDocumentInput');

interface Looked {
  readonly pupil: {
    readonly units: ReadonlyArray<{ id: string; kind: string }>;
    readonly enrolments: ReadonlyArray<{ validTo: string | null; unit: { id: string } }>;
    readonly pupilRecord: {
      readonly caseNumber: string | null;
      readonly status: string;
      readonly journalEntries: {
        readonly edges: ReadonlyArray<{
          readonly node: { title: string; documents: ReadonlyArray<{ checksum: string; mediaType: string }> };
        }>;
      };
    };
  };
}
const look = `query ($id: ID!) { pupil(id: $id) { units { id kind } enrolments { validTo unit { id } } pupilRecord { caseNumber status
  journalEntries(first: 20) { edges { node { title documents { checksum mediaType } } } } } } }`;
const lookAt = async (id: string) => (await journey.sending.ask<Looked>(look, { id })).pupil;
const entryOf = (id: string, title: string) =>
  until(`"${title}" is journalled`, async () =>
    (await lookAt(id)).pupilRecord.journalEntries.edges.find(({ node }) => node.title === title),
  );

async function recordMove(mover: Mover, over: Record<string, unknown> = {}): Promise<string> {
  const { id: childId } = await childAt(journey.sending, mover);
  const input = { childId, lastDay: dayIn(3), reason: 'The family has told us', language: 'EN', ...over };
  const { transfer, userErrors } = await act(journey.sending, 'recordMoveAbroad', input);
  expect(userErrors).toEqual([]);
  return present(transfer, 'transfer').id;
}
/** The transfer as it is when its timeline has shown the document: state and timeline are two readings, and the state may be the older. */
async function untilMade(id: string) {
  await until('the document is made', async () =>
    (await transferAt(journey.sending, id))?.timeline?.some(({ type }) => type === 'DocumentMade'),
  );
  return present(await transferAt(journey.sending, id), 'transfer');
}
const personIdOf = async (graph: PersonGraph) =>
  (await graph.ask<{ me: { personId: string } }>('{ me { personId } }')).me.personId;

describe('a child who moves abroad', () => {
  let transferId: string;
  let childId: string;
  let text: string;
  let checksum: string;
  let caseNumber: string | null;

  it('gets documents by law alone: nobody is asked for permission, and no other hub hears of it', async () => {
    const mover = journey.mover('main');
    ({ id: childId } = await childAt(journey.sending, mover));
    await record(journey.as('ringsaker', 'rektor'), childId, 'HEALTH_NOTE', hostile);
    transferId = await recordMove(mover);
    const made = await untilMade(transferId);
    const statuses = statusesOf(made);
    expect(statuses).toMatchObject({
      identity: 'documents-to-parents',
      enrolment: 'documents-to-parents',
      health: 'documents-to-parents',
      'guardians-contact': 'withheld',
      'attendance-reasons': 'withheld',
      messages: 'withheld',
    });
    expect(eventsOf(made)).not.toContain('PermissionAsked');
    expect(await trafficOf(journey, 'ringsaker')).toEqual({ sent: 0, received: 0 });
    await journey.holds();
  });

  it('comes in one page that stands alone, where what people wrote is text and a checksum proves it', async () => {
    const [holder] = await holdersOf(journey, journey.mover('main'));
    const { document, userErrors } = await present(holder, 'holder').act<Got>(collect, { transferId });
    expect(userErrors).toEqual([]);
    text = present(document?.text, 'text');
    checksum = present(document?.checksum, 'checksum');
    expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(checksum);
    expect(text).toContain('&lt;script&gt;fetch(&#39;https://evil.example&#39;)&lt;/script&gt;');
    expect(text).not.toMatch(/<(?:script|img|link|iframe|a)\b/i);
    expect(text).toContain('<h1>Record of schooling in Norway</h1>');
    expect(text).toContain(journey.mover('main').nationalId);
    expect(text).toContain('§ 2-2');
    expect(/<(?:dt|th scope="col"|h3)>[a-z]/.exec(text)?.[0]).toBeUndefined();
  });

  it('brings nothing about its guardians, not even how to reach them', async () => {
    const { rows } = await sql<{ nationalId: string; email: string | null; phone: string | null }>`
      select distinct holder.national_id, holder.email, holder.phone from school_administration."right" held
      join school_administration.person holder on holder.id = held.person_id where held.child_id = ${childId}::uuid`.execute(
      journey.hub('ringsaker').database.kysely,
    );
    const words = rows.flatMap(({ nationalId, email, phone }) => [nationalId, email, phone]).filter((word) => word);
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) expect(text).not.toContain(word);
  });

  it('is given by the head of the school to one who decides, and not by others or to others', async () => {
    const [, other] = await holdersOf(journey, journey.mover('main'));
    const rektor = journey.as('ringsaker', 'rektor');
    const givenTo = await personIdOf(present(other, 'other holder'));
    expect((await rektor.act<Got>(give, { transferId, givenTo })).document?.text).toBe(text);
    const wrong = await rektor.act<Got>(give, { transferId, givenTo: await personIdOf(rektor) });
    expect(wrong).toMatchObject({ document: null, userErrors: [{ code: 'NOT_THEIRS_TO_DECIDE' }] });
    for (const who of ['case-worker', 'contact-teacher'])
      await expect(journey.as('ringsaker', who).act<Got>(give, { transferId, givenTo })).rejects.toThrow();
    await expect(rektor.act<Got>(collect, { transferId })).rejects.toThrow();
  });

  it('leaves on the timeline and the audit trail who got it, and in the archive what they got', async () => {
    const given = (await transferAt(journey.sending, transferId))?.timeline?.filter(
      ({ type }) => type === 'DocumentGiven',
    );
    expect(given?.map(({ actorRole }) => actorRole)).toEqual(['decider', 'staff']);
    const seen = (await disclosedOf(journey, 'ringsaker', childId)).filter(
      ({ categories }) => 'transfer-documents' in categories,
    );
    expect(seen).toHaveLength(2);
    const { node } = await entryOf(childId, 'Dokumentasjon til familien ved flytting til utlandet');
    expect(node.documents).toMatchObject([{ checksum, mediaType: 'text/html; charset=utf-8' }]);
  });

  it('has left when its last day is over: the record stays, and closes to the school', async () => {
    const [school] = (await lookAt(childId)).units.filter(({ kind }) => kind === 'SCHOOL');
    const end = 'mutation ($input: EndEnrolmentInput!) { result: endEnrolment(input: $input) { userErrors { code } } }';
    const ended = await journey.sending.act<MutationResult>(end, {
      childId,
      unitId: present(school, 'school').id,
      lastDay: dayIn(3),
    });
    expect(ended.userErrors).toEqual([]);
    journey.clock.pass({ days: 5 });
    await untilPhase(journey.sending, transferId, 'CLOSED');
    await entryOf(childId, 'Flytting til utlandet');
    ({ caseNumber } = (await lookAt(childId)).pupilRecord);
    expect((await lookAt(childId)).pupilRecord.status).toBe('CLOSED');
    const held = 'query ($id: ID!) { pupil(id: $id) { ongoingAssessments(first: 5) { feedback } } }';
    const teacher = journey.as('ringsaker', 'contact-teacher', 'education');
    await until('the teacher sees the child no more', async () => {
      const { data } = await teacher.answerTo<{ pupil: unknown }>(held, { id: childId });
      return data?.pupil === null;
    });
    const [holder] = await holdersOf(journey, journey.mover('main'));
    expect((await present(holder, 'holder').act<Got>(collect, { transferId })).document?.text).toBe(text);
    const reason = 'They stay';
    expect(await refusals(act(journey.sending, 'cancelTransfer', { transferId, reason }))).toEqual(['CLOSED']);
  });

  it('comes back to its own record: no second pupil, no second elevmappe, nothing fetched', async () => {
    journey.clock.pass({ days: 95 });
    const { enrolments } = await lookAt(childId);
    const unitId = present(enrolments[0], 'enrolment').unit.id;
    const { organisationNumber: own } = journey.manifest.controllers.ringsaker;
    const move = { childId, fromOrganisation: own, unitId, startsOn: dayIn(1), direction: 'ABROAD' };
    const { transfer, userErrors } = await act(journey.sending, 'announceTransfer', move);
    expect(userErrors).toEqual([]);
    const back = present(transfer, 'transfer').id;
    await untilPhase(journey.sending, back, 'ANNOUNCED');
    journey.clock.pass({ days: 2 });
    await untilPhase(journey.sending, back, 'CLOSED');
    const now = await until('the child is at school again', async () => {
      const pupil = await lookAt(childId);
      return pupil.units.some(({ id }) => id === unitId) && pupil;
    });
    expect(now.enrolments).toHaveLength(enrolments.length + 1);
    expect((await childAt(journey.sending, journey.mover('main'))).id).toBe(childId);
    await until('the record is open again', async () => (await lookAt(childId)).pupilRecord.status === 'OPEN');
    expect((await lookAt(childId)).pupilRecord.caseNumber).toBe(caseNumber);
    const other = { ...move, fromOrganisation: journey.manifest.controllers.sarpsborg.organisationNumber };
    expect(await refusals(act(journey.sending, 'announceTransfer', other))).toEqual(['ONE_CONTROLLER']);
    expect(await trafficOf(journey, 'ringsaker')).toEqual({ sent: 0, received: 0 });
    await journey.holds();
  });
});

describe('the document', () => {
  it('is the pupil’s alone from 15', async () => {
    const mover = journey.mover('fifteen');
    const transferId = await recordMove(mover, { language: 'NN' });
    await untilMade(transferId);
    const [holder] = await holdersOf(journey, mover);
    await expect(present(holder, 'holder').act<Got>(collect, { transferId })).rejects.toThrow();
    const pupil = journey.as('ringsaker', { kind: 'national-id', nationalId: mover.nationalId });
    expect((await pupil.act<Got>(collect, { transferId })).document?.text).toContain(
      'Dokumentasjon av skolegang i Noreg',
    );
  });

  it('is corrected by a new move in the place of a wrong one, and what was given is not recalled', async () => {
    const mover = journey.ordinaryMover(1);
    const wrong = await recordMove(mover);
    await untilMade(wrong);
    const [holder] = await holdersOf(journey, mover);
    const parent = present(holder, 'holder');
    await parent.act<Got>(collect, { transferId: wrong });
    const right = await recordMove(mover, { lastDay: dayIn(10), replaces: wrong });
    expect(eventsOf(await untilPhase(journey.sending, wrong, 'CANCELLED')).slice(-2)).toEqual([
      'GivenNotRecalled',
      'TransferCancelled',
    ]);
    expect((await parent.act<Got>(collect, { transferId: wrong })).userErrors).toMatchObject([{ code: 'CANCELLED' }]);
    const reason = 'They stay after all';
    expect(await refusals(act(journey.sending, 'cancelTransfer', { transferId: right, reason }))).toEqual([]);
    await untilPhase(journey.sending, right, 'CANCELLED');
  });
});

describe('with a graded address', () => {
  it('kode 7: a person named for the case releases every part by hand, and gives the document', async () => {
    const mover = journey.ordinaryMover(0);
    await nameForCase(journey, 'ringsaker', mover);
    await gradeAddress(journey, mover, 'fortrolig', ['ringsaker']);
    const transferId = await recordMove(mover);
    const decided = await untilPhase(journey.sending, transferId, 'DECIDED');
    const waiting = Object.entries(statusesOf(decided)).flatMap(([id, status]) =>
      status === 'awaiting-release' ? [id] : [],
    );
    expect(waiting).toContain('identity');
    const reason = 'Agreed with the family and the police on 19 November';
    for (const category of waiting)
      expect(
        await refusals(act(journey.sending, 'releaseTransferPart', { transferId, category, release: true, reason })),
      ).toEqual([]);
    await untilMade(transferId);
    const [holder] = await holdersOf(journey, mover);
    const givenTo = await personIdOf(present(holder, 'holder'));
    const { document } = await journey.sending.act<Got>(give, { transferId, givenTo });
    expect(document?.text).toContain(mover.nationalId);
    await expect(journey.as('ringsaker', 'rektor').act<Got>(give, { transferId, givenTo })).rejects.toThrow();
  });

  it('kode 6: is refused as of a child who does not exist', async () => {
    const mover = journey.ordinaryMover(2);
    const childId = await childIdOf(journey, mover, 'ringsaker');
    await gradeAddress(journey, mover, 'strengtFortrolig', ['ringsaker']);
    const mutation = `mutation ($input: RecordMoveAbroadInput!) {
      recordMoveAbroad(input: $input) { transfer { id } userErrors { code message } } }`;
    const input = { idempotencyKey: crypto.randomUUID(), lastDay: dayIn(3), reason: 'The family has told us' };
    const [graded, nobody] = await Promise.all(
      [childId, crypto.randomUUID()].map((id) =>
        journey.sending.answerTo(mutation, { input: { ...input, childId: id } }),
      ),
    );
    expect(graded?.errors.length).toBeGreaterThan(0);
    expect(graded).toEqual(nobody);
  });
});
