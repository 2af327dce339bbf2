import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import { ofHub } from '#cli/demo/demo-folder.ts';
import { beginHandOverJourney, type HandOverJourney, record } from '#test/support/hand-over-journey.ts';
import { act, refusals } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';

const children = 60;
const places = Array.from({ length: children }, (_, place) => place);
/** A third is silent, a third answers in the graph, a third on paper or through an interpreter. */
const silent = places.filter((place) => place % 3 === 0);
const inTheGraph = places.filter((place) => place % 3 === 1);
const onPaper = places.filter((place) => place % 3 === 2);
const categories = ['development-observations', 'health'];
const patienceMs = 120_000;

let journey: HandOverJourney;
/** At a place: the child in Ringsaker, its hand-over, and those who are asked. */
let childIds: readonly string[];
let handOvers: ReadonlyArray<{ readonly id: string; readonly persons: readonly string[] }>;
beforeAll(async () => {
  journey = await beginHandOverJourney({ children, dataSharing: { permissionReminderDays: [3] } });
  childIds = await childrenAt();
}, 300_000);
afterAll(() => journey.end(), 60_000);

const terms = () => ({
  to: ofHub(journey.manifest.controllers, 'sarpsborg').organisationNumber,
  startsOn: '2027-08-16',
  answerBy: '2026-12-04T12:00:00.000Z',
});

describe('the first-graders of August, from several kindergartens', () => {
  it('have their families asked in one go, and nobody twice when the list comes again', async () => {
    const mutation = `mutation ($input: PrepareHandOversInput!) { result: prepareHandOvers(input: $input) {
      begun underWay elsewhere notHere userErrors { code message } } }`;
    const { to: toOrganisation, ...rest } = terms();
    const input = { childIds, toOrganisation, ...rest, direction: 'KINDERGARTEN_TO_SCHOOL', categories };
    expect(await journey.sending.act(mutation, input)).toMatchObject({ begun: children, userErrors: [] });
    const again = {
      ...terms(),
      answerBy: '2026-12-04',
      nationalIds: journey.starters.map(({ nationalId }) => nationalId),
      unit: null,
      direction: 'kindergarten-to-school',
    };
    expect(await controlCommands.handover(journey.hub('ringsaker'), again)).toMatchObject({
      begun: 0,
      underWay: children,
      notHere: [],
    });
    await untilStages({ WAITING_FOR_PERMISSION: children });
    const isAsked = ({ waitsFor }: HandOverLine) => waitsFor.some(({ persons }) => persons?.length === 2);
    await until('all families are asked', async () => (await listed('first: 500')).every(isAsked), patienceMs);
  }, 180_000);

  it('are listed and counted by kindergarten, with whom each waits for', async () => {
    const started = Map.groupBy(journey.starters, ({ kindergarten }) => kindergarten);
    expect(started.size).toBeGreaterThan(1);
    const counted = await counts();
    const inOrder = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
    expect(inOrder(counted.map(({ count }) => count))).toEqual(
      inOrder([...started.values()].map(({ length }) => length)),
    );
    expect(counted.map(({ answerBy }) => answerBy)).toEqual(counted.map(() => terms().answerBy));
    const [first] = counted;
    if (!first) throw new Error('nothing was counted');
    const waiting = await listed('stages: [WAITING_FOR_PERMISSION], first: 500');
    const ofOne = await listed(`stages: [WAITING_FOR_PERMISSION], unitId: "${first.unit.id}", first: 500`);
    expect([waiting.length, ofOne.length]).toEqual([children, first.count]);
    handOvers = childIds.map((childId) => {
      const found = waiting.find(({ pupil }) => pupil.id === childId);
      return { id: found?.id ?? '', persons: [...new Set(found?.waitsFor.flatMap(({ persons }) => persons ?? []))] };
    });
    expect(handOvers.every(({ id, persons }) => id !== '' && persons.length === 2)).toBe(true);
  });

  it('go as their parents answer: themselves, on paper, or through an interpreter who is named', async () => {
    for (const place of [...inTheGraph, ...onPaper])
      await record(journey.sending, childIds[place] ?? '', 'DEVELOPMENT_OBSERVATION', `Leker godt, barn ${place}`);
    for (const place of inTheGraph) {
      const transferId = handOvers[place]?.id;
      for (const holder of journey.holders(place))
        expect(await refusals(act(holder, 'permitTransfer', { transferId, categories }))).toEqual([]);
    }
    for (const place of onPaper) {
      const { id: transferId, persons } = handOvers[place] ?? { id: '', persons: [] };
      const answer = { transferId, categories, answer: 'PERMITS', answeredOn: '2026-11-20' };
      const [first, second] = persons;
      const paper = { ...answer, answeredBy: first, channel: 'PAPER', note: `Skjema ${place}` };
      const spoken = { ...answer, answeredBy: second, channel: 'INTERPRETER' };
      expect(await refusals(act(journey.sending, 'recordTransferAnswer', paper))).toEqual([]);
      expect(await refusals(act(journey.sending, 'recordTransferAnswer', spoken))).toEqual(['INTERPRETER_MISSING']);
      const interpreted = { ...spoken, interpreter: 'Tolketjenesten, tolk 12' };
      expect(await refusals(act(journey.sending, 'recordTransferAnswer', interpreted))).toEqual([]);
    }
    await untilStages({ WAITING_FOR_PERMISSION: silent.length, CLOSED: children - silent.length });
  }, 240_000);

  it('whose families are silent have them reminded before the deadline, and nobody else', async () => {
    journey.clock.pass({ days: 12 });
    const reminded = await until(
      'the silent are reminded',
      async () => {
        const found = (await listed('first: 500')).filter(({ timeline }) =>
          timeline.some(({ type }) => type === 'PermissionReminded'),
        );
        return found.length >= silent.length && found;
      },
      patienceMs,
    );
    expect(reminded.map(({ pupil }) => pupil.id).toSorted()).toEqual(silent.map((place) => childIds[place]).toSorted());
    await untilStages({ WAITING_FOR_PERMISSION: silent.length });
  }, 180_000);

  it('stay unknown to the school when the time is up without an answer; all the others have a receipt', async () => {
    journey.clock.pass({ days: 5 });
    await untilStages({ CLOSED: children });
    const closed = await listed('stages: [CLOSED], first: 500');
    const isSilent = new Set(silent.map((place) => handOvers[place]?.id));
    for (const { id, batches, decisions } of closed) {
      const [status] = decisions.filter(({ category }) => category === 'development-observations');
      expect(status?.status).toBe(isSilent.has(id) ? 'withheld' : 'received');
      expect(batches.length > 0 && batches.every(({ receipt }) => receipt)).toBe(!isSilent.has(id));
    }
    const received = await until(
      'Sarpsborg has closed what it was handed',
      async () => {
        const { transfers } = await journey.receiving.ask<{ transfers: { edges: ReadonlyArray<{ node: Line }> } }>(
          '{ transfers(side: RECEIVER, first: 500) { edges { node { id phase } } } }',
        );
        return transfers.edges.every(({ node }) => node.phase === 'CLOSED') && transfers.edges;
      },
      patienceMs,
    );
    expect(received.map(({ node }) => node.id).toSorted()).toEqual(
      [...inTheGraph, ...onPaper].map((place) => handOvers[place]?.id).toSorted(),
    );
  }, 240_000);
});

interface Line {
  readonly id: string;
  readonly phase: string;
}
interface HandOverLine extends Line {
  readonly pupil: { readonly id: string };
  readonly waitsFor: ReadonlyArray<{ readonly persons: readonly string[] | null }>;
  readonly timeline: ReadonlyArray<{ readonly type: string }>;
  readonly batches: ReadonlyArray<{ readonly receipt: string | null }>;
  readonly decisions: ReadonlyArray<{ readonly category: string; readonly status: string }>;
}
async function listed(which: string): Promise<readonly HandOverLine[]> {
  const node = `id phase pupil { id } waitsFor { persons } timeline { type } batches { receipt } decisions { category status }`;
  const { handOvers: page } = await journey.sending.ask<{
    handOvers: { edges: ReadonlyArray<{ node: HandOverLine }> };
  }>(`{ handOvers(${which}) { edges { node { ${node} } } } }`);
  return page.edges.map((edge) => edge.node);
}

interface Counted {
  readonly unit: { readonly id: string };
  readonly stage: string;
  readonly count: number;
  readonly answerBy: string | null;
}
const counts = async () =>
  (
    await journey.sending.ask<{ handOverCounts: readonly Counted[] }>(
      '{ handOverCounts { unit { id } stage count answerBy } }',
    )
  ).handOverCounts;

/** Waits until so many hand-overs stand where they should, over all kindergartens. */
const untilStages = (expected: Readonly<Record<string, number>>) =>
  until(
    JSON.stringify(expected),
    async () => {
      const all = await counts();
      return Object.entries(expected).every(
        ([at, number]) => all.filter(({ stage }) => stage === at).reduce((sum, { count }) => sum + count, 0) === number,
      );
    },
    patienceMs,
  );

/** A query may begin with so many fields and no more: the list is asked for in pieces. */
const perQuery = 20;

async function childrenAt(): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let from = 0; from < journey.starters.length; from += perQuery) {
    const some = journey.starters.slice(from, from + perQuery);
    const fields = some.map(({ nationalId }, at) => `c${at}: pupilByNationalId(nationalId: "${nationalId}") { id }`);
    type Found = Record<string, { readonly id: string } | null>;
    const found = await journey.sending.ask<Found>(`{ ${fields.join(' ')} }`);
    ids.push(...some.map((_, at) => found[`c${at}`]?.id ?? ''));
  }
  return places.map((place) => ids[place] ?? '');
}
