import { buildSchema, getIntrospectionQuery, NoFragmentCyclesRule, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitQueries } from './limits.ts';

const schema = buildSchema('type Query { a: Query b: Query n: Int }');
const problems = (query: string, limits = { depth: 4, fields: 10 }, more = [limitQueries(limits)]) =>
  validate(schema, parse(query), more).map(({ message }) => message);
const tooDeep = 'The query is more than 4 fields deep. Split it into several queries.';
const tooMany = 'The query names more than 10 fields. Split it into several queries.';
const nested = (depth: number) => `{ ${'a { '.repeat(depth - 1)}n${' }'.repeat(depth - 1)} }`;

describe('a query', () => {
  it('is accepted up to the limits, and refused beyond them', () => {
    expect(problems(nested(4))).toEqual([]);
    expect(problems(nested(5))).toEqual([tooDeep]);
    const fields = (count: number) => `{ ${[...Array(count).keys()].map((n) => `n${n}: n`).join(' ')} }`;
    expect(problems(fields(10))).toEqual([]);
    expect(problems(fields(11))).toEqual([tooMany]);
  });

  it('is refused with the code of a query that is not valid', () => {
    const [error] = validate(schema, parse(nested(5)), [limitQueries({ depth: 4, fields: 10 })]);
    expect(error?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('is as deep as its fragments make it, named and inline', () => {
    expect(
      problems('{ a { ...one } } fragment one on Query { a { ...two } } fragment two on Query { a { n } }'),
    ).toEqual([]);
    expect(
      problems('{ a { ...one } } fragment one on Query { a { ...two } } fragment two on Query { a { a { n } } }'),
    ).toEqual([tooDeep]);
    expect(problems('{ a { ... on Query { a { ... { a { ... @include(if: true) { a { n } } } } } } } }')).toEqual([
      tooDeep,
    ]);
  });

  it('names a field as often as its aliases and fragments do', () => {
    const twice = 'fragment six on Query { a1: n a2: n a3: n a4: n a5: n a6: n }';
    expect(problems(`{ ...six } ${twice}`)).toEqual([]);
    expect(problems(`{ x: a { ...six } y: a { ...six } } ${twice}`)).toEqual([tooMany]);
  });

  it('cannot make itself large by fragments that use each other twice', () => {
    const doubling = [...Array(40).keys()]
      .map((n) => `fragment f${n} on Query { a { ...f${n + 1} } b { ...f${n + 1} } }`)
      .join(' ');
    expect(problems(`{ ...f0 } ${doubling} fragment f40 on Query { n }`, { depth: 1_000, fields: 500 })).toEqual([
      'The query names more than 500 fields. Split it into several queries.',
    ]);
  });

  it('cannot keep the measuring busy with fragments that name no field', () => {
    const doubling = [...Array(60).keys()]
      .map((n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)
      .join(' ');
    expect(problems(`{ ...f0 } ${doubling} fragment f60 on Query { __typename }`)).toEqual([tooMany]);
  });

  it('with fragments in a circle is refused by GraphQL’s own rule, and measured to an end', () => {
    const circle = '{ ...one } fragment one on Query { a { ...two } } fragment two on Query { b { ...one } }';
    expect(problems(circle)).toEqual([]);
    expect(
      problems(circle, { depth: 4, fields: 10 }, [limitQueries({ depth: 4, fields: 10 }), NoFragmentCyclesRule]),
    ).toHaveLength(1);
    expect(problems('{ ...one } fragment one on Query { n ...one }')).toEqual([]);
  });

  it('with a fragment that is not there is left to GraphQL’s own rule', () => {
    expect(problems('{ ...nowhere }')).toEqual([]);
  });

  it('is measured by operation, each of a document', () => {
    expect(problems(`query one ${nested(4)} query two ${nested(5)} query three ${nested(6)}`)).toEqual([
      tooDeep,
      tooDeep,
    ]);
  });

  it('of a GraphiQL about the schema is not measured', () => {
    expect(problems(getIntrospectionQuery())).toEqual([]);
    expect(problems(`{ __typename a { __typename n } }`, { depth: 2, fields: 2 })).toEqual([]);
  });
});
