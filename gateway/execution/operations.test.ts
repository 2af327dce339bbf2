import { buildSchema, type ExecutionResult, execute, getIntrospectionQuery, graphql, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createExecutor, type ExecutionRequest } from './create-executor.ts';
import { readFederatedGraph } from './read-federated-graph.ts';
import { federate } from './testing/federated-graph.ts';
import { inProcess } from './testing/in-process.ts';
import { recorded } from './testing/recording.ts';
import { schoolGraph } from './testing/school-graph.ts';

const graph = schoolGraph();

function start() {
  const recording = recorded(inProcess(graph));
  const executor = createExecutor({
    graph: readFederatedGraph(graph.supergraphSdl),
    dataSources: recording.dataSources,
  });
  return { ...recording, ...executor };
}

const codesOf = ({ errors = [] }: ExecutionResult) => errors.map(({ extensions }) => extensions.code);

describe('variables', () => {
  it('take their defaults in the gateway and in the subgraphs', async () => {
    const query = 'query ($id: ID! = "p3", $from: Int! = 2) { pupil(id: $id) { name grades(from: $from) { value } } }';
    const { execute } = start();
    expect((await execute({ query })).data).toEqual({ pupil: { name: null, grades: [{ value: 2 }, { value: 3 }] } });
    const given = await execute({ query, variables: { id: 'p5', from: 3 } });
    expect(given.data).toEqual({ pupil: { name: 'Elev 5', grades: [{ value: 3 }] } });
  });

  it('tell null from absent', async () => {
    const query =
      'query ($filter: PupilFilter, $id: ID) { pupils(filter: $filter) { id } maybeSchool(id: $id) { id } }';
    const { execute } = start();
    expect((await execute({ query })).data).toEqual({
      pupils: [{ id: 'p1' }, { id: 'p2' }],
      maybeSchool: { id: 's1' },
    });
    const { data } = await execute({ query, variables: { filter: { ids: ['p4'] }, id: null } });
    expect(data).toEqual({ pupils: [{ id: 'p4' }], maybeSchool: null });
  });

  it('of the wrong type are refused before any subgraph is asked', async () => {
    const { execute, requests } = start();
    const query = 'query ($id: ID!, $n: Int) { pupil(id: $id) { id } schools { pupils(first: $n) { id } } }';
    const result = await execute({ query, variables: { n: 'many' } });
    expect(codesOf(result)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(result).not.toHaveProperty('data');
    expect(requests).toEqual([]);
  });

  it('may not have the name that federation uses itself', async () => {
    const query = 'query ($representations: Int!) { pupil(id: "p1") { grades(from: $representations) { value } } }';
    const { errors } = await start().execute({ query, variables: { representations: 1 } });
    expect(errors?.map(({ message }) => message)).toEqual([
      'The variable "$representations" is used by federation itself: give it another name.',
    ]);
  });
});

describe('@skip and @include', () => {
  const query = `query ($grades: Boolean! = true, $name: Boolean!) {
    pupil(id: "p3") { id name @include(if: $name) ... @skip(if: $grades) { mentor { name } } number @skip(if: true) }
  }`;

  it('leave fields out, and the fetches that only those needed', async () => {
    const { execute, requests } = start();
    expect((await execute({ query, variables: { name: false } })).data).toEqual({ pupil: { id: 'p3' } });
    expect(requests.map(({ subgraph }) => subgraph)).toEqual(['school-administration']);
  });

  it('are decided anew for every request of one plan', async () => {
    const { execute } = start();
    await execute({ query, variables: { name: false } });
    const { data } = await execute({ query, variables: { name: true, grades: false } });
    expect(data).toEqual({ pupil: { id: 'p3', name: null, mentor: { name: 'Kari fra karakterer' } } });
  });
});

describe('the answer', () => {
  it('has its keys in the order that GraphQL gives them', async () => {
    const query = `query ($no: Boolean!) {
      pupil(id: "p1") { ... { number } x: id @include(if: $no) ...F name x: id ... on Pupil { level number } }
    } fragment F on Pupil { mentor { name email } absence }`;
    const { data } = await start().execute({ query, variables: { no: false } });
    expect(JSON.stringify(data)).toBe(
      '{"pupil":{"number":1,"mentor":{"name":"Kari fra karakterer","email":"kari@skole.no"},"absence":2,"name":"Elev 1","x":"p1","level":"SECONDARY"}}',
    );
  });

  it('gives fields under any alias, and changes no prototype', async () => {
    const query = `{ pupil(id: "p1") {
      __proto__: name constructor: number toString: absence hasOwnProperty: mentor { __proto__: name valueOf: email }
      __typename: level id: strictName school: warning
    } }`;
    const { data, errors } = await start().execute({ query });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(
      '{"pupil":{"__proto__":"Elev 1","constructor":1,"toString":2,' +
        '"hasOwnProperty":{"__proto__":"Kari fra karakterer","valueOf":"kari@skole.no"},' +
        '"__typename":"SECONDARY","id":"Elev 1","school":"Elev 1: 2 NB"}}',
    );
    expect({}.constructor).toBe(Object);
  });

  it('has nothing in it that was fetched and not asked for', async () => {
    const { data } = await start().execute({ query: '{ pupil(id: "p1") { warning } }' });
    expect(data).toEqual({ pupil: { warning: 'Elev 1: 2 NB' } });
  });

  it('names the types of roots, whatever subgraphs call them', async () => {
    const { execute, requests } = start();
    expect((await execute({ query: '{ __typename kind: __typename }' })).data).toEqual({
      __typename: 'Query',
      kind: 'Query',
    });
    expect(requests).toEqual([]);
    const { data } = await execute({
      query: 'mutation { __typename rename(id: "p1", name: "Ny") { __typename query { __typename } } }',
    });
    expect(data).toEqual({ __typename: 'Mutation', rename: { __typename: 'Renamed', query: { __typename: 'Query' } } });
  });
});

describe('mutations', () => {
  const counters = () => {
    const log: string[] = [];
    const step = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`${name} ends`);
      return { by: name, query: {} };
    };
    const counter = federate([
      {
        name: 'one',
        sdl: 'type Query { count: Int } type Done { by: String @shareable query: Query! @shareable } type Mutation { a: Done c: Done }',
        resolvers: { Query: { count: () => log.length }, Mutation: { a: step('a'), c: step('c') } },
      },
      {
        name: 'two',
        sdl: 'type Query { size: Int } type Done { by: String @shareable query: Query! @shareable } type Mutation { b: Done }',
        resolvers: { Query: { size: () => 7 }, Mutation: { b: step('b') } },
      },
    ]);
    return {
      log,
      ...createExecutor({ graph: readFederatedGraph(counter.supergraphSdl), dataSources: inProcess(counter) }),
    };
  };

  it('run one after the other, across subgraphs, in the order they are written', async () => {
    const { log, execute } = counters();
    const { data } = await execute({ query: 'mutation { c { by } b { by } a { by } again: c { by } }' });
    expect(data).toEqual({ c: { by: 'c' }, b: { by: 'b' }, a: { by: 'a' }, again: { by: 'c' } });
    expect(log).toEqual(['c', 'b', 'a', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('may be followed by queries through their payload', async () => {
    const { data } = await counters().execute({
      query: 'mutation { a { query { count size } } b { query { size } } }',
    });
    expect(data).toEqual({ a: { query: { count: 2, size: 7 } }, b: { query: { size: 7 } } });
  });
});

describe('introspection', () => {
  it('answers as graphql-js does over the public schema', async () => {
    const { execute: ours, schema, requests } = start();
    const source = getIntrospectionQuery();
    const expected = await graphql({ schema, source });
    expect(JSON.stringify(await ours({ query: source }))).toBe(JSON.stringify(expected));
    expect(JSON.stringify(await ours({ query: source }))).toBe(JSON.stringify(expected));
    expect(requests).toEqual([]);
  });

  it('goes beside data, with variables, aliases and fragments, and shows nothing hidden', async () => {
    const query = `query ($t: String!) {
      level: __type(name: $t) { ...T } pupil(id: "p1") { id } hidden: __type(name: "join__Graph") { name }
      id: __schema { queryType { name } }
    } fragment T on __Type { __typename enumValues { name } }`;
    const { data } = await start().execute({ query, variables: { t: 'Level' } });
    expect(data).toEqual({
      level: { __typename: '__Type', enumValues: [{ name: 'PRIMARY' }, { name: 'SECONDARY' }] },
      pupil: { id: 'p1' },
      hidden: null,
      id: { queryType: { name: 'Query' } },
    });
  });
});

describe('a request that cannot be run', () => {
  it.each<[string, ExecutionRequest, string]>([
    ['a syntax error', { query: '{ schools { ' }, 'GRAPHQL_PARSE_FAILED'],
    ['no text', { query: '' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ schols { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a hidden enum value', { query: '{ schools { pupils(level: SEALED) { id } } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'several operations and no name',
      { query: 'query A { __typename } query B { __typename }' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['an unknown operation', { query: 'query A { __typename }', operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
    [
      'only fragments',
      { query: 'fragment F on Query { __typename }', operationName: 'F' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a subscription', { query: 'subscription { schools { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['more tokens than a question has', { query: `{ ${'a '.repeat(20_000)}}` }, 'GRAPHQL_PARSE_FAILED'],
  ])('(%s) gets an error with a code, and no data', async (_, request, code) => {
    const result = await start().execute(request);
    expect(codesOf(result)).toContain(code);
    expect(result).not.toHaveProperty('data');
  });

  it('because it is nested too deep is told so', async () => {
    const depth = 4_000;
    const query = `{ pupil(id: "p1") ${'{ nearest '.repeat(depth)}{ id }${' }'.repeat(depth)} }`;
    const { errors } = await start().execute({ query });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toBe('The query is nested too deep.');
  });
});

describe('a prepared operation', () => {
  it('is told apart by its operation name', async () => {
    const { execute } = start();
    const query = 'query A { pupil(id: "p1") { id } } query B { pupil(id: "p2") { id } }';
    expect((await execute({ query, operationName: 'A' })).data).toEqual({ pupil: { id: 'p1' } });
    expect((await execute({ query, operationName: 'B' })).data).toEqual({ pupil: { id: 'p2' } });
    expect((await execute({ query, operationName: 'A' })).data).toEqual({ pupil: { id: 'p1' } });
  });

  it('is planned again after it was forgotten', async () => {
    const executor = createExecutor({
      graph: readFederatedGraph(graph.supergraphSdl),
      dataSources: inProcess(graph),
      planCacheSize: 1,
    });
    for (const id of ['p1', 'p2', 'p1'])
      expect((await executor.execute({ query: `{ pupil(id: "${id}") { id } }` })).data).toEqual({ pupil: { id } });
  });

  it('may be given as a document, with its text or without', async () => {
    const { execute } = start();
    const query = '{ pupil(id: "p1") { id } }';
    const document = parse(query);
    for (const request of [{ document }, { document, query }, { document }])
      expect((await execute(request)).data).toEqual({ pupil: { id: 'p1' } });
  });
});

it('passes scalars, enums and lists through as subgraphs give them', async () => {
  const monolith = buildSchema('scalar Any type Query { any: Any when: Any list: [[Int]!] big: Float }');
  const values = {
    any: { deep: [1, { null: null }], text: '"\\' },
    when: '2026-01-01',
    list: [[1, null], []],
    big: 2 ** 60,
  };
  const { supergraphSdl } = federate([
    { name: 'one', sdl: 'scalar Any type Query { any: Any when: Any list: [[Int]!] big: Float }', resolvers: {} },
  ]);
  const dataSources = { one: { execute: async () => ({ data: structuredClone(values) }) } };
  const query = '{ list big any when }';
  const expected = await execute({ schema: monolith, document: parse(query), rootValue: values });
  const answer = await createExecutor({ graph: readFederatedGraph(supergraphSdl), dataSources }).execute({ query });
  expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));
});

it('refuses a supergraph that it cannot serve', () => {
  const { supergraphSdl } = graph;
  expect(() => createExecutor({ graph: readFederatedGraph('type Query { a: Int }'), dataSources: {} })).toThrow(
    /^The supergraph cannot be used: /,
  );
  expect(() =>
    createExecutor({
      graph: readFederatedGraph(supergraphSdl),
      dataSources: { grades: inProcess(graph).grades ?? expect.fail() },
    }),
  ).toThrow('The supergraph has subgraphs without a data source: operators, school-administration, transport.');
});
