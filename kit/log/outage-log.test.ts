import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { createOutageLog } from './outage-log.ts';

const minute = 60_000;
const levels: Readonly<Record<number, string>> = { 30: 'info', 40: 'warn' };

function watched() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => lines.push(JSON.parse(line)) } });
  const at = { now: new Date('2026-11-22T09:00:00Z') };
  const outage = createOutageLog({ log, what: 'a worker', fields: { worker: 'relay' }, now: () => at.now });
  const told = () => lines.map(({ level, msg, failures, since }) => [levels[Number(level)], msg, failures, since]);
  const later = (ms: number) => {
    at.now = new Date(at.now.getTime() + ms);
  };
  return { outage, lines, told, later };
}

describe('an outage', () => {
  it('is told of at once, then now and then with how often and since when, and when it is over', () => {
    const { outage, told, later } = watched();
    for (let n = 0; n < 40; n += 1) {
      outage.failed(new Error('out'));
      later(minute);
    }
    outage.recovered();
    const since = '2026-11-22T09:00:00.000Z';
    expect(told()).toEqual([
      ['warn', 'a worker failed and will try again', undefined, undefined],
      ['warn', 'a worker still fails', 16, since],
      ['warn', 'a worker still fails', 31, since],
      ['info', 'a worker works again', 40, since],
    ]);
  });

  it('says what fails and why, and nothing when all is well', () => {
    const { outage, lines } = watched();
    outage.recovered();
    expect(lines).toEqual([]);
    outage.failed(new Error('no answer'), { step: 'Seal' });
    expect(lines).toMatchObject([{ worker: 'relay', step: 'Seal', err: { message: 'no answer' } }]);
  });

  it('begins anew when it comes back', () => {
    const { outage, told, later } = watched();
    outage.failed(new Error('out'));
    outage.recovered();
    later(minute);
    outage.failed(new Error('out'));
    outage.recovered();
    expect(told().map(([level]) => level)).toEqual(['warn', 'info', 'warn', 'info']);
    expect(told().at(-1)).toEqual(['info', 'a worker works again', 1, '2026-11-22T09:01:00.000Z']);
  });
});
