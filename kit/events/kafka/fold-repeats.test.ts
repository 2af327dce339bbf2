import { describe, expect, it } from 'vitest';
import type { Log } from '#kit/log/log.ts';
import { foldRepeats } from './fold-repeats.ts';

interface Told {
  readonly level: string;
  readonly fields: unknown;
  readonly line: string;
}

function listening() {
  const told: Told[] = [];
  const at = (level: string) => (fields: unknown, line: string) => void told.push({ level, fields, line });
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as unknown as Log;
  let now = 0;
  const write = foldRepeats(log, () => now)(4);
  const refused = (message = 'Connection error: connect ECONNREFUSED') =>
    write({
      namespace: 'Connection',
      level: 1,
      label: 'ERROR',
      log: { timestamp: '', message, broker: '127.0.0.1:9092', stack: 'Error: …\n  at somewhere' },
    });
  return {
    told,
    refused,
    pass: (ms: number) => {
      now += ms;
    },
    write,
  };
}

describe('the log of Kafka’s client', () => {
  it('tells of a broker that is away in one line a minute, without a stack, and how often it was', () => {
    const { told, refused, pass } = listening();
    for (let n = 0; n < 50; n += 1) refused();
    expect(told).toEqual([
      {
        level: 'warn',
        fields: { broker: '127.0.0.1:9092' },
        line: 'Connection: Connection error: connect ECONNREFUSED',
      },
    ]);
    pass(61_000);
    refused();
    expect(told[1]).toMatchObject({ level: 'warn', fields: { repeats: 49 } });
  });

  it('takes lines that differ in an id or a time alone as the same, and others as others', () => {
    const { told, refused } = listening();
    refused('Request 1795615633733 of b3a1a2c4-0000-4000-8000-0123456789ab timed out');
    refused('Request 1795615639999 of b3a1a2c4-0000-4000-8000-ba9876543210 timed out');
    refused('another thing');
    expect(told).toHaveLength(2);
  });

  it('keeps what is no trouble for those who look closely', () => {
    const { told, write } = listening();
    write({ namespace: 'Consumer', level: 4, label: 'INFO', log: { timestamp: '', message: 'Starting' } });
    expect(told).toMatchObject([{ level: 'debug' }]);
  });
});
