import { describe, expect, it } from 'vitest';
import { isHubError } from '#kit/errors/hub-error.ts';
import { createExecutor } from './create-executor.ts';
import type { SubgraphDataSource, SubgraphResponse } from './data-source.ts';
import { readFederatedGraph } from './read-federated-graph.ts';
import { inProcess } from './testing/in-process.ts';
import { libraryGraph } from './testing/library-graph.ts';
import { schoolGraph } from './testing/school-graph.ts';

const graph = schoolGraph();

function executorWith(replaced: Record<string, SubgraphDataSource> = {}) {
  return createExecutor({
    graph: readFederatedGraph(graph.supergraphSdl),
    dataSources: { ...inProcess(graph), ...replaced },
  });
}

const answering = (answer: SubgraphResponse): SubgraphDataSource => ({ execute: async () => structuredClone(answer) });

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the error of a subgraph', () => {
  it('reaches the client with its code, its legal basis and its place in the answer', async () => {
    const query = '{ schools { pupils(first: 3) { fravaer: absence } } }';
    expect(asSent((await executorWith().execute({ query })).errors)).toEqual([
      {
        message: 'not for p2',
        path: ['schools', 0, 'pupils', 2, 'fravaer'],
        extensions: {
          code: 'WITHHELD',
          legalBasis: { statute: 'opplæringslova § 25-2' },
          serviceName: 'school-administration',
        },
      },
      {
        message: 'not for p6',
        path: ['schools', 1, 'pupils', 1, 'fravaer'],
        extensions: {
          code: 'WITHHELD',
          legalBasis: { statute: 'opplæringslova § 25-2' },
          serviceName: 'school-administration',
        },
      },
    ]);
  });

  it('is told once for every place of the entity it concerns', async () => {
    const query = '{ pupil(id: "p2") { friends { grades { value } } } }';
    const { errors, data } = await executorWith().execute({ query });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['pupil', 'friends', 0, 'grades'],
      ['pupil', 'friends', 3, 'grades'],
    ]);
    const grades = [{ value: 1 }, { value: 2 }, { value: 3 }];
    expect(data).toEqual({ pupil: { friends: [{ grades: null }, null, { grades }, { grades: null }] } });
  });

  it('is placed right in a list that holds other types too', async () => {
    const library = libraryGraph();
    const executor = createExecutor({
      graph: readFederatedGraph(library.supergraphSdl),
      dataSources: inProcess(library),
    });
    const { errors } = await executor.execute({ query: '{ hits { ... on Film { score } } }' });
    expect(errors?.map(({ path }) => path)).toEqual([['hits', 3, 'score']]);
  });

  it('is placed under the client’s own alias where that was replaced for the planner', async () => {
    const { errors, data } = await executorWith().execute({
      query: '{ pupil(id: "p2") { id: absence name: warning } }',
    });
    expect(data).toEqual({ pupil: { id: null, name: 'Elev 2: null NB' } });
    expect(errors?.map(({ path }) => path)).toContainEqual(['pupil', 'id']);
  });

  it('without an index stands at what all the entities have in common', async () => {
    const grades = answering({ data: null, errors: [{ message: 'all wrong' }] });
    const query = '{ schools { pupils { mentor { name } } } }';
    expect(asSent((await executorWith({ grades }).execute({ query })).errors)).toEqual([
      {
        message: 'all wrong',
        path: ['schools'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'grades' },
      },
    ]);
  });
});

describe('a subgraph that fails', () => {
  const refusing: SubgraphDataSource = {
    execute: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.3.7:4001 grades.internal')),
  };

  it('leaves nulls and one error that names no host', async () => {
    const result = await executorWith({ grades: refusing }).execute({
      query: '{ schools { name pupils(first: 1) { name mentor { name } } } }',
    });
    expect(asSent(result)).toEqual({
      errors: [
        {
          message: 'The subgraph "grades" did not answer.',
          path: ['schools'],
          extensions: { code: 'UNAVAILABLE', serviceName: 'grades' },
        },
      ],
      data: {
        schools: [
          { name: 'Furnes skole', pupils: [{ name: 'Elev 0', mentor: null }] },
          { name: 'Moelv skole', pupils: [{ name: 'Elev 5', mentor: null }] },
          { name: 'Tom skole', pupils: [] },
        ],
      },
    });
    const original = result.errors?.[0]?.originalError;
    expect(isHubError(original) && String(original.cause)).toMatch('ECONNREFUSED');
  });

  it('makes the whole answer null when the root field may not be', async () => {
    const { data, errors } = await executorWith({ 'school-administration': refusing }).execute({
      query: '{ schools { id } }',
    });
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  });

  it('does not keep the others from answering', async () => {
    const query = '{ pupil(id: "p3") { mentor { name } bus { line } } }';
    const { data } = await executorWith({ grades: refusing }).execute({ query });
    expect(data).toEqual({ pupil: { mentor: null, bus: { line: 'L3' } } });
  });

  it.each([
    [
      'too few entities',
      { data: { _entities: [] } },
      'The subgraph "grades" gave another number of entities than it was asked for.',
    ],
    [
      'entities that are no list',
      { data: { _entities: {} } },
      'The subgraph "grades" gave another number of entities than it was asked for.',
    ],
    ['nothing at all', {}, 'The subgraph "grades" gave an answer with neither data nor errors.'],
  ])('with %s is told of', async (_, answer, message) => {
    const { data, errors } = await executorWith({ grades: answering(answer) }).execute({
      query: '{ pupil(id: "p3") { mentor { name } } }',
    });
    expect(data).toEqual({ pupil: { mentor: null } });
    expect(errors?.map((error) => error.message)).toEqual([message]);
  });

  it.each([
    ['text where an object belongs', { _entities: [{ mentor: 'Kari' }] }],
    ['a list where an object belongs', { _entities: [{ mentor: [{ name: 'Kari' }] }] }],
    ['text where a list belongs', { _entities: [{ grades: 'femmer' }] }],
    ['a number where text belongs', { _entities: [{ mentor: { name: 5 } }] }],
  ])('with %s has it made null', async (_, data) => {
    const result = await executorWith({ grades: answering({ data }) }).execute({
      query: '{ pupil(id: "p3") { mentor { name } grades { value } } }',
    });
    expect(JSON.stringify(result.data)).not.toMatch(/Kari|femmer|5/);
    expect(result.extensions?.valueCompletion).toBeDefined();
  });

  it('cannot plant keys on the prototypes of ours', async () => {
    const data = JSON.parse(
      '{"_entities":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"mentor":{"__proto__":{"name":"Ond"}}}]}',
    );
    const grades: SubgraphDataSource = { execute: async () => ({ data }) };
    const result = await executorWith({ grades }).execute({ query: '{ pupil(id: "p3") { mentor { name } } }' });
    expect(result.data).toEqual({ pupil: { mentor: { name: null } } });
    expect('polluted' in {}).toBe(false);
  });
});

describe('nulls', () => {
  it('bubble up to the nearest field that may be null, and no further', async () => {
    const { data, errors } = await executorWith().execute({
      query: '{ strictPupils { strictName } maybeSchool { pupils { strictWarning } } pupil(id: "p0") { id } }',
    });
    expect(data).toEqual({ strictPupils: null, maybeSchool: null, pupil: { id: 'p0' } });
    expect(errors?.every(({ path }) => path !== undefined)).toBe(true);
  });

  it('that no subgraph explained are explained beside the errors', async () => {
    const { data, errors, extensions } = await executorWith().execute({
      query: '{ schools { pupils { level } } pupil(id: "p4") { strictWarning } }',
    });
    expect(errors).toBeUndefined();
    expect(data?.pupil).toBeNull();
    expect(asSent(extensions)).toEqual({
      valueCompletion: [
        {
          message: 'Invalid value found for field Pupil.level.',
          path: ['schools', 0, 'pupils', 2, 'level'],
          extensions: { code: 'INVALID_GRAPHQL' },
        },
        {
          message: 'Invalid value found for field Pupil.level.',
          path: ['schools', 1, 'pupils', 1, 'level'],
          extensions: { code: 'INVALID_GRAPHQL' },
        },
        {
          message: 'Cannot return null for non-nullable field Pupil.strictWarning.',
          path: ['pupil', 'strictWarning'],
          extensions: { code: 'INVALID_GRAPHQL' },
        },
      ],
    });
  });
});
