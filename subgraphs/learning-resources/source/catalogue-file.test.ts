import { describe, expect, test } from 'vitest';
import { exampleResource } from '../domain/resource.example.ts';
import { looksLikeCatalogue, readCatalogue } from './catalogue-file.ts';

const file = (...resources: readonly unknown[]) =>
  JSON.stringify({ format: 'oppvekst-resources', version: 1, resources });
const entry = (reference: string, changes = {}) => ({ reference, ...exampleResource(), ...changes });

describe('a catalogue file', () => {
  test('is known by its content and read', () => {
    const text = `\uFEFF${file(entry('tallriket-4'))}`;
    expect(looksLikeCatalogue(text)).toBe(true);
    expect(readCatalogue(text)).toEqual({
      entries: [{ reference: 'tallriket-4', description: exampleResource() }],
      findings: [],
    });
    expect(looksLikeCatalogue('<?xml version="1.0"?>')).toBe(false);
  });

  test('with a wrong entry keeps the others, and names every wrong field', () => {
    const { entries, findings } = readCatalogue(file(entry('a', { title: '', levels: [] }), entry('b'), 7, entry('b')));
    expect(entries.map(({ reference }) => reference)).toEqual(['b']);
    expect(findings.map(({ where, done }) => [where, done])).toEqual([
      ['resource 1 (a)', 'left it out'],
      ['resource 3', 'left it out'],
      ['resource 4 (b)', 'kept the first'],
    ]);
    expect(findings[0]?.what).toMatch(/title .*levels /);
  });

  test.each([
    ['is cut off', file(entry('a')).slice(0, 50), 'BROKEN_FILE'],
    ['is another format', '{"format":"oneroster"}', 'UNKNOWN_FORMAT'],
    ['is a list', '[]', 'UNKNOWN_FORMAT'],
    ['is of a later version', '{"format":"oppvekst-resources","version":2}', 'UNKNOWN_FORMAT'],
    ['has no resources', '{"format":"oppvekst-resources","version":1}', 'BROKEN_FILE'],
    ['is empty', '', 'BROKEN_FILE'],
  ])('that %s is a clear error', (_, text, code) => {
    expect(() => readCatalogue(text)).toThrow(expect.objectContaining({ code }));
  });
});
