import { GraphQLError } from 'graphql';
import { federate, type TestGraph, type TestSubgraph } from './federated-graph.ts';

type Source = Readonly<Record<string, unknown>>;

const works = [
  { __typename: 'Book', id: '1', title: 'Sult', pages: 180, size: 3, authorId: 'a1' },
  { __typename: 'Film', id: '2', title: null, minutes: 90, size: null, authorId: 'a2' },
  { __typename: 'Book', id: '3', title: 'Pan', pages: null, size: 4, authorId: 'a1' },
  { __typename: 'Film', id: '4', title: 'Max Manus', minutes: 118, size: 1, authorId: null },
  { __typename: 'Secret', id: '5', title: 'Skjult', size: 2, authorId: 'a1' },
];
const workOf = (id: unknown) => works.find((work) => work.id === id);
const authors = [
  { __typename: 'Author', id: 'a1', name: 'Knut', born: { year: 1859 } },
  { __typename: 'Author', id: 'a2', name: null, born: null },
];
const authorOf = (id: unknown) => authors.find((author) => author.id === id);

const catalogue: TestSubgraph = {
  name: 'catalogue',
  sdl: `
    scalar JSON
    interface Node { id: ID! }
    interface Work implements Node @key(fields: "id") { id: ID! title: String author: Author size: Int tags: [String!] }
    type Book implements Work & Node @key(fields: "id") {
      id: ID! title: String! author: Author size: Int! tags: [String!] pages: Int next: Work
    }
    type Film implements Work & Node @key(fields: "id") {
      id: ID! title: String author: Author size: Int tags: [String!] minutes: Int! sequel: Film
    }
    type Secret implements Work & Node @key(fields: "id") @inaccessible {
      id: ID! title: String author: Author size: Int tags: [String!]
    }
    type Author implements Node @key(fields: "id") { id: ID! name: String works: [Work] born: JSON }
    union Hit = Book | Film | Author
    type Shelf { label: String works: [[Work!]!] hits: [Hit] }
    type Query { works: [Work] work(id: ID!): Work hits(kinds: [String!]): [Hit!] node(id: ID!): Node shelf: Shelf! author(id: ID!): Author }
  `,
  resolvers: {
    Query: {
      works: () => works,
      work: (_: unknown, { id }: Source) => workOf(id),
      hits: (_: unknown, args: { kinds?: readonly string[] }) =>
        [...works.slice(0, 4), ...authors].filter(({ __typename }) => args.kinds?.includes(__typename) ?? true),
      node: (_: unknown, { id }: Source) => workOf(id) ?? authorOf(id),
      shelf: () => ({ label: 'A', works: [[works[0], works[1]], [], [works[2]]], hits: [authors[0], null, works[3]] }),
      author: (_: unknown, { id }: Source) => authorOf(id),
    },
    Work: {
      __resolveType: ({ __typename }: Source) => String(__typename),
      __resolveReference: ({ id }: Source) => workOf(id),
    },
    Node: { __resolveType: ({ __typename }: Source) => String(__typename) },
    Hit: { __resolveType: ({ __typename }: Source) => String(__typename) },
    Book: {
      __resolveReference: ({ id }: Source) => workOf(id),
      author: ({ authorId }: Source) => authorOf(authorId),
      tags: () => ['a', 'b'],
      next: ({ id }: Source) => workOf(id === '1' ? '2' : '3'),
    },
    Film: {
      __resolveReference: ({ id }: Source) => workOf(id),
      author: ({ authorId }: Source) => authorOf(authorId),
      tags: () => {
        throw new GraphQLError('no tags', { extensions: { code: 'NO_TAGS' } });
      },
      sequel: ({ id }: Source) => (id === '2' ? workOf('4') : null),
    },
    Secret: { __resolveReference: ({ id }: Source) => workOf(id), author: () => authors[0] },
    Author: {
      __resolveReference: ({ id }: Source) => authorOf(id),
      works: ({ id }: Source) => works.filter(({ authorId }) => authorId === id),
    },
  },
};

const reviews: TestSubgraph = {
  name: 'reviews',
  sdl: `
    type Work @key(fields: "id") @interfaceObject {
      id: ID! size: Int @external
      reviews(first: Int = 2): [Review]! score: Float weight: Int @requires(fields: "size")
    }
    type Review { text: String! of: Work by: Reader! stars: Int! }
    type Reader @key(fields: "id nick") { id: ID! nick: String! favourite: Work }
    type Query { latest: [Review!]! readers: [Reader] }
  `,
  resolvers: {
    Query: {
      latest: () => [review('1', 1), review('2', 2), review('1', 1)],
      readers: () => [{ id: 'r1', nick: 'reven' }, { id: 'r1', nick: 'ugla' }, null],
    },
    Work: {
      __resolveReference: (reference: Source) => (reference.id === '3' ? null : reference),
      reviews: ({ id }: Source, { first }: Source) => [review(id, 1), review(id, 3)].slice(0, Number(first)),
      score: ({ id }: Source) => {
        if (id === '4') throw new GraphQLError('no score', { extensions: { code: 'NOT_FOUND' } });
        return 4.5;
      },
      weight: ({ size }: Source) => (typeof size === 'number' ? size * 10 : null),
    },
    Reader: {
      __resolveReference: (reference: Source) => reference,
      favourite: ({ nick }: Source) => ({ id: nick === 'reven' ? '1' : '4' }),
    },
  },
};
const review = (id: unknown, stars: number) => ({
  text: `om ${String(id)}`,
  of: { id },
  by: { id: 'r1', nick: stars === 1 ? 'reven' : 'ugla' },
  stars: stars === 3 ? null : stars,
});

const loans: TestSubgraph = {
  name: 'loans',
  sdl: `
    type Reader @key(fields: "id nick") { id: ID! nick: String! card: String! loans: [Loan] }
    type Loan { item: Lendable! due: String }
    union Lendable = Book | Device
    type Book @key(fields: "id") { id: ID! copies: Int size: Int! @external shelf(row: Int): String! @requires(fields: "size") }
    type Device { serial: String! copies: String }
    type Film @key(fields: "id") { id: ID! copies: Int! }
    type Query { lendable: [Lendable] }
  `,
  resolvers: {
    Query: { lendable: () => [{ __typename: 'Book', id: '1' }, { __typename: 'Device', serial: 'd' }, null] },
    Reader: {
      __resolveReference: (reference: Source) => reference,
      card: ({ nick }: Source) => (nick === 'ugla' ? null : 'kort'),
      loans: () => [{ item: { __typename: 'Book', id: '3' } }, null, { item: { __typename: 'Device', serial: 'e' } }],
    },
    Lendable: { __resolveType: ({ __typename }: Source) => String(__typename) },
    Book: {
      __resolveReference: (reference: Source) => reference,
      copies: ({ id }: Source) => (id === '1' ? 2 : null),
      shelf: ({ size }: Source, { row }: Source) => `${String(row)}-${String(size)}`,
    },
    Film: { __resolveReference: (reference: Source) => reference, copies: ({ id }: Source) => (id === '2' ? null : 7) },
    Device: { copies: () => 'én' },
  },
};

/** Interfaces, unions, `@interfaceObject`, a hidden type, fields whose types differ by implementation, nested lists. */
export const libraryGraph = (): TestGraph => federate([catalogue, reviews, loans]);
