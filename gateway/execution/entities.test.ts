import { expect, it } from 'vitest';
import { createExecutor } from './create-executor.ts';
import { readFederatedGraph } from './read-federated-graph.ts';
import { federate, type TestGraph } from './testing/federated-graph.ts';
import { inProcess } from './testing/in-process.ts';
import { libraryGraph } from './testing/library-graph.ts';
import { recorded } from './testing/recording.ts';
import { schoolGraph } from './testing/school-graph.ts';

type Source = Readonly<Record<string, unknown>>;

function start(graph: TestGraph) {
  const recording = recorded(inProcess(graph));
  const executor = createExecutor({
    graph: readFederatedGraph(graph.supergraphSdl),
    dataSources: recording.dataSources,
  });
  return { ...recording, execute: executor.execute };
}

it('asks for an entity that appears many times only once, and answers it everywhere', async () => {
  const { execute, representationsTo } = start(schoolGraph());
  const { data, errors } = await execute({ query: '{ pupil(id: "p2") { friends { name mentor { name } } } }' });
  expect(errors).toBeUndefined();
  expect(representationsTo('grades')).toEqual([
    [
      { __typename: 'Pupil', id: 'p1' },
      { __typename: 'Pupil', id: 'p0' },
    ],
  ]);
  const mentor = { name: 'Kari fra karakterer' };
  expect(data?.pupil).toEqual({
    friends: [{ name: 'Elev 1', mentor }, null, { name: 'Elev 0', mentor }, { name: 'Elev 1', mentor }],
  });
});

const parcels = () =>
  federate([
    {
      name: 'parcels',
      sdl: 'type Parcel @key(fields: "id") { id: ID! weight: Int } type Query { parcels: [Parcel] }',
      resolvers: { Query: { parcels: () => [7, 9, 7].map((weight) => ({ id: 'a', weight })) } },
    },
    {
      name: 'postage',
      sdl: `
        type Parcel @key(fields: "id") { id: ID! weight: Int @external price: Price @requires(fields: "weight") label: Label }
        type Price { amount: Int parts: [Int] }
        type Label { text: String price: Price }
      `,
      resolvers: {
        Parcel: {
          __resolveReference: (reference: Source) => reference,
          price: ({ weight }: Source) => ({ amount: Number(weight) * 2, parts: [weight] }),
          label: ({ weight }: Source) => ({ text: 'etikett', price: { amount: weight ?? null } }),
        },
      },
    },
  ]);

it('tells entities apart by all their fields, not by the key alone', async () => {
  const { execute, representationsTo } = start(parcels());
  const { data } = await execute({ query: '{ parcels { price { amount parts } } }' });
  expect(representationsTo('postage')).toEqual([
    [
      { __typename: 'Parcel', weight: 7, id: 'a' },
      { __typename: 'Parcel', weight: 9, id: 'a' },
    ],
  ]);
  expect(data?.parcels).toEqual([
    { price: { amount: 14, parts: [7] } },
    { price: { amount: 18, parts: [9] } },
    { price: { amount: 14, parts: [7] } },
  ]);
});

it('gives each place in the answer objects of its own, so that later fetches cannot mix them', async () => {
  const { execute } = start(parcels());
  const { data } = await execute({ query: '{ parcels { weight label { text } price { amount } } }' });
  const [first, , third] = Object(data).parcels;
  expect(first).toEqual(third);
  expect(first.label).not.toBe(third.label);
  expect(first.price).not.toBe(third.price);
});

it('does not ask when a list is empty or everything in it is null', async () => {
  const { execute, requests } = start(schoolGraph());
  const { data } = await execute({ query: '{ school(id: "s3") { pupils { mentor { email } } } }' });
  expect(data).toEqual({ school: { pupils: [] } });
  expect(requests.map(({ subgraph }) => subgraph)).toEqual(['school-administration']);
});

it('follows entities through lists of lists', async () => {
  const { execute } = start(schoolGraph());
  const { data } = await execute({ query: '{ school(id: "s1") { seating { number mentor { name } } } }' });
  const mentor = { name: 'Kari fra karakterer' };
  expect(data).toEqual({
    school: { seating: [[{ number: 0, mentor }, null, { number: 1, mentor }], [], [{ number: 0, mentor }]] },
  });
});

it('sends compound keys and required fields, with the arguments in their places', async () => {
  const { execute, representationsTo, requests } = start(schoolGraph());
  const { data } = await execute({
    query: 'query ($l: Language) { pupil(id: "p1") { warning(language: $l) bus { operator { title phone } } seats } }',
    variables: { l: 'SE' },
  });
  expect(data?.pupil).toEqual({
    warning: 'Elev 1: 2 SE',
    bus: { operator: { title: 'Innlandsbuss', phone: '62 00 00 00' } },
    seats: [[1, null], [1]],
  });
  expect(representationsTo('grades')).toEqual([[{ __typename: 'Pupil', absence: 2, name: 'Elev 1', id: 'p1' }]]);
  expect(representationsTo('transport')).toEqual([[{ __typename: 'Pupil', school: { id: 's1' }, number: 1 }]]);
  expect(requests.find(({ subgraph }) => subgraph === 'grades')?.variables.l).toBe('SE');
});

it('uses what @provides gives without asking its owner, and the new owner of an overridden field', async () => {
  const { execute, requests } = start(schoolGraph());
  const { data } = await execute({ query: '{ pupil(id: "p1") { mentor { name phone } } }' });
  expect(data?.pupil).toEqual({ mentor: { name: 'Kari fra karakterer', phone: '62 11 11 11' } });
  expect(requests.map(({ subgraph }) => subgraph)).toEqual(['school-administration', 'grades', 'operators']);
});

it('keeps the true type of an object that a subgraph knows only by its interface', async () => {
  const { execute } = start(libraryGraph());
  const { data } = await execute({
    query: '{ hits(kinds: ["Film"]) { ... on Film { reviews { text } ... on Film { __typename } } } }',
  });
  expect(data?.hits).toEqual([
    { reviews: [{ text: 'om 2' }, { text: 'om 2' }], __typename: 'Film' },
    { reviews: [{ text: 'om 4' }, { text: 'om 4' }], __typename: 'Film' },
  ]);
});

it('finds the true type of an interface object from the subgraph that knows it', async () => {
  const { execute } = start(libraryGraph());
  const { data } = await execute({
    query: '{ latest { of { kind: __typename title ... on Film { minutes } } stars } }',
  });
  expect(data?.latest).toEqual([
    { of: { kind: 'Book', title: 'Sult' }, stars: 1 },
    { of: { kind: 'Film', title: null, minutes: 90 }, stars: 2 },
    { of: { kind: 'Book', title: 'Sult' }, stars: 1 },
  ]);
});

it('reads fields of one name and different types by implementation', async () => {
  const { execute } = start(libraryGraph());
  const query = '{ works { size ... on Book { shelf(row: 3) } ... on Film { copies } } }';
  const { data, errors } = await execute({ query });
  expect(data?.works).toEqual([
    { size: 3, shelf: '3-3' },
    null,
    { size: 4, shelf: '3-4' },
    { size: 1, copies: 7 },
    null,
  ]);
  expect(errors?.map(({ path }) => path)).toEqual([['works', 1, 'copies']]);
});

it('finds fields in a fragment on an interface, within an object, within the object again', async () => {
  const { execute } = start(libraryGraph());
  const { data } = await execute({ query: '{ author(id: "a1") { ... on Node { ... on Author { name born } } } }' });
  expect(data).toEqual({ author: { name: 'Knut', born: { year: 1859 } } });
});

it('does not send a subgraph objects of types that it does not know', async () => {
  const { execute, representationsTo } = start(libraryGraph());
  const { data, errors } = await execute({ query: '{ hits { ... on Film { size } ... on Book { weight } } }' });
  expect(errors).toBeUndefined();
  expect(data?.hits).toEqual([{ weight: 30 }, { size: null }, { weight: null }, { size: 1 }, {}, {}]);
  expect(representationsTo('reviews')).toEqual([
    [
      { __typename: 'Work', id: '1', size: 3 },
      { __typename: 'Work', id: '3', size: 4 },
    ],
  ]);
});
