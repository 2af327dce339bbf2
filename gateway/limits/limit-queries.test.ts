import { buildSchema, getIntrospectionQuery, NoFragmentCyclesRule, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitQueries, type QueryLimits } from './limit-queries.ts';

const schema = buildSchema('type Query { a: Query b: Query n: Int }');
const wide = { aliases: 1_000, rootFields: 1_000, directives: 1_000 };
const narrow = { ...wide, depth: 4, fields: 10 };
const problems = (query: string, over: Partial<QueryLimits> = {}, more = [limitQueries({ ...narrow, ...over })]) =>
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
    const [error] = validate(schema, parse(nested(5)), [limitQueries(narrow)]);
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
    expect(problems(circle, { depth: 4, fields: 10 }, [limitQueries(narrow), NoFragmentCyclesRule])).toHaveLength(1);
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

  it('gives fields other names, or names them again, up to the limit; those about the schema too', () => {
    const limits = { aliases: 3, fields: 100 };
    const tooManyNames = ['The query has more than 3 aliases or repeated fields. Split it into several queries.'];
    expect(problems('{ n a1: n a2: n a3: n }', limits)).toEqual([]);
    expect(problems('{ a1: n a2: n a { a3: n a4: n } }', limits)).toEqual(tooManyNames);
    expect(problems('{ a1: __typename a2: __typename a3: __typename a4: __typename }', limits)).toEqual(tooManyNames);
    expect(problems('{ __typename __typename __typename __typename __typename }', limits)).toEqual(tooManyNames);
    expect(problems('{ a { ...two } b { ...two } } fragment two on Query { x: n y: n }', limits)).toEqual(tooManyNames);
  });

  it('begins with so many fields at the most, fragments counted', () => {
    const tooManyRoots = ['The query begins with more than 2 fields. Split it into several queries.'];
    expect(problems('{ a { n b { n } } b { n } }', { rootFields: 2 })).toEqual([]);
    expect(problems('{ a { n } ...more } fragment more on Query { b { n } n }', { rootFields: 2 })).toEqual(
      tooManyRoots,
    );
  });

  it('uses so many directives at the most', () => {
    const tooManyDirectives = ['The query has more than 2 directives. Split it into several queries.'];
    expect(problems('{ n @skip(if: false) a @include(if: true) { n } }', { directives: 2 })).toEqual([]);
    const three = 'query ($c: Boolean!) { ... @include(if: $c) { n @skip(if: $c) } a @skip(if: $c) { n } }';
    expect(problems(three, { directives: 2 })).toEqual(tooManyDirectives);
  });

  it('of a GraphiQL about the schema is not measured', () => {
    expect(problems(getIntrospectionQuery())).toEqual([]);
    expect(problems(`{ __typename a { __typename n } }`, { depth: 2, fields: 2 })).toEqual([]);
  });
});
