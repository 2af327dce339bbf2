import { describe, expect, it } from 'vitest';
import { deriveKey } from '#kit/serve/hub-secrets.ts';
import { createCursorSeal } from './cursor-seal.ts';

const master = { kid: 'hub', bytes: Buffer.alloc(32, 7) };
const sealOf = () => createCursorSeal(deriveKey(master, 'cursors'));
const key = JSON.stringify(['Ødegård', 'Åse', '00000000-0000-4000-8000-000000000001']);
const badInput = expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining('pageInfo.endCursor') });

describe('a cursor', () => {
  it('says nothing of the row it names', () => {
    const cursor = sealOf().seal('School.pupils', key);
    for (const encoding of ['utf8', 'base64url', 'hex'] as const) {
      const bytes = Buffer.from(cursor, encoding).toString('utf8');
      for (const part of ['Ødegård', 'degård', 'Åse', '00000000']) expect(bytes).not.toContain(part);
    }
  });

  it('is the same after a restart and in another process of the hub, and opens there', () => {
    const cursor = sealOf().seal('School.pupils', key);
    expect(sealOf().seal('School.pupils', key)).toBe(cursor);
    expect(sealOf().open('School.pupils', cursor)).toBe(key);
  });

  it('is none of another list, another hub, or where any letter of it was changed', () => {
    const cursor = sealOf().seal('School.pupils', key);
    expect(() => sealOf().open('Group.pupils', cursor)).toThrow(badInput);
    const another = createCursorSeal(deriveKey({ ...master, bytes: Buffer.alloc(32, 8) }, 'cursors'));
    expect(() => another.open('School.pupils', cursor)).toThrow(badInput);
    for (let place = 0; place < cursor.length; place += 1) {
      const other = cursor[place] === 'A' ? 'B' : 'A';
      const changed = `${cursor.slice(0, place)}${other}${cursor.slice(place + 1)}`;
      expect(() => sealOf().open('School.pupils', changed)).toThrow(badInput);
    }
  });

  it.each([
    'x',
    '%%%',
    'A'.repeat(40),
    Buffer.from(key).toString('base64url'),
    `${sealOf().seal('School.pupils', key)}=`,
  ])('is not the text %s', (text) => {
    expect(() => sealOf().open('School.pupils', text)).toThrow(badInput);
  });
});
