import { describe, expect, it } from 'vitest';
import { readFeideSettings } from './config.ts';

describe("feide's settings", () => {
  it('may be none at all: then the hub shows what it has read before', () => {
    expect(readFeideSettings({})).toMatchObject({ readEveryMinutes: 60, lookEverySeconds: 5 });
  });

  it('name every mistake at once', () => {
    const wrong = { url: 'here', realm: 'Ringsaker kommune', readEveryMinutes: 0 };
    expect(() => readFeideSettings(wrong)).toThrow(/url[\s\S]*realm[\s\S]*readEveryMinutes/);
  });

  it('want the groups API and the realm together', () => {
    expect(() => readFeideSettings({ realm: 'ringsaker.kommune.no' })).toThrow(/belong together/);
  });
});
