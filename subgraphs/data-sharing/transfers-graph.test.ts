import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pupilArrived, pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { staffPerson } from './test-support/ask-graph.ts';
import { father, mother } from './test-support/school-stand-in.ts';
import { announce, answerAs, decisionsAt, mutate, request } from './test-support/staff-work.ts';
import { prepareDatabase } from './test-support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from './test-support/two-hubs.ts';

let hubs: TwoHubs;
beforeAll(prepareDatabase, 120_000);
afterEach(() => hubs.close());
const phaseOf = 'query ($id: ID!) { transfer(id: $id) { id phase waitsFor { what why categories persons } } }';

describe('a request that matches no child', () => {
  const unknown = async () => {
    hubs = await startTwoHubs();
    const child = hubs.sarpsborg.school.children.get(hubs.to);
    if (child)
      hubs.sarpsborg.school.children.set(hubs.to, { ...child, identity: { ...child.identity, nationalId: null } });
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment']);
    hubs.ringsaker.facts.viewer = ['isCaseWorker', 'isEmployee'];
    return transferId;
  };
  const queue = '{ requestsToMatch { edges { node { id why givenName birthDate counterpart { name } } } } }';

  it('waits in a queue for a person, who says which child it is; what it said of the child is kept no longer', async () => {
    const transferId = await unknown();
    const { ringsaker, sarpsborg, from, to } = hubs;
    expect((await ringsaker.query(queue, {})).data).toMatchObject({
      requestsToMatch: {
        edges: [
          {
            node: {
              id: transferId,
              why: 'The request has no national id',
              givenName: 'Nora',
              counterpart: { name: 'Sarpsborg kommune' },
            },
          },
        ],
      },
    });
    await mutate(ringsaker, 'matchTransferRequest', 'MatchTransferRequestInput', { transferId, childId: from });
    await hubs.settle();
    expect(sarpsborg.school.children.get(to)?.held.get('enrolment')).toBe('Year 1 to 5');
    const { rows } = await sql`select 1 from data_sharing.request`.execute(ringsaker.database.kysely);
    expect(rows).toEqual([]);
  });

  it('is closed to others, and can be dismissed with a reason, which the receiver learns as "withheld"', async () => {
    const transferId = await unknown();
    const { ringsaker, sarpsborg } = hubs;
    ringsaker.facts.viewer = ['isEmployee'];
    expect((await ringsaker.query(queue, {})).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    ringsaker.facts.viewer = ['isCaseWorker'];
    const dismissed = await mutate(ringsaker, 'dismissTransferRequest', 'TransferReasonInput', {
      transferId,
      reason: 'No such pupil',
    });
    expect(dismissed.userErrors).toEqual([]);
    await hubs.settle();
    expect((await sarpsborg.history(transferId)).slice(-2)).toEqual(['DecisionReceived', 'TransferClosed']);
  });
});

describe('the graph', () => {
  it('says what a transfer waits for, and for whom to those who may know', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, from } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['imposed-school-change'], ['health']);
    const { data } = await ringsaker.query<{ transfer: { waitsFor: object[] } }>(phaseOf, { id: transferId });
    expect(data?.transfer.waitsFor).toContainEqual(
      expect.objectContaining({ what: 'permission', categories: ['health'], persons: [mother, father] }),
    );
    expect(data?.transfer.waitsFor).toContainEqual(
      expect.objectContaining({ what: 'release-by-hand', categories: ['imposed-school-change'] }),
    );
    ringsaker.facts[from] = ['isContactTeacher'];
    const teacher = await ringsaker.query<{ transfer: { waitsFor: { persons: null }[] } }>(phaseOf, { id: transferId });
    expect(teacher.data?.transfer.waitsFor[0]?.persons).toBeNull();
    expect(teacher.errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD', category: 'rights' });
  });

  it('says what may be asked for, by which rule and for which reasons, until it has been asked', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg } = hubs;
    const transferId = await announce(hubs);
    await hubs.settle();
    const ask = `query ($id: ID!) { transfer(id: $id) { mayAskFor {
      category label outcome citation explanation(language: NN) reasons { purpose label(language: EN) citation } } } }`;
    type Askable = { readonly category: string; readonly reasons: readonly { readonly purpose: string }[] };
    const mayAskFor = async () =>
      (await sarpsborg.query<{ transfer: { mayAskFor: Askable[] } }>(ask, { id: transferId })).data?.transfer.mayAskFor;
    const askable = await mayAskFor();
    expect(askable?.find(({ category }) => category === 'enrolment')).toMatchObject({
      outcome: 'FOLLOWS',
      citation: 'opplæringslova § 25-1 (2)',
      reasons: expect.arrayContaining([expect.objectContaining({ purpose: 'right-to-education' })]),
    });
    expect(askable?.map(({ category }) => category)).not.toContain('messages');
    expect(askable?.map(({ category }) => category)).not.toContain('identity');
    await request(hubs, transferId, ['enrolment'], ['health']);
    expect((await mayAskFor())?.map(({ category }) => category)).not.toContain('enrolment');
    const { data } = await hubs.ringsaker.query<{ transfer: object }>(ask, { id: transferId });
    expect(data?.transfer).toEqual({ mayAskFor: [] });
  });

  it('lets a rektor release by hand only with a reason and without third parties', async () => {
    hubs = await startTwoHubs({ held: { 'imposed-school-change': 'Decision of 3 March, needed parts' } });
    const { ringsaker, sarpsborg, to } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['imposed-school-change']);
    const input = {
      transferId,
      category: 'imposed-school-change',
      release: true,
      reason: 'Needed to keep the pupils safe',
    };
    const release = (over: object) =>
      mutate(ringsaker, 'releaseTransferPart', 'ReleaseTransferPartInput', { ...input, ...over });
    expect((await release({})).userErrors).toMatchObject([{ code: 'THIRD_PARTIES_NOT_REMOVED' }]);
    expect((await release({ reason: ' ', thirdPartiesRemoved: true })).userErrors).toMatchObject([
      { code: 'REASON_MISSING' },
    ]);
    expect((await release({ category: 'shoe-size' })).userErrors).toMatchObject([{ code: 'NOT_A_CATEGORY' }]);
    expect((await release({ thirdPartiesRemoved: true })).userErrors).toEqual([]);
    await hubs.settle();
    expect(sarpsborg.school.children.get(to)?.held.has('imposed-school-change')).toBe(true);
  });

  it('has no second effect when a mutation comes again with its key, and refuses the key for another', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg } = hubs;
    const idempotencyKey = randomUUID();
    const first = await announce(hubs, { idempotencyKey });
    expect(await announce(hubs, { idempotencyKey })).toBe(first);
    const { rows } = await sql<{ count: number }>`select count(*) as count from data_sharing.transfer`.execute(
      sarpsborg.database.kysely,
    );
    expect(rows[0]?.count).toBe(1);
    await expect(announce(hubs, { idempotencyKey, startsOn: '2027-01-07' })).rejects.toThrow();
  });

  it('answers a transfer that is hidden and one that does not exist alike', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg, to } = hubs;
    const hidden = await announce(hubs);
    sarpsborg.facts[to] = [];
    const text = `mutation ($input: TransferReasonInput!) { cancelTransfer(input: $input) { userErrors { code } } }`;
    const answers = [];
    for (const transferId of [hidden, randomUUID(), 'no id'])
      answers.push(await sarpsborg.query(text, { input: { idempotencyKey: 'k', transferId, reason: 'x' } }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const seen = await Promise.all([hidden, randomUUID(), 'no id'].map((id) => sarpsborg.query(phaseOf, { id })));
    expect(new Set(seen.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('closes a move to a holder who may not know the new place, and lets no one else answer for them', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, from } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    ringsaker.facts[from] = ['holdsParentalResponsibility', 'livesWithChild', 'isParent'];
    const text = `mutation ($input: AnswerTransferInput!) { permitTransfer(input: $input) { userErrors { code } } }`;
    const input = { idempotencyKey: 'k', transferId, categories: ['health'] };
    const own = await ringsaker.query(text, { input }, { personId: father });
    expect(own.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const record = `mutation ($input: RecordTransferAnswerInput!) { recordTransferAnswer(input: $input) { userErrors { code } } }`;
    const forMother = { ...input, answeredBy: mother, answer: 'PERMITS', channel: 'PAPER' };
    const forOther = await ringsaker.query(record, { input: forMother }, { personId: father });
    expect(forOther.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const seen = await ringsaker.query<{ transfer: { phase: null } }>(
      phaseOf,
      { id: transferId },
      { personId: father },
    );
    expect(seen.data?.transfer.phase).toBeNull();
  });

  it('keeps who recorded an answer on paper, and how it was given', async () => {
    hubs = await startTwoHubs();
    const { ringsaker } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    const said = { transferId, categories: ['health'], answeredBy: mother, answer: 'REFUSES', channel: 'INTERPRETER' };
    const unsaid = await mutate(ringsaker, 'recordTransferAnswer', 'RecordTransferAnswerInput', said);
    expect(unsaid.userErrors).toMatchObject([{ code: 'INTERPRETER_MISSING' }]);
    const input = { ...said, interpreter: 'Interpreter 4711, Dari', answeredOn: '2026-11-21', note: 'Form 12' };
    const { userErrors } = await mutate(ringsaker, 'recordTransferAnswer', 'RecordTransferAnswerInput', input);
    expect(userErrors).toEqual([]);
    const seen = await ringsaker.query<{ transfer: { timeline: ReadonlyArray<{ type: string }> } }>(
      `query ($id: ID!) { transfer(id: $id) { timeline {
        type answer channel answeredBy answeredOn interpreter note actorKind actorRole actor } } }`,
      { id: transferId },
    );
    expect(seen.data?.transfer.timeline.filter(({ type }) => type === 'AnswerRecorded')).toEqual([
      {
        type: 'AnswerRecorded',
        answer: 'REFUSES',
        channel: 'INTERPRETER',
        answeredBy: mother,
        answeredOn: '2026-11-21',
        interpreter: 'Interpreter 4711, Dari',
        note: 'Form 12',
        actorKind: 'PERSON',
        actorRole: 'staff',
        actor: staffPerson,
      },
    ]);
  });

  it('lists the transfers of children one may know of, by what they wait for, in a constant number of statements', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg } = hubs;
    const countFor = async (children: number): Promise<number> => {
      const ids = Array.from({ length: children }, () => randomUUID());
      for (const id of ids) sarpsborg.facts[id] = ['isCaseWorker'];
      const nodes = ids.map((id) => ({ __typename: 'Pupil', id }));
      const text = `query ($nodes: [_Any!]!) { _entities(representations: $nodes) { ... on Pupil { transfers(first: 5) {
        edges { node { phase decisions { category } timeline { type } problems { what } waitsFor { what } } } } } } }`;
      await sql`insert into data_sharing.transfer (id, side, child_id, peer, phase, open, version, state, waits_for, created_at, updated_at)
        select gen_random_uuid(), side, c, peer, phase, open, version, state, waits_for, created_at, updated_at
        from data_sharing.transfer, unnest(${ids}::uuid[]) c where child_id = ${hubs.to}`.execute(
        sarpsborg.database.kysely,
      );
      let statements = 0;
      const stop = sarpsborg.database.observe(() => {
        statements += 1;
      });
      const { data, errors } = await sarpsborg.query<{ _entities: { transfers: { edges: object[] } }[] }>(text, {
        nodes,
      });
      stop();
      expect(errors ?? []).toEqual([]);
      expect(data?._entities.filter((one) => one.transfers.edges.length === 1)).toHaveLength(children);
      return statements;
    };
    await announce(hubs);
    const [one, thirty, threeHundred] = [await countFor(1), await countFor(30), await countFor(300)];
    expect([thirty, threeHundred]).toEqual([one, one]);

    const place = { childId: hubs.to, unitIds: [], groupIds: [], level: 5, grading: 'UNGRADED' as const, active: true };
    await sarpsborg.deliver(newEvent(pupilPlacementChanged, place, hubs.to));
    const list = 'query ($open: Boolean) { transfers(open: $open, side: RECEIVER) { edges { node { id } } } }';
    const open = await sarpsborg.query<{ transfers: { edges: object[] } }>(list, { open: true });
    expect(open.data?.transfers.edges).toHaveLength(1);
    const over = await sarpsborg.query<{ transfers: { edges: object[] } }>(list, { open: false });
    expect(over.data?.transfers.edges).toHaveLength(0);
  });
});

describe('a child who has started', () => {
  const arrived = (previousMunicipality: string | null) =>
    newEvent(
      pupilArrived,
      { childId: hubs.to, unitId: randomUUID(), startDate: '2026-11-23', previousMunicipality },
      hubs.to,
    );

  it('is a move when Folkeregisteret says that it came from a municipality whose hub is known, once', async () => {
    hubs = await startTwoHubs();
    const { sarpsborg } = hubs;
    await sarpsborg.deliver(arrived('3411'), arrived('3411'), arrived(null), arrived('0301'));
    await hubs.settle();
    const { rows } = await sql<{ phase: string; peer: string }>`select phase, peer from data_sharing.transfer`.execute(
      sarpsborg.database.kysely,
    );
    expect(rows).toEqual([{ phase: 'announced', peer: '312000008' }]);
  });
});

describe('parts that the receiver cannot store', () => {
  it('are rejected with a reason that the sender sees, mended, and sent anew', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, sarpsborg, to } = hubs;
    sarpsborg.school.refuses = 'marks: unknown scale';
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment']);
    const { data } = await ringsaker.query<{ transfer: { waitsFor: object[] } }>(phaseOf, { id: transferId });
    expect(data?.transfer.waitsFor).toMatchObject([
      { what: 'a-person-after-rejection', why: 'The receiver could not take it: marks: unknown scale' },
    ]);
    delete sarpsborg.school.refuses;
    const again = { transferId, batch: 1, reason: 'The scale was mended' };
    expect((await mutate(ringsaker, 'reopenTransferParts', 'ReopenTransferPartsInput', again)).userErrors).toEqual([]);
    await hubs.settle();
    expect(sarpsborg.school.children.get(to)?.held.get('enrolment')).toBe('Year 1 to 5');
    expect((await decisionsAt(ringsaker, transferId)).enrolment).toMatchObject({ status: 'received' });
    expect((await ringsaker.history(transferId)).at(-1)).toBe('TransferClosed');
  });
});

describe('a permission taken back', () => {
  it('stops what is not sealed, and recalls nothing of what is', async () => {
    hubs = await startTwoHubs();
    const { ringsaker, from } = hubs;
    const transferId = await announce(hubs);
    await request(hubs, transferId, ['enrolment'], ['health']);
    await answerAs(ringsaker, from, mother, 'permitTransfer', transferId, ['health']);
    const back = await answerAs(ringsaker, from, mother, 'withdrawPermission', transferId, ['health']);
    expect(back.userErrors).toEqual([]);
    await hubs.settle();
    expect((await decisionsAt(ringsaker, transferId)).health).toMatchObject({
      status: 'withheld',
      withheldWhy: 'withdrawn',
    });
    const answers = (await ringsaker.published('permission-answered.v1')).map(
      ({ data }) => (data as { answer: string }).answer,
    );
    expect(answers).toEqual(['PERMITTED', 'WITHDRAWN']);
  });
});
