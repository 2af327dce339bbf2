import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  type TypeDefinitionNode,
} from 'graphql';
import type { FederatedGraph } from './federated-graph.ts';

/**
 * The graph of two files that composition has written and checked: they are taken at their word, which costs a tenth of reading a
 * supergraph. Only the first operation that has to be planned has Apollo's planner loaded and the supergraph read, once.
 *
 * @param apiSdl what clients see of the supergraph
 */
export function openComposedGraph({
  supergraphSdl,
  apiSdl,
}: {
  supergraphSdl: string;
  apiSdl: string;
}): FederatedGraph {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const typesOf = typesOfSubgraphs(supergraph);
  let reading: Promise<FederatedGraph> | undefined;
  return {
    supergraphSdl,
    subgraphNames: [...typesOf.keys()],
    schema: schemaOf(parse(apiSdl, { noLocation: true })),
    supergraphSchema: schemaOf(supergraph),
    typesOf,
    async planOf(document, operationName) {
      reading ??= import('./read-federated-graph.ts').then((module) => module.readFederatedGraph(supergraphSdl));
      return (await reading).planOf(document, operationName);
    },
  };
}

const schemaOf = (document: DocumentNode) => buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });

/** Reads `@join__graph` and `@join__type` of the join specification, 0.3 and later. */
function typesOfSubgraphs(supergraph: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const types = supergraph.definitions.filter((definition): definition is TypeDefinitionNode => 'name' in definition);
  const graphs = types.find(({ name }) => name.value === 'join__Graph');
  const names = new Map<string, string>();
  if (graphs?.kind === Kind.ENUM_TYPE_DEFINITION)
    for (const { name, directives } of graphs.values ?? [])
      for (const directive of directives ?? []) names.set(name.value, argumentOf(directive, 'name'));
  const typesOf = new Map([...names.values()].map((name) => [name, new Set<string>()]));
  for (const { name, directives } of types)
    for (const directive of directives ?? [])
      if (directive.name.value === 'join__type')
        typesOf.get(names.get(argumentOf(directive, 'graph')) ?? '')?.add(name.value);
  return typesOf;
}

function argumentOf(directive: ConstDirectiveNode, name: string): string {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : '';
}
