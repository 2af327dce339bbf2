import { randomUUID } from 'node:crypto';
import type { StoryTransfer } from '#cli/demo/story/story-queries.ts';
import { act, eventsOf, type TransferResult, transferAt } from './journey.ts';
import type { PersonGraph } from './person-graph.ts';
import { until } from './until.ts';

const patienceMs = 60_000;

/** Looks until there is an answer; a hub that is down is asked again. */
export const lookUntil = <Value>(what: string, look: () => Promise<Value | undefined | null | false>) =>
  until(what, () => look().catch(() => undefined), patienceMs);

/** Does it until it is answered, as an app does that lost its connection: with the same key every time. */
export const insist = (
  graph: PersonGraph,
  name: Parameters<typeof act>[1],
  input: Record<string, unknown>,
): Promise<TransferResult> => {
  const idempotencyKey = randomUUID();
  return lookUntil(name, () => act(graph, name, { ...input, idempotencyKey }));
};

export const reaches = (graph: PersonGraph, id: string, is: (transfer: StoryTransfer) => boolean) =>
  lookUntil('the transfer goes on', async () => {
    const transfer = await transferAt(graph, id);
    return transfer && is(transfer) && transfer;
  });

/** How often each event has happened to a transfer. */
export const countsOf = (transfer: StoryTransfer): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(eventsOf(transfer), (type) => type)].map(([type, all]) => [type, all.length]));
