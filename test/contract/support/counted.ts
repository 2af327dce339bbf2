import { randomUUID } from 'node:crypto';
import { dataSchemaOf } from '#kit/events/envelope.ts';
import type { LogRecord } from '#kit/events/event-log.ts';

/** A topic and a group that no other test knows, and a list for what was seen of them. */
export function someone() {
  const id = randomUUID().slice(0, 8);
  return { topic: `test.${id}`, group: `group-${id}`, seen: [] as LogRecord[] };
}

export function record(topic: string, key: string, n: number): LogRecord {
  const envelope = {
    specversion: '1.0',
    id: randomUUID(),
    type: 'counted.v1',
    source: '/controllers/312000008/test',
    subject: key,
    time: '2026-11-22T12:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf('counted.v1'),
    data: { n, text: 'Åse «ø» \\ "' },
  } as const;
  return { topic, key, envelope };
}

export const numberOf = (one: LogRecord) => (one.envelope.data as { n: number }).n;

/** The numbers of a key, each where it was first seen: what an inbox would let through. */
export const firstSeen = (records: readonly LogRecord[], key: string): number[] => [
  ...new Set(records.filter((one) => one.key === key).map(numberOf)),
];

export const ascending = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other);
