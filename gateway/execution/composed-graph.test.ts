import { readFileSync } from 'node:fs';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { expect, it } from 'vitest';
import { pageQuery } from '#test/bench/queries.ts';
import { openComposedGraph } from './composed-graph.ts';
import { readFederatedGraph } from './read-federated-graph.ts';

const composed = (file: string) => readFileSync(new URL(`../../contracts/graphql/${file}`, import.meta.url), 'utf8');
const supergraphSdl = composed('supergraph.graphql');
const sorted = (types: ReadonlyMap<string, ReadonlySet<string>>) =>
  Object.fromEntries([...types].map(([name, set]) => [name, [...set].filter((type) => !isFederations(type)).sort()]));
/** What a subgraph has for federation itself; no entity is of such a type. */
const isFederations = (type: string) => /^(_|link__|federation__)/.test(type);

it('knows of the hub’s own graph what Apollo reads from its supergraph, and plans the same', async () => {
  const ours = openComposedGraph({ supergraphSdl, apiSdl: composed('api.graphql') });
  const theirs = readFederatedGraph(supergraphSdl);
  expect(ours.subgraphNames).toEqual(theirs.subgraphNames);
  expect(sorted(ours.typesOf)).toEqual(sorted(theirs.typesOf));
  expect(printSchema(ours.schema)).toBe(printSchema(theirs.schema));
  const print = (schema: typeof ours.schema) => printSchema(lexicographicSortSchema(schema));
  expect(print(ours.supergraphSchema)).toBe(print(theirs.supergraphSchema));
  const document = parse(pageQuery);
  expect(JSON.stringify(await ours.planOf(document, 'Page'))).toBe(
    JSON.stringify(await theirs.planOf(document, 'Page')),
  );
});
