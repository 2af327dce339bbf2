import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scalars } from './scalars.ts';

const literal = (value: string): ValueNode => ({ kind: Kind.STRING, value });
const accepted: Record<keyof typeof scalars, readonly string[]> = {
  Date: ['2026-08-17', '2024-02-29'],
  DateTime: ['2026-08-17T08:15:00Z', '2026-08-17T08:15:00.123+02:00', '2026-08-17T08:15Z'],
  OrganisationNumber: ['974760673', 'U123'],
  NationalId: ['17811150053'],
};
const refused: Record<keyof typeof scalars, readonly unknown[]> = {
  Date: ['2026-02-30', '17.08.2026', '2026-08-17T00:00:00Z', '', 20260817, null, true, ['2026-08-17']],
  DateTime: ['2026-02-30T10:00:00Z', '2026-08-17T25:00:00Z', '2026-11-17T08:15:00', '2026-08-17T8', 'yesterday', 1, {}],
  OrganisationNumber: ['974760674', '000000000', 974760673, ''],
  NationalId: ['17811150054', '31821150000', '1781115001', 17811150011],
};

describe.each(Object.keys(scalars) as Array<keyof typeof scalars>)('the scalar %s', (name) => {
  const scalar = scalars[name];

  it('takes what is right, as a variable and in the query, unchanged', () => {
    for (const text of accepted[name]) {
      expect(scalar.parseValue(text)).toBe(text);
      expect(scalar.parseLiteral(literal(text))).toBe(text);
    }
  });

  it('refuses what is wrong as the caller’s mistake, and does not repeat the value', () => {
    for (const value of refused[name]) {
      const error = failureOf(() => scalar.parseValue(value));
      expect(error.extensions.code, JSON.stringify(value)).toBe('BAD_USER_INPUT');
      if (typeof value === 'string' && value.length > 3) {
        expect(error.message).not.toContain(value);
        expect(failureOf(() => scalar.parseLiteral(literal(value))).extensions.code).toBe('BAD_USER_INPUT');
      }
    }
    expect(failureOf(() => scalar.parseLiteral({ kind: Kind.INT, value: '1' })).extensions.code).toBe('BAD_USER_INPUT');
  });
});

it('shows an instant of the database in UTC', () => {
  expect(scalars.DateTime.serialize(new Date('2026-08-17T10:15:00+02:00'))).toBe('2026-08-17T08:15:00.000Z');
});

function failureOf(work: () => unknown): GraphQLError {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
