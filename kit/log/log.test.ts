import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

function logged(work: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  work(createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

describe('a log line', () => {
  it('shows no name, national id, address or secret', () => {
    const text = logged((log) =>
      log.info(
        {
          childId: 'c-1',
          nationalId: '17811150053',
          person: { name: 'Åse', address: { street: 'Vegen 1' } },
          headers: { authorization: 'Bearer x' },
        },
        'read',
      ),
    );
    expect(text).toContain('c-1');
    for (const secret of ['17811150053', 'Åse', 'Vegen', 'Bearer']) expect(text).not.toContain(secret);
  });

  it('shows of a database’s error the code, the place and the constraint, and not the row that it repeats', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "person_national_id"'), {
      code: '23505',
      constraint: 'person_national_id',
      detail: 'Key (national_id)=(17811150053) already exists.',
      where: 'unnamed portal with parameters: $1 = Åse',
    });
    const text = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).toMatch(/23505.*person_national_id/);
    expect(text).toContain('log.test.ts');
    for (const secret of ['17811150053', 'Åse']) expect(text).not.toContain(secret);
  });

  it('does not show the value that a database refused, nor of the cause of an error', () => {
    const cause = Object.assign(new Error('invalid input syntax for type date: "17811150053"'), { code: '22007' });
    const text = logged((log) => log.error({ err: new Error('the import failed', { cause }) }, 'failed'));
    expect(text).toMatch(/the import failed.*22007/);
    expect(text).not.toContain('17811150053');
  });
});
