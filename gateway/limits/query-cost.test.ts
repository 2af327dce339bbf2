import { buildSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleQueries } from '#cli/demo/example-queries.ts';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { pageQuery, wideQuery } from '#test/bench/queries.ts';
import { compileCost } from './query-cost.ts';

const schema = buildSchema(`
  type Query { me: Person people(first: Int, after: String): PersonConnection! node: Node }
  type PersonConnection { edges: [PersonEdge!]! pageInfo: PageInfo! }
  type PersonEdge { node: Person! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
  interface Node { id: ID! }
  type Person implements Node { id: ID! name: String nicknames: [String!]! friends(first: Int): PersonConnection! }
`);
function cost(text: string, variables: Record<string, unknown> = {}, of = schema): number {
  const document = parse(text);
  expect(validate(of, document)).toEqual([]);
  const operation = document.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  return compileCost(of, document, operation)(variables);
}

describe('the estimated cost of a query', () => {
  it('is one for each value', () => {
    expect(cost('{ me { id name } }')).toBe(3);
    expect(cost('{ __typename __schema { types { name } } me { __typename id } }')).toBe(2);
  });

  it('is as large as the pages that it asks for, and those within them', () => {
    // The connection, five edges, and of each its person with a name.
    expect(cost('{ people(first: 5) { edges { node { name } } pageInfo { hasNextPage } } }')).toBe(1 + 5 * 3 + 2);
    expect(cost('{ people(first: 5) { edges { node { friends(first: 7) { edges { cursor } } } } } }')).toBe(
      1 + 5 * (1 + 1 + 1 + 7 * 2),
    );
  });

  it('takes a page by its variable, by the usual size where none is given, and never larger than the largest', () => {
    const query = 'query ($n: Int) { people(first: $n) { edges { cursor } } }';
    expect(cost(query, { n: 3 })).toBe(1 + 3 * 2);
    expect(cost(query)).toBe(1 + 50 * 2);
    expect(cost(query, { n: 9_999_999 })).toBe(1 + 500 * 2);
    expect(cost('{ people { edges { cursor } } }')).toBe(1 + 50 * 2);
  });

  it('takes another list for ten', () => {
    expect(cost('{ me { nicknames } }')).toBe(1 + 10);
  });

  it('counts fragments where they are used, and what conditions may leave out', () => {
    expect(
      cost(
        '{ me { ...named } node { ...named ... on Person { friends(first: 1) { edges { cursor } } } } } fragment named on Person { name }',
      ),
    ).toBe(2 + 2 + 3);
    expect(cost('{ me { name @skip(if: true) } }')).toBe(2);
  });

  it('of a query made to be large is large, and found at once', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'name' : `friends(first: 500) { edges { node { ${nested(depth - 1)} } } }`;
    expect(cost(`{ me { ${nested(10)} } }`)).toBe(1e12 + 0);
  });

  it('leaves room for what the demo and the benchmarks ask', () => {
    const { cost: most } = hubSettingsSchema.shape.limits.parse({});
    const costs = [
      ...exampleQueries.map((query) => cost(query, {}, readOwnGraph().schema)),
      cost(wideQuery, { first: 30 }, readOwnGraph().schema),
      cost(pageQuery, { first: 100 }, readOwnGraph().schema),
    ];
    expect(Math.max(...costs)).toBeLessThan(most / 4);
  });
});
