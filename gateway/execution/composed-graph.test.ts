import { isInputObjectType, isInterfaceType, isObjectType, parse, printSchema } from 'graphql';
import { expect, it } from 'vitest';
import { composeSupergraph } from '#gateway/compose.ts';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';
import { pageQuery } from '#test/bench/queries.ts';
import { openComposedGraph, subgraphTypesOf } from './composed-graph.ts';
import type { FederatedGraph } from './federated-graph.ts';
import { readFederatedGraph } from './read-federated-graph.ts';

/** Every type of a supergraph that is not federation's own, with its fields. */
const typesIn = ({ supergraphSchema }: FederatedGraph) =>
  Object.values(supergraphSchema.getTypeMap())
    .filter(({ name }) => !/^(__|join__|link__|core__)/.test(name))
    .map((type) => {
      const fields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : {};
      return [type.name, ...Object.keys(fields).sort()].join(' ');
    })
    .sort();

it('knows of the hub’s own graph what Apollo reads from its supergraph, and plans the same', async () => {
  const ours = readOwnGraph();
  const theirs = readFederatedGraph(ours.supergraphSdl);
  expect(ours.subgraphNames).toEqual(theirs.subgraphNames);
  expect(subgraphTypesOf(ours)).toEqual(subgraphTypesOf(theirs));
  expect(printSchema(ours.schema)).toBe(printSchema(theirs.schema));
  expect(typesIn(ours)).toEqual(typesIn(theirs));
  const document = parse(pageQuery);
  expect(JSON.stringify(await ours.planOf(document, 'Page'))).toBe(
    JSON.stringify(await theirs.planOf(document, 'Page')),
  );
});

it('knows what is hidden from clients where something is', async () => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@inaccessible"])
    type Query { seen: String hidden: String @inaccessible }`;
  const supergraphSdl = await composeSupergraph([{ name: 'one', sdl, url: 'http://127.0.0.1:4001/graphql' }]);
  const theirs = readFederatedGraph(supergraphSdl);
  const ours = openComposedGraph({
    supergraphSdl,
    apiSdl: printSchema(theirs.schema),
    subgraphTypes: subgraphTypesOf(theirs),
  });
  expect(typesIn(theirs)).toContain('Query hidden seen');
  expect(typesIn(ours)).toEqual(typesIn(theirs));
  expect(printSchema(ours.schema)).not.toContain('hidden');
});
