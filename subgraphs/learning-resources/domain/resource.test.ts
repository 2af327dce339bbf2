import { describe, expect, test } from 'vitest';
import { exampleResource } from './resource.example.ts';
import { readResourceDescription } from './resource.ts';

const problemsOf = (changes: Record<string, unknown>) =>
  readResourceDescription({ ...exampleResource(), ...changes }).problems?.map(({ field }) => field);

describe('reading a resource', () => {
  test('accepts one that is in order, and reading it again changes nothing', () => {
    const first = readResourceDescription(exampleResource()).description;
    expect(first).toEqual(exampleResource());
    expect(readResourceDescription(first).description).toEqual(first);
  });

  test('sorts levels and drops competence aims named twice', () => {
    const { description } = readResourceDescription({
      ...exampleResource(),
      levels: ['YEAR_5', 'YEAR_4', 'YEAR_5'],
      competenceAims: ['KM98', 'KM98'],
    });
    expect(description).toMatchObject({ levels: ['YEAR_4', 'YEAR_5'], competenceAims: ['KM98'] });
  });

  test.each([
    [
      'an agreement that ends before it begins',
      { processingAgreement: { reference: 'x', validFrom: '2025-02-01', validTo: '2025-01-31' } },
      'processingAgreement.validTo',
    ],
    ['a date that does not exist', { ros: { state: 'DONE', on: '2025-02-30' } }, 'ros.on'],
    [
      'a language nobody knows',
      { editions: [{ language: 'bokmål', availableFrom: '2025-01-01', price: 0 }] },
      'editions.0.language',
    ],
    [
      'the same language twice',
      {
        editions: [
          { language: 'nb', availableFrom: '2025-01-01', price: 0 },
          { language: 'nb', availableFrom: '2025-01-01', price: 0 },
        ],
      },
      'editions',
    ],
    [
      'a price below zero',
      { editions: [{ language: 'nb', availableFrom: '2025-01-01', price: -1 }] },
      'editions.0.price',
    ],
    ['no level', { levels: [] }, 'levels'],
    ['a code that is not of Grep', { competenceAims: ['matematikk'] }, 'competenceAims.0'],
    [
      'an organisation number with a wrong check digit',
      { supplier: { name: 'X', organisationNumber: '123456789' } },
      'supplier.organisationNumber',
    ],
    ['an address that runs script', { link: 'javascript:alert(1)' }, 'link'],
    ['a title of blanks', { title: '  ' }, 'title'],
    ['a field nobody asked for', { pupils: ['Kari'] }, '(all)'],
  ])('refuses %s and names the field', (_, changes, field) => {
    expect(problemsOf(changes)).toEqual([field]);
  });

  test('names every wrong field at once', () => {
    expect(problemsOf({ title: '', levels: [], ai: 'SOME' })).toEqual(['title', 'levels', 'ai']);
  });

  test.each([undefined, null, 'text', 3, []])('refuses %s without a crash', (input) => {
    expect(readResourceDescription(input).problems).toHaveLength(1);
  });
});
