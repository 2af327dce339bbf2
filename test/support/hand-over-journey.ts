import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoHubName, ofHub } from '#cli/demo/demo-folder.ts';
import type { Unit } from '#cli/demo/generate/index.ts';
import { createEngines, removeEngines } from './engine.ts';
import { type RunningHubs, startHubs } from './hubs.ts';
import { expectInvariants, takeCensus } from './invariants.ts';
import { act, childAt, transferAt } from './journey.ts';
import { kindergartenModels, type Starter } from './kindergartens.ts';
import type { PersonGraph } from './person-graph.ts';
import type { SurroundingsOptions } from './surroundings.ts';
import { until } from './until.ts';

export interface HandOverJourney extends RunningHubs {
  readonly starters: readonly Starter[];
  /** Case workers: the one in Ringsaker hands over, the one in Sarpsborg receives. */
  readonly sending: PersonGraph;
  readonly receiving: PersonGraph;
  /** The child at a place in the list, at a hub. */
  childId(place: number, hub: DemoHubName): Promise<string>;
  /** Those who decide for a child, in the register's order. */
  holders(place: number): readonly PersonGraph[];
  end(): Promise<void>;
}

export interface HandOverJourneyOptions extends Pick<SurroundingsOptions, 'dataSharing' | 'kinds'> {
  readonly children: number;
  readonly to?: Unit['kind'];
}

/** Begins a journey from kindergartens in Ringsaker to a school, or a kindergarten, in Sarpsborg, with data of its own. */
export async function beginHandOverJourney(options: HandOverJourneyOptions): Promise<HandOverJourney> {
  const { children, to, ...around } = options;
  const dataFolder = await mkdtemp(join(tmpdir(), 'oppvekst-hand-over-'));
  await createEngines(dataFolder);
  const { starters, shape } = kindergartenModels(children, to);
  const hubs = await startHubs({ dataFolder, shape, ...around });
  const census = await takeCensus(hubs);
  const at = (place: number): Starter => {
    const found = starters[place];
    if (!found) throw new Error('there is no such child in the data');
    return found;
  };
  return {
    ...hubs,
    starters,
    sending: hubs.as('ringsaker', 'case-worker'),
    receiving: hubs.as('sarpsborg', 'case-worker'),
    childId: async (place, hub) => (await childAt(hubs.as(hub, 'case-worker'), at(place))).id,
    holders: (place) =>
      at(place).holders.map((nationalId) => hubs.as('ringsaker', { kind: 'national-id', nationalId })),
    async end() {
      try {
        await expectInvariants(hubs, census);
      } finally {
        await hubs.stop();
        await removeEngines(dataFolder);
        await rm(dataFolder, { recursive: true, force: true });
      }
    },
  };
}

/** What records that a child will start in Sarpsborg. */
export const handOverInput = async (journey: HandOverJourney, place: number, over: Record<string, unknown> = {}) => ({
  childId: await journey.childId(place, 'ringsaker'),
  toOrganisation: ofHub(journey.manifest.controllers, 'sarpsborg').organisationNumber,
  startsOn: '2027-08-16',
  direction: 'KINDERGARTEN_TO_SCHOOL',
  ...over,
});

/** Records it, and waits until those who decide are asked. */
export async function handOver(journey: HandOverJourney, place: number, over: Record<string, unknown> = {}) {
  const result = await act(journey.sending, 'prepareHandOver', await handOverInput(journey, place, over));
  if (!result.transfer) throw new Error(JSON.stringify(result.userErrors));
  const { id } = result.transfer;
  await until('those who decide are asked', async () => {
    const transfer = await transferAt(journey.sending, id);
    return transfer?.decisions?.some(({ asked }) => (asked ?? 0) > 0) && transfer;
  });
  return id;
}

/** Staff of the kindergarten record what they know of a child. */
export async function record(
  graph: PersonGraph,
  childId: string,
  kind: string,
  text: string,
  validFrom = '2026-10-01',
): Promise<void> {
  const mutation = `mutation ($input: RecordCaseDocumentInput!) { result: recordCaseDocument(input: $input) {
    userErrors { code message } } }`;
  const legalBasis = 'barnehageloven § 31';
  const { userErrors } = await graph.act(mutation, {
    childId,
    kind,
    title: text,
    text,
    legalBasis,
    validFrom,
  });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
}
