import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { killedMessage, type TestHub } from './test-hub.ts';
import type { TwoHubs } from './two-hubs.ts';

interface Payload {
  readonly transfer: { readonly id: string; readonly phase: string | null } | null;
  readonly userErrors: ReadonlyArray<{ readonly code: string; readonly message: string }>;
}

/** One mutation, with an idempotency key of its own unless the input brings one. */
export async function mutate(
  hub: TestHub,
  name: string,
  inputType: string,
  input: Record<string, unknown>,
  viewer: { readonly personId?: string } = {},
): Promise<Payload> {
  const text = `mutation ($input: ${inputType}!) { ${name}(input: $input) { transfer { id phase } userErrors { code message } } }`;
  const variables = { input: { idempotencyKey: randomUUID(), ...input } };
  const ask = () => hub.query<Record<string, Payload>>(text, variables, viewer);
  let { data, errors } = await ask();
  // Somebody whose hub was killed under them tries again, with the same key.
  while (errors?.some((error) => error.message === killedMessage)) {
    await hub.restart();
    ({ data, errors } = await ask());
  }
  expect(errors ?? []).toEqual([]);
  const payload = data?.[name];
  if (!payload) throw new Error(`${name} gave no payload`);
  return payload;
}

/** Staff in Sarpsborg record that the child starts there and comes from Ringsaker. */
export async function announce(
  { sarpsborg, ringsaker, to }: TwoHubs,
  over: Record<string, unknown> = {},
): Promise<string> {
  const { transfer, userErrors } = await mutate(sarpsborg, 'announceTransfer', 'AnnounceTransferInput', {
    childId: to,
    fromOrganisation: ringsaker.controller.organisationNumber,
    unitId: '5a1d8f0e-2a4c-4b53-8f0e-7d1f6a0b9c22',
    startsOn: '2026-11-22',
    ...over,
  });
  expect(userErrors).toEqual([]);
  if (!transfer) throw new Error('nothing was announced');
  return transfer.id;
}

/** Sarpsborg asks for categories, and everything that follows by itself is done. */
export async function request(
  hubs: TwoHubs,
  transferId: string,
  necessary: readonly string[],
  toAdapt: readonly string[] = [],
): Promise<void> {
  await hubs.settle();
  const { userErrors } = await mutate(hubs.sarpsborg, 'requestTransfer', 'RequestTransferInput', {
    transferId,
    categories: [
      ...necessary.map((category) => ({ category, purpose: 'right-to-education' })),
      ...toAdapt.map((category) => ({ category, purpose: 'adapt-the-teaching', words: 'For school meals and trips' })),
    ],
  });
  expect(userErrors).toEqual([]);
  await hubs.settle();
}

/** A holder of foreldreansvar answers in the portal. */
export async function answerAs(
  hub: TestHub,
  childId: string,
  personId: string,
  mutation: 'permitTransfer' | 'refuseTransfer' | 'withdrawPermission',
  transferId: string,
  categories: readonly string[],
): Promise<Payload> {
  const staff = hub.facts[childId] ?? [];
  hub.facts[childId] = ['holdsParentalResponsibility', 'livesWithChild', 'clearedToKnowPlace', 'isParent'];
  try {
    return await mutate(hub, mutation, 'AnswerTransferInput', { transferId, categories }, { personId });
  } finally {
    hub.facts[childId] = staff;
  }
}

interface DecisionRow {
  readonly category: string;
  readonly [field: string]: unknown;
}

/** The decisions as staff read them, by category. */
export async function decisionsAt(hub: TestHub, id: string): Promise<Record<string, DecisionRow>> {
  const text = `query ($id: ID!) { transfer(id: $id) { decisions {
    category status outcome citation rule withheldWhy byHand asked answered explanation(language: EN) } } }`;
  const { data, errors } = await hub.query<{ transfer: { decisions: readonly DecisionRow[] } }>(text, { id });
  expect(errors ?? []).toEqual([]);
  return Object.fromEntries((data?.transfer.decisions ?? []).map((decision) => [decision.category, decision]));
}
