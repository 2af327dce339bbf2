import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { validateScalars } from './validating-scalars.ts';

const schema = validateScalars(
  buildSchema('scalar Date scalar NationalId type Query { on(date: Date): Int who(nationalId: NationalId): Int }'),
);
const messages = (query: string) => validate(schema, parse(query)).map(({ message }) => message);

describe('the composed schema’s scalars', () => {
  it('refuse a day that the calendar does not have, before any subgraph is asked', () => {
    expect(messages('{ on(date: "2026-02-30") }')).toEqual([expect.stringContaining('a day the calendar has')]);
    expect(messages('{ on(date: "2028-02-29") }')).toEqual([]);
  });

  it('refuse a national id with wrong check digits', () => {
    expect(messages('{ who(nationalId: "17097055655") }')).toEqual([expect.stringContaining('check digits')]);
  });
});
