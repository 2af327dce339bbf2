import fc from 'fast-check';
import {
  buildSchema,
  defaultFieldResolver,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getIntrospectionQuery,
  isObjectType,
  isScalarType,
  isUnionType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { SubgraphResponse } from './data-source.ts';
import { createInProcessDataSource } from './in-process-data-source.ts';
import { arbitraryQuery } from './testing/generated-query.ts';
import { libraryGraph } from './testing/library-graph.ts';
import { schoolGraph } from './testing/school-graph.ts';

const queries = Number(process.env.PARITY_QUERIES ?? 100);

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;

/** Resolvers that fail at some places, always the same; all of them at once, or all of them later. */
function makeFailing(schema: GraphQLSchema, when: 'at once' | 'later'): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const [i, field] of Object.values(type.getFields()).entries()) {
      // Some plain properties stay as they are.
      if (when === 'at once' && field.args.length === 0 && i % 3 === 0) continue;
      const resolve: Resolver = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context, info) => {
        const settle = () => {
          if ((JSON.stringify(info.path).length + i) % 7 === 0)
            throw new GraphQLError(`${info.fieldName} fails`, { extensions: { code: 'WITHHELD' } });
          return resolve(source, args, context, info);
        };
        return when === 'later' ? Promise.resolve().then(settle) : settle();
      };
    }
  }
  return schema;
}

const schemas = (['at once', 'later'] as const).flatMap((when) =>
  [schoolGraph, libraryGraph].flatMap((graph) =>
    Object.entries(graph().schemas).map(([name, schema]) => [name, when, makeFailing(schema, when)] as const),
  ),
);

describe.each(schemas)('the compiled subgraph %s, with resolvers that answer %s,', (_, __, schema) => {
  it('answers generated queries exactly as graphql-js does', async () => {
    const dataSource = createInProcessDataSource(schema);
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(schema), async ({ query, variables }) => {
        const document = parse(query);
        const expected = await execute({ schema, document, variableValues: variables, contextValue: {} });
        for (let i = 0; i < 2; i++) {
          const answer = await dataSource.execute({ document, query, variables, context: {} });
          expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
          expect(byPlace(answer)).toEqual(byPlace(expected));
        }
      }),
      { numRuns: queries },
    );
  }, 600_000);
});

/**
 * The errors at each null they explain. Where several fail below one null, only that there are some: which of them is told, after
 * the first has made their parent null, is a matter of time and left open by GraphQL (October 2021, § 6.4.4).
 */
function byPlace({ data, errors = [] }: SubgraphResponse): Map<string, string> {
  const places = new Map<string, string>();
  for (const error of errors) {
    const place = nullAlong(data, error.path ?? []).join('.');
    places.set(place, places.has(place) ? 'several' : JSON.stringify(error));
  }
  for (const [place, told] of places) if (told !== 'several' && isBelow(place, told)) places.set(place, 'several');
  return places;
}

/** The part of a path that ends at the first null on it. */
function nullAlong(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [i, part] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, i);
    value = typeof value === 'object' ? Reflect.get(value, part) : undefined;
  }
  return path;
}

const isBelow = (place: string, told: string): boolean => JSON.parse(told).path.join('.') !== place;

class Clock {
  readonly later = Promise.resolve([Promise.resolve(1), 2]);
  readonly #base: number;

  constructor(base: number) {
    this.#base = base;
  }

  now({ by }: { readonly by: number }): number {
    return this.#base * by;
  }
}

describe('a subgraph in process', () => {
  const answer = (schema: GraphQLSchema, query: string, variables: Record<string, unknown> = {}) =>
    createInProcessDataSource(schema).execute({ document: parse(query), query, variables, context: 'the context' });

  it('gives resolvers the same arguments, context and info as graphql-js', async () => {
    const schema = buildSchema(
      'input In { n: Int = 3 } type Query { a(list: [Int], in: In, s: String = "s"): [[Query]] b: Int }',
    );
    const seen: unknown[] = [];
    const { a } = schema.getQueryType()?.getFields() ?? {};
    if (a)
      a.resolve = (source, args, context, info: GraphQLResolveInfo) => {
        seen.push([source, args, context, { ...info, schema: undefined }]);
        return info.path.prev ? null : [[{}, null]];
      };
    const query = 'query Q($n: Int = 5) { x: a(list: [1, $n], in: {}) { ...F } } fragment F on Query { a { b } }';
    const document = parse(query);
    await createInProcessDataSource(schema).execute({ document, query, variables: {}, context: 'the context' });
    const ours = seen.splice(0);
    await execute({ schema, document, contextValue: 'the context' });
    expect(ours).toHaveLength(2);
    expect(ours).toEqual(seen);
  });

  it('calls methods and takes promises where there is no resolver', async () => {
    const schema = buildSchema('type Query { a: A } type A { now(by: Int!): Int later: [Int!] }');
    const fields = schema.getQueryType()?.getFields();
    if (fields?.a) fields.a.resolve = async () => new Clock(2);
    expect(await answer(schema, '{ a { now(by: 4) later } }')).toEqual({ data: { a: { now: 8, later: [1, 2] } } });
  });

  it('hears every failure, also of fields whose parent is lost already', async () => {
    const schema = buildSchema(
      'type Query { list: [Item!] object: Item both: [Item] } type Item { early: Int! late: Int! }',
    );
    const late = () => Promise.reject(new Error('late'));
    const early = () => {
      throw new Error('early');
    };
    const item = { late, early };
    for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {}))
      field.resolve = () => (name === 'object' ? item : [item, { late, early: () => 1 }, item]);
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on('unhandledRejection', hear);
    const { data } = await answer(schema, '{ list { late early } object { late early } both { late early } }');
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', hear);
    expect(data).toEqual({ list: null, object: null, both: [null, null, null] });
    expect(unheard).toEqual([]);
  });

  it('places what properties, type resolvers and scalars throw, and always answers', async () => {
    const schema = buildSchema(
      'scalar Odd union U = A type A { a: Int b: Odd c: Int } type Query { u: U v: U late: A }',
    );
    const a = {
      get a() {
        throw new Error('property');
      },
      b: 1,
      c: 'no number',
    };
    const { u, v, late } = schema.getQueryType()?.getFields() ?? {};
    for (const field of [u, v, late]) if (field) field.resolve = async () => a;
    const [union, odd] = [schema.getType('U'), schema.getType('Odd')];
    if (isUnionType(union))
      union.resolveType = (_, __, { fieldName }) => {
        if (fieldName === 'u') throw new Error('type resolver');
        return 'Query';
      };
    if (isScalarType(odd)) odd.serialize = () => undefined;
    const { data, errors } = await answer(schema, '{ u { __typename } v { __typename } late { a b c } }');
    expect(data).toEqual({ u: null, v: null, late: { a: null, b: null, c: null } });
    expect(errors?.map(({ path, message }) => `${path?.join('.')}: ${message}`).sort()).toEqual([
      'late.a: property',
      'late.b: Expected `Odd.serialize` to return a value that is not null.',
      'late.c: Int cannot represent non-integer value: "no number"',
      'u: type resolver',
      'v: Abstract type "U" must resolve to one of its object types for field "Query.v", not to "Query".',
    ]);
  });

  it('runs mutations one after the other', async () => {
    const schema = buildSchema('type Query { a: Int } type Mutation { a: Int b: Int c: Int! d: Int }');
    const log: string[] = [];
    for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {}))
      field.resolve = async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        log.push(`${name} ends`);
        return name === 'c' ? null : 1;
      };
    const { data, errors } = await answer(schema, 'mutation { b a c d }');
    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['c']]);
    expect(log).toEqual(['b', 'a', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('shares no argument with the next call', async () => {
    const schema = buildSchema('input In { n: Int } type Query { a(in: In, list: [Int], s: String): String }');
    const { a } = schema.getQueryType()?.getFields() ?? {};
    if (a)
      a.resolve = (_, args: { in: { n: number }; list: number[]; s: string }) => {
        const text = JSON.stringify(args);
        args.in.n++;
        args.list.push(1);
        args.s += '!';
        return text;
      };
    const dataSource = createInProcessDataSource(schema);
    const query = '{ a(in: { n: 1 }, list: [], s: "s") }';
    const document = parse(query);
    for (let i = 0; i < 2; i++)
      expect((await dataSource.execute({ document, query, variables: {}, context: {} })).data).toEqual({
        a: '{"in":{"n":1},"list":[],"s":"s"}',
      });
  });

  it('takes defaults of required variables, and refuses values that do not fit', async () => {
    const schema = buildSchema('type Query { a(n: Int!): Int }');
    const { a } = schema.getQueryType()?.getFields() ?? {};
    if (a) a.resolve = (_, { n }) => n;
    const query = 'query ($n: Int! = 7) { a(n: $n) }';
    expect(await answer(schema, query)).toEqual({ data: { a: 7 } });
    expect((await answer(schema, query, { n: 'x' })).errors?.[0]?.message).toMatch(
      /^Variable "\$n" got invalid value "x"/,
    );
  });

  it('can be introspected', async () => {
    const schema = buildSchema('type Query { a: Int }');
    const query = getIntrospectionQuery();
    const expected = await execute({ schema, document: parse(query) });
    expect((await answer(schema, query)).data).toEqual(expected.data);
  });
});
