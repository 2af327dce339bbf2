import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '#kit/events/sealing/canonical-json.ts';
import { messageFormats } from './index.ts';
import { transferRequest } from './transfer-request.ts';

describe.each(messageFormats.map((format) => [format.typ, format] as const))('%s', (typ, format) => {
  it('reads its own example, through the bytes that travel', () => {
    const travelled = JSON.parse(canonicalJson(format.example as Json)) as Json;
    expect(format.read(travelled)).toEqual(format.example);
    expect(typ).toMatch(/^transfer-[a-z]+\.v1$/);
  });

  it('refuses what it does not know, and names every place without repeating what stood there', () => {
    const strange = { ...(format.example as Record<string, Json>), transferId: 'Kari Nordmann', extra: 1 };
    try {
      format.read(strange);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toContain('transferId');
      expect(String(error)).not.toContain('Kari Nordmann');
    }
  });
});

describe('a transfer request', () => {
  it('needs at least one category', () => {
    expect(() => transferRequest.read({ ...transferRequest.example, requests: [] } as Json)).toThrow('requests');
  });
});
