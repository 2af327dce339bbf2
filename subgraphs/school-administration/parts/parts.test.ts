import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partDelivered, partsRequested } from '#contracts/events/data-sharing.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { createHubKeys, type HubKeys, keyFor, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { open } from '#kit/events/sealing/open.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import { testController } from '#test/support/test-subgraph.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

const sarpsborg = { organisationNumber: '938801363', name: 'Sarpsborg kommune', municipalityNumber: '3105' };
const stranger = '964338531';
const set = '2026-08-01/school-to-school';
let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let peer: HubKeys;
beforeAll(async () => {
  peer = await createHubKeys();
  hub = await startSchoolAdministration({
    peers: [{ ...sarpsborg, url: 'http://127.0.0.1:1', keys: publicKeys(peer) }],
  });
  at = await buildSchool(hub);
});
afterAll(() => hub.stop());

interface Answer {
  readonly partId: string;
  readonly category: string;
  readonly sealed: string | null;
  readonly contentHash: string | null;
  readonly refusal?: string | null;
}
async function answersTo(...events: Parameters<TestSchoolAdministration['deliver']>): Promise<Answer[]> {
  const before = (await hub.published()).length;
  await hub.deliver(...events);
  return (await hub.published()).slice(before).map((event) => event.data as Answer);
}
const request = (
  childId: string,
  parts: readonly { category: string; rule: string }[],
  receiver = sarpsborg.organisationNumber,
) =>
  newEvent(
    partsRequested,
    { transferId: randomUUID(), childId, parts: parts.map((part) => ({ partId: randomUUID(), ...part })), receiver },
    childId,
  );
const openAsPeer = async (sealed: string, category: string) =>
  open(sealed, {
    self: sarpsborg.organisationNumber,
    recipientPrivateKeys: [peer.encryption],
    peerKeys: (organisation) => (organisation === testController.organisationNumber ? publicKeys(hub.keys) : undefined),
    typ: `school-administration/${category}.v1`,
    now: hub.now,
    seen: () => false,
  });
async function contentOf(childId: string, category: string, rule = `${set}/${category}`): Promise<unknown> {
  const [answer] = await answersTo(request(childId, [{ category, rule }]));
  if (!answer?.sealed) return null;
  const opened = await openAsPeer(answer.sealed, category);
  expect(opened.contentHash).toBe(answer.contentHash);
  expect(opened.id).toBe(answer.partId);
  return opened.content;
}

describe('a part that is asked for', () => {
  it('is sealed to the receiver alone, and nothing of it lies in the log in the clear', async () => {
    await hub.build.record(at.child, 'HEALTH_NOTE', 'health', {
      title: 'Allergi',
      body: 'Peanøtter: EpiPen i sekken.',
    });
    const asked = request(at.child, [
      { category: 'health', rule: `${set}/health` },
      { category: 'enrolment', rule: `${set}/enrolment` },
    ]);
    const answers = await answersTo(asked);
    expect(answers.map((answer) => answer.category)).toEqual(['health', 'enrolment']);
    expect(JSON.stringify(await hub.published())).not.toContain('EpiPen');
    const opened = await openAsPeer(answers[0]?.sealed ?? '', 'health');
    expect(opened.content).toMatchObject({ records: [{ title: 'Allergi', text: 'Peanøtter: EpiPen i sekken.' }] });
    await expect(openAsPeer(answers[0]?.sealed ?? '', 'enrolment')).rejects.toThrow('Expected');
  });

  it('is answered once, however often it is delivered', async () => {
    const [envelope] = await hub.deliver(request(at.child, [{ category: 'enrolment', rule: `${set}/enrolment` }]));
    if (!envelope) throw new Error('nothing was delivered');
    expect(await answersTo(envelope)).toEqual([]);
  });

  it('is empty where nothing is held, or the child is not here', async () => {
    expect(await contentOf(at.child, 'imposed-school-change')).toBeNull();
    expect(await contentOf(randomUUID(), 'enrolment')).toBeNull();
  });

  it('has no format in categories that never travel, and other subgraphs’ categories are theirs', async () => {
    await hub.build.record(at.child, 'BELIEF_EXEMPTION', 'belief-exemption');
    expect(await contentOf(at.child, 'belief-exemption')).toBeNull();
    expect(await answersTo(request(at.child, [{ category: 'messages', rule: `${set}/messages` }]))).toEqual([]);
  });

  it('is not sealed to a controller that is no peer', async () => {
    const event = request(at.child, [{ category: 'enrolment', rule: `${set}/enrolment` }], stranger);
    await expect(hub.deliver(event)).rejects.toThrow('no peer');
  });
});

describe('what the rule leaves of a part', () => {
  it('gives totals of years 8–10 for the certificate, and nothing of a year before', async () => {
    const child = await hub.build.pupil('Tia', 'Niende', '2012-03-04');
    await hub.build.enrol(child, at.school, 9, { validFrom: '2018-08-01' });
    const certificate = { onCertificate: true };
    await hub.build.absence(child, '2026-10-01', { ...certificate, days: 2, reason: 'Syk' });
    await hub.build.absence(child, '2026-02-01', { ...certificate, days: 3 });
    await hub.build.absence(child, '2025-02-01', { ...certificate, days: 5 });
    await hub.build.absence(child, '2026-10-02', { days: 9 });
    const content = await contentOf(child, 'attendance-certificate');
    expect(content).toEqual({
      totals: [
        { schoolYear: 2026, term: 'AUTUMN', days: 2, hours: 0 },
        { schoolYear: 2025, term: 'SPRING', days: 3, hours: 0 },
      ],
      earlier: [],
    });
    expect(JSON.stringify(content)).not.toContain('Syk');
  });

  it('gives the half-year marks of year 10 and no others', async () => {
    const child = await hub.build.pupil('Ida', 'Tiende', '2011-03-04');
    await hub.build.enrol(child, at.school, 10);
    for (const level of [9, 10, null])
      await hub.build.assessment(child, 'half-year-marks-year-10', { level, mark: '5' });
    expect(await contentOf(child, 'half-year-marks-year-10')).toMatchObject({
      assessments: [{ level: 10, mark: '5' }],
    });
  });

  it('takes other pupils out of a school environment case', async () => {
    const other = await at.pupil('Mathilde', 'Ødegård');
    expect(other).toBeDefined();
    await hub.build.record(at.child, 'SCHOOL_ENVIRONMENT_CASE', 'school-environment', {
      title: 'Sak om Mathilde og Eira',
      body: 'Eira sier at Mathilde Ødegård tok Mathildes lue.',
    });
    for (const rule of [`${set}/school-environment`, 'permission'])
      expect(await contentOf(at.child, 'school-environment', rule)).toMatchObject({
        records: [{ title: 'Sak om [annen elev] og Eira', text: 'Eira sier at [annen elev] tok [annen elev] lue.' }],
      });
  });

  it('gives decisions that are in force, not those that have ended', async () => {
    await hub.build.record(at.child, 'INDIVIDUAL_DECISION', 'individual-decisions', {
      title: 'Gjelder',
      validTo: '2027-06-18',
    });
    await hub.build.record(at.child, 'INDIVIDUAL_DECISION', 'individual-decisions', {
      title: 'Utløpt',
      validTo: '2026-11-21',
    });
    expect(await contentOf(at.child, 'individual-decisions')).toMatchObject({ records: [{ title: 'Gjelder' }] });
  });
});

describe('a part that has come', () => {
  const content = {
    records: [
      {
        kind: 'HEALTH_NOTE',
        title: 'Allergi',
        text: 'Nøtter',
        legalBasis: null,
        validFrom: '2026-01-01',
        validTo: null,
      },
    ],
    earlier: [],
  };
  interface Changes {
    readonly content?: unknown;
    readonly typ?: string;
    readonly id?: string;
    readonly from?: string;
    readonly signer?: HubKeys;
    readonly childId?: string;
    readonly at?: Date;
  }
  async function delivery(changes: Changes = {}) {
    const partId = randomUUID();
    const { compact, contentHash } = await seal((changes.content ?? content) as never, {
      typ: changes.typ ?? 'school-administration/health.v1',
      id: changes.id ?? partId,
      from: changes.from ?? sarpsborg.organisationNumber,
      to: testController.organisationNumber,
      senderPrivateKey: (changes.signer ?? peer).signing,
      recipientPublicKey: keyFor(publicKeys(hub.keys), 'enc'),
      now: changes.at ?? hub.now,
    });
    const childId = changes.childId ?? at.child;
    const sender = { organisationNumber: sarpsborg.organisationNumber, name: sarpsborg.name };
    const why = { rule: `${set}/health`, legalBasis: 'opplæringslova § 25-1 (4)', asHistory: false };
    const data = { transferId: randomUUID(), childId, partId, category: 'health', sender, ...why, sealed: compact };
    return { event: newEvent(partDelivered, data, childId), partId, contentHash };
  }
  const keptOf = async (partId: string) =>
    (
      await sql`select category, sender_name, legal_basis, content_hash from school_administration.received_part
      where part_id = ${partId}`.execute(hub.database.kysely)
    ).rows;

  it('is opened, kept with where it came from and why, and answered with its hash', async () => {
    const { event, partId, contentHash } = await delivery();
    expect(await answersTo(event)).toMatchObject([{ partId, category: 'health', contentHash, refusal: null }]);
    expect(await keptOf(partId)).toEqual([
      { category: 'health', senderName: 'Sarpsborg kommune', legalBasis: 'opplæringslova § 25-1 (4)', contentHash },
    ]);
    const query = `{ pupil(id: "${at.child}") { receivedRecords { category senderName legalBasis asHistory content } } }`;
    const seen = await hub.query(query, {}, { kind: 'person', personId: at.contactTeacher });
    expect(seen.errors).toBeUndefined();
    expect(JSON.stringify(seen.data)).toContain('Nøtter');
    // A case worker sees that it came, and not what it says of health.
    const worker = await hub.query(query, {}, { kind: 'person', personId: at.caseWorker, purpose: 'school-change' });
    expect(JSON.stringify(worker.data)).toContain('Sarpsborg kommune');
    expect(JSON.stringify(worker.data)).not.toContain('Nøtter');
    expect(worker.errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD', category: 'health' });
  });

  it('is kept once, and answered the same, when it comes twice', async () => {
    const { event, partId, contentHash } = await delivery();
    await answersTo(event);
    expect(await answersTo(event)).toMatchObject([{ partId, contentHash, refusal: null }]);
    expect(await keptOf(partId)).toHaveLength(1);
  });

  it.each([
    ['has another format inside', { typ: 'school-administration/enrolment.v1' }, 'Expected'],
    ['is not in its format', { content: { records: 'none' } }, 'not in the format'],
    ['holds more than its format knows', { content: { ...content, more: 1 } }, 'not in the format'],
    ['is another part', { id: randomUUID() }, 'another part'],
    ['is for a child who is no pupil here', { childId: randomUUID() }, 'not a pupil'],
    ['is sealed in the future', { at: new Date('2027-10-01T00:00:00Z') }, 'in the future'],
  ] as const)('is refused, and not kept, when it %s', async (_, changes, why) => {
    const { event, partId } = await delivery(changes);
    const [answer] = await answersTo(event);
    expect(answer).toMatchObject({ partId, contentHash: null, refusal: expect.stringContaining(why) });
    expect(await keptOf(partId)).toEqual([]);
  });

  it('is kept however long it waited for the message that brought it', async () => {
    const { event, partId, contentHash } = await delivery({ at: new Date('2026-08-01T00:00:00Z') });
    expect(await answersTo(event)).toMatchObject([{ partId, contentHash, refusal: null }]);
  });

  it('is refused when it is signed by somebody else, or altered', async () => {
    const forged = await delivery({ signer: await createHubKeys() });
    expect((await answersTo(forged.event))[0]?.refusal).toContain('known peer');
    const { event } = await delivery();
    const data = event.data as { sealed: string };
    const broken = { ...event, data: { ...data, sealed: `${data.sealed.slice(0, -8)}AAAAAAAA` } };
    expect((await answersTo(broken))[0]?.refusal).toContain('altered');
  });

  it('goes on to the next school where it documents the education', async () => {
    const child = await at.pupil('Vera', 'Videre');
    const enrolment = { enrolments: [], completedSubjects: [], earlier: [] };
    const partId = randomUUID();
    const { compact } = await seal(enrolment, {
      typ: 'school-administration/enrolment.v1',
      id: partId,
      from: sarpsborg.organisationNumber,
      to: testController.organisationNumber,
      senderPrivateKey: peer.signing,
      recipientPublicKey: keyFor(publicKeys(hub.keys), 'enc'),
      now: hub.now,
    });
    const why = { rule: `${set}/enrolment`, legalBasis: 'opplæringslova § 25-1 (2)', asHistory: false };
    const sender = { organisationNumber: sarpsborg.organisationNumber, name: sarpsborg.name };
    const data = {
      transferId: randomUUID(),
      childId: child,
      partId,
      category: 'enrolment',
      sender,
      ...why,
      sealed: compact,
    };
    await hub.deliver(newEvent(partDelivered, data, child));
    expect(await contentOf(child, 'enrolment')).toMatchObject({
      enrolments: [{ unit: 'Bakken skole' }],
      earlier: [{ senderName: 'Sarpsborg kommune', content: enrolment }],
    });
  });
});
