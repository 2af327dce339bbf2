import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syntheticNationalId } from '../testing/municipality-builder.ts';
import { idIn, recordAs } from '../testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
});
afterAll(() => hub.stop());
const start = '2026-11-22T09:00:00Z';
const daysLater = (days: number) => new Date(Date.parse(start) + days * 86_400_000);
beforeEach(() => {
  hub.now = new Date(start);
});

let born = 1;
/** A child at the school with a national id, and a parent of it without foreldreansvar who lives elsewhere. */
async function family(...more: readonly ['STANDING_REQUEST' | 'INFORMATION_REVOKED' | 'CONTACT_BAN'] | readonly []) {
  born += 1;
  const nationalId = syntheticNationalId(`2014-04-${String(born).padStart(2, '0')}`);
  const child = await at.pupil('Ask', 'Berg', { nationalId });
  const father = await hub.build.person('Odd', 'Berg');
  await hub.build.right(child, father, 'PARENT');
  for (const kind of more) await hub.build.right(child, father, kind);
  await hub.build.absence(child, '2026-10-05');
  await hub.build.record(child, 'HEALTH_NOTE', 'health', { title: 'Nøtter' });
  await hub.build.place();
  return { nationalId, child, father };
}
const ask = (personId: string, query: string, variables: Record<string, unknown> = {}) =>
  hub.query(query, variables, { kind: 'person', personId, purpose: 'case-work' });
const askOnce = async (father: string, nationalId: string, question = 'Hvordan går det på skolen?') => {
  const { payload } = await recordAs(
    hub,
    father,
    'askForInformation',
    { nationalId, question },
    'request { id state }',
  );
  return idIn(payload, 'request');
};
const own = `{ myInformationRequests { id state openUntil appeal { by legalBasis }
  answer { text categories pupil { id givenName absenceTotals { days } healthNotes { title } address { lines } } } } }`;
interface Own {
  readonly id: string;
  readonly state: string;
  readonly answer: { readonly pupil: unknown; readonly text: string | null } | null;
}
const ownOf = async (father: string) =>
  ((await ask(father, own)).data as { myInformationRequests: readonly Own[] }).myInformationRequests;
const queue = `{ informationRequests(open: true) { edges { node { id askedBy question mayBeGiven { id label(language: NN) } pupil { givenName } } } } }`;
const queueOf = async (personId: string) => {
  const { data } = await ask(personId, queue);
  const list = data as {
    informationRequests: { edges: { node: { id: string; mayBeGiven: { id: string; label: string }[] } }[] };
  } | null;
  return list?.informationRequests.edges.map(({ node }) => node) ?? [];
};
const answer = (by: string, requestId: string, categories: readonly string[], text = 'Det går fint.') =>
  recordAs(hub, by, 'answerInformationRequest', { requestId, categories, answer: text }, 'request { id state }');
const sight = 'query($id: ID!) { pupil(id: $id) { givenName healthNotes { title } howYouAreInformed } }';

describe('a holder of foreldreansvar who does not live with the child', () => {
  it('asks once and is informed from that moment, takes it back, and asks again', async () => {
    const { child, father } = await family();
    await hub.build.right(child, father, 'PARENTAL_RESPONSIBILITY');
    const sees = async () => (await ask(father, sight, { id: child })).data?.pupil;
    expect(await sees()).toEqual({ givenName: null, healthNotes: null, howYouAreInformed: 'NOT_ASKED' });
    const standing = (mutation: string) =>
      ask(
        father,
        `mutation($input: StandingRequestInput!) { ${mutation}(input: $input) { informed userErrors { code } } }`,
        {
          input: { idempotencyKey: randomUUID(), childId: child },
        },
      );
    expect((await standing('askToBeInformed')).data?.askToBeInformed).toEqual({ informed: true, userErrors: [] });
    expect(await sees()).toEqual({ givenName: 'Ask', healthNotes: [{ title: 'Nøtter' }], howYouAreInformed: 'ASKED' });
    await standing('stopBeingInformed');
    expect(await sees()).toMatchObject({ givenName: null, howYouAreInformed: 'NOT_ASKED' });
    await standing('askToBeInformed');
    expect(await sees()).toMatchObject({ givenName: 'Ask' });
  });

  it('loses it at once when Statsforvalteren takes the right to information away', async () => {
    const { child, father } = await family('STANDING_REQUEST');
    await hub.build.right(child, father, 'PARENTAL_RESPONSIBILITY');
    expect((await ask(father, sight, { id: child })).data?.pupil).toMatchObject({ givenName: 'Ask' });
    const input = {
      childId: child,
      kind: 'INFORMATION_REVOKED',
      personId: father,
      reason: 'Vedtak 2026/7',
      validFrom: '2026-11-22',
    };
    await recordAs(hub, at.caseWorker, 'recordRight', input, 'right { id }');
    expect((await ask(father, sight, { id: child })).data?.pupil).toBeNull();
    const again = await ask(
      father,
      'mutation($input: StandingRequestInput!) { askToBeInformed(input: $input) { informed } }',
      {
        input: { idempotencyKey: randomUUID(), childId: child },
      },
    );
    expect(again.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});

describe('a parent without foreldreansvar', () => {
  it('asks each time; the head gives what is named, in words and to read, for a while, and nothing else', async () => {
    const { child, father, nationalId } = await family();
    expect((await ask(father, sight, { id: child })).data?.pupil).toBeNull();
    const id = await askOnce(father, nationalId);
    expect(await ownOf(father)).toMatchObject([{ id, state: 'WAITING', answer: null, appeal: null }]);
    expect(await hub.running.settleRequests()).toBeGreaterThan(0);
    const told = (await hub.published()).findLast((event) => event.type === 'something-waits.v1');
    expect(told?.data).toEqual({ aboutId: id, kind: 'TASK', toTell: [at.leader] });
    expect(await queueOf(at.teacher)).toEqual([]);
    const waiting = (await queueOf(at.leader)).find((one) => one.id === id);
    expect(waiting).toMatchObject({
      askedBy: 'Odd Berg',
      question: 'Hvordan går det på skolen?',
      pupil: { givenName: 'Ask' },
    });
    expect(waiting?.mayBeGiven).toContainEqual({ id: 'health', label: 'Helse og allergi' });
    expect(waiting?.mayBeGiven.map(({ id }) => id)).not.toContain('address');
    expect((await answer(at.teacher, id, [])).codes).toEqual(['FORBIDDEN']);
    expect((await answer(at.leader, id, ['address'])).payload).toMatchObject({ userErrors: [{ code: 'NOT_GIVABLE' }] });
    const done = await answer(at.leader, id, ['identity', 'attendance-totals']);
    expect(done.payload).toMatchObject({ request: { id, state: 'GIVEN' }, userErrors: [] });
    expect(done.events).toContainEqual({
      type: 'something-waits.v1',
      data: { aboutId: id, kind: 'ANSWER', toTell: [father] },
    });
    expect((await answer(at.leader, id, [])).payload).toMatchObject({ userErrors: [{ code: 'ANSWERED' }] });
    expect(await ownOf(father)).toEqual([
      {
        id,
        state: 'GIVEN',
        openUntil: '2026-12-21',
        appeal: null,
        answer: {
          text: 'Det går fint.',
          categories: ['identity', 'attendance-totals'],
          pupil: { id: child, givenName: 'Ask', absenceTotals: [{ days: 1 }], healthNotes: null, address: null },
        },
      },
    ]);
    hub.now = new Date('2026-12-21T22:59:00Z');
    expect((await ask(father, sight, { id: child })).data?.pupil).toMatchObject({ givenName: 'Ask' });
    hub.now = new Date('2026-12-21T23:00:00Z');
    expect((await ask(father, sight, { id: child })).data?.pupil).toBeNull();
    expect(await ownOf(father)).toMatchObject([{ state: 'GIVEN', answer: null }]);
  });

  it('is refused with the reason and the way to appeal, and sees nothing of the child', async () => {
    const { father, nationalId } = await family();
    const id = await askOnce(father, nationalId);
    const refusal = { requestId: id, reason: 'Det kan skade barnet.' };
    expect(
      (await recordAs(hub, at.leader, 'refuseInformationRequest', { ...refusal, reason: ' ' }, 'request { id }'))
        .payload,
    ).toMatchObject({ userErrors: [{ code: 'TEXT_LENGTH' }] });
    await recordAs(hub, at.leader, 'refuseInformationRequest', refusal, 'request { id }');
    expect(await ownOf(father)).toMatchObject([
      {
        state: 'REFUSED',
        appeal: { by: '2026-12-13', legalBasis: 'barnelova § 47 (2); forvaltningsloven §§ 28, 29' },
        answer: { text: 'Det kan skade barnet.', categories: [], pupil: { givenName: null, absenceTotals: null } },
      },
    ]);
  });

  it('loses an answer at once by a contact ban, and by a graded address', async () => {
    for (const close of ['CONTACT_BAN', 'CONFIDENTIAL'] as const) {
      const { child, father, nationalId } = await family();
      await answer(at.leader, await askOnce(father, nationalId), ['identity']);
      expect((await ask(father, sight, { id: child })).data?.pupil).toMatchObject({ givenName: 'Ask' });
      if (close === 'CONFIDENTIAL') await hub.build.grade(child, close);
      else await hub.build.right(child, father, close);
      await hub.build.place();
      expect((await ask(father, sight, { id: child })).data?.pupil).toBeNull();
      expect((await ownOf(father))[0]?.answer).toBeNull();
    }
  });
});

describe('whoever asks about a child they must not learn of', () => {
  it('is answered in the same bytes, by the same statements, at the same time, as about a child who is not here', async () => {
    const [graded, banned, careOrder] = [await family(), await family('CONTACT_BAN'), await family()];
    await hub.build.grade(graded.child, 'CONFIDENTIAL');
    await hub.build.right(careOrder.child, null, 'CARE_ORDER');
    await hub.build.place();
    const stranger = await family();
    const nobody = { father: await hub.build.person('Ukjent', 'Far'), nationalId: syntheticNationalId('2014-07-01') };
    const others = { father: await hub.build.person('Ukjent', 'Far'), nationalId: stranger.nationalId };
    const seen: string[] = [];
    for (const { father, nationalId } of [graded, banned, careOrder, nobody, others]) {
      hub.now = new Date(start);
      const document = `mutation($input: AskForInformationInput!) { askForInformation(input: $input) { request { id state dueAt } userErrors { code } } }`;
      const variables = { input: { idempotencyKey: randomUUID(), nationalId, question: 'Hvor går hun?' } };
      let text = '';
      const statements = await hub.statements(async () => {
        text = JSON.stringify(await ask(father, document, variables));
      });
      const id = (await ownOf(father))[0]?.id ?? '';
      const [forLeader] = (await queueOf(at.leader)).filter((one) => one.id === id);
      if (forLeader) {
        expect(forLeader.mayBeGiven).toEqual([]);
        expect((await answer(at.leader, id, [])).payload).toMatchObject({ userErrors: [{ code: 'MUST_NOT_BE_TOLD' }] });
      }
      hub.now = daysLater(29);
      await hub.running.settleRequests();
      const before = await ownOf(father);
      hub.now = daysLater(30);
      await hub.running.settleRequests();
      const after = await ownOf(father);
      expect(after).toMatchObject([{ state: 'NOT_GIVEN', answer: null, appeal: { by: '2027-01-12' } }]);
      seen.push(JSON.stringify([text, statements, before, after]).replaceAll(id, 'id'));
    }
    expect(seen[0]).toContain('WAITING');
    expect(new Set(seen).size).toBe(1);
  });

  it('while the school that owes an answer keeps owing it', async () => {
    const { father, nationalId } = await family();
    await askOnce(father, nationalId);
    hub.now = daysLater(40);
    await hub.running.settleRequests();
    expect(await ownOf(father)).toMatchObject([{ state: 'WAITING' }]);
  });
});
