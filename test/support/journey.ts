import { type DemoHubName, ofHub } from '#cli/demo/demo-folder.ts';
import type { Mover } from '#cli/demo/generate/index.ts';
import { type FoundChild, findChild, readTransfer, type StoryTransfer } from '#cli/demo/story/story-queries.ts';
import { type LogOption, type RunningHubs, startHubs } from './hubs.ts';
import { expectInvariants, takeCensus } from './invariants.ts';
import { copyLoadedHubs } from './journey-folder.ts';
import { personsWith } from './look-inside.ts';
import type { MutationResult, PersonGraph } from './person-graph.ts';
import type { SurroundingsOptions } from './surroundings.ts';
import { until } from './until.ts';

export type Child = NonNullable<FoundChild['pupilByNationalId']>;

export interface Journey extends RunningHubs {
  /** Where children come from, and where they go. */
  readonly from: DemoHubName;
  readonly to: DemoHubName;
  /** Case workers: the one where children come from sends, the one where they go receives. */
  readonly sending: PersonGraph;
  readonly receiving: PersonGraph;
  /** The same journey between two others of its hubs. */
  between(from: DemoHubName, to: DemoHubName): Journey;
  /** Fails unless what the design holds at all times holds now, at every hub. */
  holds(): Promise<void>;
  /** Looks once more whether it does, stops the hubs and removes their data. */
  end(): Promise<void>;
}

export interface JourneyOptions extends Omit<SurroundingsOptions, 'dataFolder'>, LogOption {
  /** Done to the hubs' folder before they start. */
  readonly before?: (dataFolder: string) => Promise<void>;
  readonly from?: DemoHubName;
  readonly to?: DemoHubName;
}

/** Begins a user's journey: the hubs are up, loaded, and this file's own. */
export async function beginJourney({
  from = 'ringsaker',
  to = 'sarpsborg',
  further = [],
  before = async () => undefined,
  ...options
}: JourneyOptions = {}): Promise<Journey> {
  const { dataFolder, remove } = await copyLoadedHubs(further);
  await before(dataFolder);
  const hubs = await startHubs({ dataFolder, further, ...options });
  const census = await takeCensus(hubs);
  const between = (one: DemoHubName, other: DemoHubName): Journey => ({
    ...hubs,
    from: one,
    to: other,
    sending: hubs.as(one, 'case-worker'),
    receiving: hubs.as(other, 'case-worker'),
    between,
    holds: () => expectInvariants(hubs, census),
    async end() {
      try {
        await expectInvariants(hubs, census);
      } finally {
        await hubs.stop();
        await remove();
      }
    },
  });
  return between(from, to);
}

const payload = '{ transfer { id phase } userErrors { code message } }';
const mutationOf = (name: string, input: string) =>
  `mutation ($input: ${input}!) { result: ${name}(input: $input) ${payload} }`;
export interface TransferResult extends MutationResult {
  readonly transfer: { readonly id: string; readonly phase: string } | null;
}

const inputs = {
  announceTransfer: 'AnnounceTransferInput',
  prepareHandOver: 'PrepareHandOverInput',
  recordMoveAbroad: 'RecordMoveAbroadInput',
  cancelTransfer: 'TransferReasonInput',
  reportNeverStarted: 'TransferReasonInput',
  requestTransfer: 'RequestTransferInput',
  releaseTransferRequest: 'TransferReasonInput',
  permitTransfer: 'AnswerTransferInput',
  refuseTransfer: 'AnswerTransferInput',
  withdrawPermission: 'AnswerTransferInput',
  recordTransferAnswer: 'RecordTransferAnswerInput',
  releaseTransferPart: 'ReleaseTransferPartInput',
  receiveTransfer: 'TransferInput',
} as const;

/** A deed on a transfer, as somebody; its user errors are in the answer. */
export const act = (
  graph: PersonGraph,
  name: keyof typeof inputs,
  input: Record<string, unknown>,
): Promise<TransferResult> => graph.act(mutationOf(name, inputs[name]), input);

/** The codes of the user errors that a deed was refused with. */
export const refusals = async (result: Promise<TransferResult>): Promise<readonly string[]> =>
  (await result).userErrors.map(({ code }) => code);

export async function childAt(graph: PersonGraph, { nationalId }: Pick<Mover, 'nationalId'>): Promise<Child> {
  const { pupilByNationalId: child } = await graph.ask<FoundChild>(findChild, { nationalId });
  if (!child) throw new Error('the child is not known here');
  return child;
}

/** What announces the child's move to the school where it has started, or will. */
export async function announcement(
  journey: Pick<Journey, 'receiving' | 'manifest' | 'from'>,
  mover: Mover,
  over: Record<string, unknown> = {},
) {
  const child = await childAt(journey.receiving, mover);
  return {
    childId: child.id,
    fromOrganisation: ofHub(journey.manifest.controllers, journey.from).organisationNumber,
    unitId: child.units.find(({ kind }) => kind === 'SCHOOL')?.id,
    startsOn: mover.startsOn,
    ...over,
  };
}

/** The receiving school's case worker records the move; it is announced when the hold is over. */
export async function announce(journey: Journey, mover: Mover, over: Record<string, unknown> = {}): Promise<string> {
  const result = await act(journey.receiving, 'announceTransfer', await announcement(journey, mover, over));
  if (!result.transfer) throw new Error(JSON.stringify(result.userErrors));
  await untilPhase(journey.receiving, result.transfer.id, 'ANNOUNCED');
  return result.transfer.id;
}

export const toFollow = ['enrolment', 'written-language-form'] as const;

/** Asks for categories that follow by law, and for others that those who decide must permit. */
export function asked(byLaw: readonly string[], byPermission: readonly string[] = []) {
  return [
    ...byLaw.map((category) => ({ category, purpose: 'right-to-education', words: 'To place the pupil' })),
    ...byPermission.map((category) => ({
      category,
      purpose: 'adapt-the-teaching',
      words: 'To be ready on the first day',
    })),
  ];
}

/** Announced and asked for: the transfer's id, the same at both hubs. */
export async function askFor(
  journey: Journey,
  mover: Mover,
  byLaw: readonly string[] = toFollow,
  byPermission: readonly string[] = [],
): Promise<string> {
  const transferId = await announce(journey, mover);
  const categories = asked(byLaw, byPermission);
  const { userErrors } = await act(journey.receiving, 'requestTransfer', { transferId, categories });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return transferId;
}

export async function transferAt(graph: PersonGraph, id: string): Promise<StoryTransfer | null> {
  return (await graph.ask<{ transfer: StoryTransfer | null }>(readTransfer, { id })).transfer;
}

export const untilPhase = (graph: PersonGraph, id: string, ...phases: readonly string[]): Promise<StoryTransfer> =>
  until(`the transfer is ${phases.join(' or ')}`, async () => {
    const transfer = await transferAt(graph, id);
    return transfer && phases.includes(transfer.phase) ? transfer : undefined;
  });

/** Waits until a category has come so far. */
export const untilStatus = (graph: PersonGraph, id: string, category: string, ...statuses: readonly string[]) =>
  until(`${category} is ${statuses.join(' or ')}`, async () => {
    const transfer = await transferAt(graph, id);
    const decision = transfer?.decisions?.find((one) => one.category === category);
    return transfer && decision && statuses.includes(decision.status) ? transfer : undefined;
  });

/** Each category's status, by category. */
export const statusesOf = (transfer: StoryTransfer): Readonly<Record<string, string>> =>
  Object.fromEntries((transfer.decisions ?? []).map(({ category, status }) => [category, status]));

export const eventsOf = (transfer: StoryTransfer): readonly string[] =>
  (transfer.timeline ?? []).map(({ type }) => type);

/** The graphs of those who hold foreldreansvar for the child, in the register's order. */
export async function holdersOf(
  journey: Journey,
  mover: Mover,
  hub: DemoHubName = journey.from,
): Promise<readonly PersonGraph[]> {
  const people = await personsWith(journey, mover, 'PARENTAL_RESPONSIBILITY', hub);
  return people.map((nationalId) => journey.as(hub, { kind: 'national-id', nationalId }));
}

/** Waits until a number of persons have been asked to permit a category. */
export const untilPermissionIsAsked = (
  journey: Pick<Journey, 'sending'>,
  id: string,
  category: string,
  persons: number,
) =>
  until(`${persons} are asked about ${category}`, async () => {
    const transfer = await transferAt(journey.sending, id);
    const decision = transfer?.decisions?.find((one) => one.category === category);
    return decision?.asked === persons && transfer;
  });

/** What a graph must show here; anything else is a failure with these words. */
export function present<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new Error(`there is no ${what}`);
  return value;
}
