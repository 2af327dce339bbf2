import { randomUUID } from 'node:crypto';
import type { Envelope } from '#kit/events/envelope.ts';
import type { TestSchoolAdministration } from './test-school-administration.ts';

/** Runs a mutation as a person: its payload, the codes of its errors, and the events it published, which are delivered back. */
export async function recordAs(
  hub: TestSchoolAdministration,
  personId: string,
  mutation: string,
  input: Record<string, unknown>,
  fields: string,
) {
  const before = (await hub.published()).length;
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation($input: ${name}!) { ${mutation}(input: $input) { ${fields} userErrors { code field } } }`;
  const variables = { input: { idempotencyKey: randomUUID(), ...input } };
  const viewer = { kind: 'person', personId, purpose: 'school-change' } as const;
  const { data, errors } = await hub.query(document, variables, viewer);
  const published: Envelope[] = (await hub.published()).slice(before);
  await hub.deliver(...published);
  return {
    payload: (data?.[mutation] ?? null) as Record<string, unknown> | null,
    codes: (errors ?? []).map((error) => error.extensions?.code ?? error.message),
    events: published.map(({ type, data: content }) => ({ type, data: content as Record<string, unknown> })),
  };
}

/** The id of a thing in a payload. */
export const idIn = (payload: Record<string, unknown> | null, name: string): string =>
  (payload as Record<string, { readonly id: string }>)[name]?.id ?? '';

export const typesOf = (events: readonly { readonly type: string }[]): string[] => events.map((event) => event.type);
