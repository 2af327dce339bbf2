import fc from 'fast-check';
import { type ExecutionResult, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createExecutor, type FederationExecutor } from './create-executor.ts';
import { readFederatedGraph } from './read-federated-graph.ts';
import { arbitraryQuery } from './testing/generated-query.ts';
import { inProcess } from './testing/in-process.ts';
import { libraryGraph } from './testing/library-graph.ts';
import { schoolGraph } from './testing/school-graph.ts';
import { type StockExecute, stockExecutor } from './testing/stock-executor.ts';

/** The same queries each time. For a search among others: `PARITY_QUERIES=5000 npx vitest run gateway/execution/stock-parity`. */
const search = process.env.PARITY_QUERIES
  ? { numRuns: Number(process.env.PARITY_QUERIES) }
  : { numRuns: 100, seed: 17 };

describe.each([
  ['schools', schoolGraph],
  ['a library', libraryGraph],
])('the executor, over a graph of %s', (_, makeGraph) => {
  let ours: FederationExecutor;
  let stock: StockExecute;

  beforeAll(async () => {
    const graph = makeGraph();
    ours = createExecutor({ graph: readFederatedGraph(graph.supergraphSdl), dataSources: inProcess(graph) });
    stock = await stockExecutor(graph);
  });

  it("answers generated queries as Apollo's gateway does: data, nulls and errors", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(ours.schema), async (request) => {
        const answer = await ours.execute(request);
        // Apollo's planner fails on some valid queries (a type condition on a second interface of an `@interfaceObject`).
        const expected = await stock(request).catch(() => undefined);
        if (!expected) {
          expect(answer.errors?.map(({ message }) => message)).toEqual(['This query could not be planned.']);
          return;
        }
        expect(comparable(answer)).toEqual(comparable(expected));
        for (const { path = [] } of answer.errors ?? [])
          expect(endsInNull(answer.data, path), path.join('.')).toBe(true);
      }),
      search,
    );
  }, 600_000);

  it('answers the same under aliases that are names of key and required fields', async () => {
    const names = ['id', 'name', 'number', 'size', 'email', '__typename', 'title__alias_0'];
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(ours.schema), fc.constantFrom(...names), async ({ query, variables }, name) => {
        // With conditions Apollo's planner itself gives other data: a field that another requires is fetched under that one's condition,
        // unless it is asked for by its own name (`x: name strictWarning warning @include(if: false)`).
        fc.pre(!/@(include|skip)/.test(query));
        const renamed = query.replaceAll('x: ', `${name}: `);
        fc.pre(renamed !== query && validate(ours.schema, parse(renamed)).length === 0);
        const expected = JSON.stringify(await ours.execute({ query, variables }));
        const answer = JSON.stringify(await ours.execute({ query: renamed, variables }));
        const inPlaceOf = (text: string) => text.replaceAll(/"x"(?=[:,\]])/g, JSON.stringify(name));
        expect(sortedErrors(answer)).toEqual(sortedErrors(inPlaceOf(expected).replaceAll('.x.', `.${name}.`)));
      }),
      search,
    );
  }, 600_000);
});

/**
 * Errors sorted, as fetches in parallel end in any order. The indices in their paths are left out: where a list holds objects of
 * other types, Apollo's gateway counts only those it asked for. The order of keys is left out too: Apollo's gateway joins
 * fragments without a type condition, and then departs from GraphQL's order.
 */
function comparable({ data, errors = [], extensions }: ExecutionResult) {
  const told = errors.map(({ message, path, extensions: { code } }) =>
    JSON.stringify({ message, path: withoutIndices(path), code }),
  );
  return { data: asJson(data), errors: told.sort(), failures: failuresOf(asJson(extensions)) };
}

/** Apollo's gateway leaves its plan's `@` in the path of an error that is no single entity's; ours ends before it. */
function withoutIndices(path: readonly (string | number)[] = []): string[] {
  const end = path.indexOf('@');
  return path.slice(0, end === -1 ? path.length : end).map((part) => (typeof part === 'number' ? '#' : part));
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** In "field Work.reviews" Apollo's gateway names the fragment's type, ours (as graphql-js) the object's. */
function failuresOf(extensions: unknown): string[] {
  const failures: unknown[] = Object(extensions).valueCompletion ?? [];
  return failures.map((failure) => JSON.stringify(failure).replace(/field \w+\./, 'field ')).sort();
}

/** Whether a path leads to a null, or to something that was fetched and not asked for. */
function endsInNull(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const part of path) {
    if (value === null || value === undefined) return true;
    // Its own: an alias may be called `constructor`.
    value = typeof value === 'object' && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined;
  }
  return value === null || value === undefined;
}

function sortedErrors(text: string) {
  const { errors = [], ...rest }: { errors?: unknown[] } = JSON.parse(text);
  return { text: JSON.stringify(rest), errors: errors.map((error) => JSON.stringify(error)).sort() };
}
