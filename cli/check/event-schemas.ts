import { readdirSync } from 'node:fs';
import { z } from 'zod';
import type { EventType } from '#kit/events/envelope.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
export type EventSchemas = Readonly<
  Record<string, { readonly publisher: string; readonly summary: string; readonly schema: JsonSchema }>
>;

/** The JSON Schema of every event in contracts/events, by publisher and type. */
export async function currentEventSchemas(): Promise<EventSchemas> {
  const folder = new URL('../../contracts/events/', import.meta.url);
  const events: EventType[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) {
      if (isEvent(value)) events.push(value);
      else if (value && typeof value === 'object') events.push(...Object.values(value).filter(isEvent));
    }
  }
  const entries = events.map(({ type, publisher, summary, schema }) => [
    `${publisher}/${type}`,
    { publisher, summary, schema: z.toJSONSchema(schema, { io: 'input' }) as JsonSchema },
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => String(a).localeCompare(String(b)))) as EventSchemas;
}

const isEvent = (value: unknown): value is EventType =>
  typeof value === 'object' && value !== null && 'type' in value && 'publisher' in value && 'schema' in value;

/** What of the change from `before` to `after` would break a consumer that knows only `before`; empty when nothing would. */
export function breakingChanges(before: EventSchemas, after: EventSchemas): string[] {
  return Object.entries(before).flatMap(([name, { schema }]) => {
    const now = after[name]?.schema;
    if (!now) return [`${name} is gone: keep it until no consumer reads it`];
    return differences(schema, now, name);
  });
}

function differences(before: JsonSchema, after: JsonSchema, at: string): string[] {
  const problems: string[] = [];
  const plain = (schema: JsonSchema) =>
    JSON.stringify({ ...schema, properties: undefined, required: undefined, items: undefined, description: undefined });
  if (plain(before) !== plain(after)) problems.push(`${at}: its type changed; publish a new version instead`);
  const properties = (schema: JsonSchema) => (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = (schema: JsonSchema) => new Set((schema.required ?? []) as string[]);
  for (const [key, value] of Object.entries(properties(before))) {
    const now = properties(after)[key];
    if (!now) problems.push(`${at}.${key} is gone; publish a new version instead`);
    else problems.push(...differences(value, now, `${at}.${key}`));
    if (required(before).has(key) && !required(after).has(key))
      problems.push(`${at}.${key} may now be absent; publish a new version instead`);
  }
  if (before.items && after.items)
    problems.push(...differences(before.items as JsonSchema, after.items as JsonSchema, `${at}[]`));
  return problems;
}

/** An AsyncAPI 3 document of the hub's event log, from the same schemas. */
export function asyncApi(schemas: EventSchemas): unknown {
  const publishers = [...new Set(Object.values(schemas).map(({ publisher }) => publisher))];
  const messagesOf = (publisher: string) =>
    Object.entries(schemas).filter(([, event]) => event.publisher === publisher);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Oppvekst hub events',
      version: '1',
      description:
        'CloudEvents 1.0 in structured JSON. `subject` is a child’s pseudonymous id; a child’s events are in order.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(
      publishers.map((publisher) => [
        publisher,
        {
          address: `oppvekst.${publisher}`,
          messages: Object.fromEntries(
            messagesOf(publisher).map(([name, event]) => [
              name.split('/')[1],
              { name: name.split('/')[1], summary: event.summary, payload: event.schema },
            ]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      publishers.map((publisher) => [
        `publish-${publisher}`,
        { action: 'send', channel: { $ref: `#/channels/${publisher}` } },
      ]),
    ),
  };
}
