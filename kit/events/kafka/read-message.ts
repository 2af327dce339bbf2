import type { KafkaMessage } from 'kafkajs';
import { z } from 'zod';
import type { Envelope } from '../envelope.ts';
import type { LogRecord } from '../event-log.ts';

/** What makes an envelope one: the rest is each handler's to check. */
const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  type: z.string().min(1),
  source: z.string().min(1),
  time: z.string().min(1),
  data: z.unknown(),
});

/** A message as a record, or why it is none. */
export function readMessage(
  topic: string,
  { key, value }: Pick<KafkaMessage, 'key' | 'value'>,
): { readonly record: LogRecord } | { readonly text: string; readonly reason: string } {
  const text = value?.toString('utf8') ?? '';
  try {
    const parsed: unknown = JSON.parse(text);
    const checked = envelope.safeParse(parsed);
    if (checked.success) return { record: { topic, key: key?.toString('utf8') ?? '', envelope: parsed as Envelope } };
    return { text, reason: `it is no CloudEvents envelope (${checked.error.issues[0]?.path.join('.') || 'top'})` };
  } catch {
    return { text, reason: 'it is no JSON' };
  }
}
