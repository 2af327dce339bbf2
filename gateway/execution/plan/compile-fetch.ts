import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, isInterfaceType, parse } from 'graphql';
import type { SubgraphDataSource, SubgraphError, SubgraphRequest, SubgraphResponse } from '../data-source.ts';
import type { FederatedGraph } from '../federated-graph.ts';
import { fieldTreeOf, withRenamedKeys } from './field-tree.ts';
import { compileMerge, type Merge } from './merge.ts';
import { type PlanPath, placesAt, type ResponsePath, sharedPlace } from './places.ts';
import { compileRepresentation, identityOf } from './representation.ts';
import { isResultObject, type ResultObject, readKey, writeKey } from './result-tree.ts';
import { compileRewrites, type Rewrites } from './rewrites.ts';
import type { Run, Step } from './run.ts';
import { errorOfBrokenAnswer, errorOfFailedFetch, errorOfSubgraph } from './subgraph-errors.ts';

/** What compiling a plan needs to know of the graph. */
export interface Federation extends Pick<FederatedGraph, 'supergraphSchema' | 'typesOf'> {
  readonly dataSources: Readonly<Record<string, SubgraphDataSource>>;
}

/** A type name that a subgraph gives where it knows an interface of the supergraph as an object (`@interfaceObject`). */
type IsInterface = (typename: unknown) => boolean;

/** One fetch: of root fields, or (with `requires`) of entities by their representations. */
export function compileFetch(node: FetchNode, path: PlanPath, federation: Federation): Step {
  const { supergraphSchema, dataSources } = federation;
  const { serviceName, variableUsages = [], requires } = node;
  const dataSource = dataSources[serviceName];
  if (!dataSource) throw new GraphQLError(`There is no data source for the subgraph "${serviceName}".`);
  const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true });
  const outputRewrites = compileRewrites(supergraphSchema, node.outputRewrites);
  const tree = withRenamedKeys(fieldTreeOf(document), outputRewrites?.renamedKeys);
  const shared = sharedPlace(path);

  const ask = async (run: Run, variables: Record<string, unknown>): Promise<SubgraphResponse | undefined> => {
    const request: SubgraphRequest = {
      document,
      query: node.operation,
      variables,
      ...(node.operationName !== undefined && { operationName: node.operationName }),
      context: run.context,
      signal: run.signal,
    };
    try {
      run.signal?.throwIfAborted();
      const response = await dataSource.execute(request);
      if (!response.data && !response.errors?.length)
        run.errors.push(errorOfBrokenAnswer('an answer with neither data nor errors', serviceName, shared));
      return response;
    } catch (error) {
      run.errors.push(errorOfFailedFetch(error, serviceName, shared));
      return undefined;
    }
  };
  const isInterface: IsInterface = (typename) =>
    typeof typename === 'string' && isInterfaceType(supergraphSchema.getType(typename));
  const parts: FetchParts = { serviceName, path, shared, ask, variableUsages, outputRewrites, isInterface };

  if (!requires) return compileRootFetch(parts, compileMerge(tree));
  if (variableUsages.includes('representations'))
    throw new GraphQLError('The variable "$representations" is used by federation itself: give it another name.', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  const inputRewrites = compileRewrites(supergraphSchema, node.inputRewrites);
  const build = compileRepresentation(supergraphSchema, requires);
  const types = federation.typesOf.get(serviceName);
  return compileEntityFetch(parts, compileMerge(tree.get('_entities') ?? new Map()), (source) => {
    const representation = build(source);
    if (representation === null || !readKey(representation, '__typename')) return undefined;
    // The identity is taken before the rewrites, which may give objects of different types the same representation.
    const identity = identityOf(representation);
    inputRewrites?.apply(representation);
    // An implementation that only lends its fields to an interface's `@requires` may be unknown there, and is not asked for.
    const typename = readKey(representation, '__typename');
    return typeof typename === 'string' && types?.has(typename) ? { identity, representation } : undefined;
  });
}

interface FetchParts {
  readonly serviceName: string;
  readonly path: PlanPath;
  readonly shared: ResponsePath | undefined;
  readonly variableUsages: readonly string[];
  readonly outputRewrites: Rewrites | undefined;
  readonly isInterface: IsInterface;
  ask(run: Run, variables: Record<string, unknown>): Promise<SubgraphResponse | undefined>;
}

function compileRootFetch(parts: FetchParts, merge: Merge): Step {
  const { path, shared, serviceName, outputRewrites } = parts;
  return async (run, at) => {
    const response = await parts.ask(run, variablesFor(run, parts.variableUsages));
    if (!response) return;
    for (const error of response.errors ?? []) {
      const rest = error.path && (outputRewrites?.renamePath(error.path) ?? error.path);
      if (path.length === 0 || !rest) run.errors.push(errorOfSubgraph(error, serviceName, rest ?? shared));
      else
        for (const place of placesOf(run, at, path))
          run.errors.push(errorOfSubgraph(error, serviceName, [...place, ...rest]));
    }
    const { data } = response;
    if (!data) return;
    outputRewrites?.apply(data);
    // A field of type Query below a list: every element gets its own copy of the one answer.
    for (const [i, target] of at.entries()) merge.into(target, i === 0 ? data : merge.copy(data));
  };
}

interface IdentifiedRepresentation {
  readonly identity: string;
  readonly representation: ResultObject;
}

function compileEntityFetch(
  parts: FetchParts,
  merge: Merge,
  represent: (source: ResultObject) => IdentifiedRepresentation | undefined,
): Step {
  const { path, shared, serviceName, outputRewrites, isInterface } = parts;
  return async (run, at) => {
    const representations: ResultObject[] = [];
    /** For each representation, the objects that it stands for. */
    const targets: ResultObject[][] = [];
    const known = new Map<string, ResultObject[]>();
    for (const object of at) {
      const represented = represent(object);
      if (!represented) continue;
      const same = known.get(represented.identity);
      if (same) {
        same.push(object);
        continue;
      }
      const first = [object];
      known.set(represented.identity, first);
      targets.push(first);
      representations.push(represented.representation);
    }
    if (representations.length === 0) return;

    const variables = variablesFor(run, parts.variableUsages);
    variables.representations = representations;
    const response = await parts.ask(run, variables);
    if (!response) return;
    for (const error of response.errors ?? []) pushEntityError(run, error, targets);
    if (!response.data) return;
    const entities = readKey(response.data, '_entities');
    if (!Array.isArray(entities) || entities.length !== representations.length) {
      if (!response.errors?.length || Array.isArray(entities))
        run.errors.push(errorOfBrokenAnswer('another number of entities than it was asked for', serviceName, shared));
      return;
    }
    for (let i = 0; i < entities.length; i++) {
      const received: unknown = entities[i];
      if (!isResultObject(received)) continue;
      const objects = targets[i] ?? [];
      // From the last to the first, which takes the received object itself.
      for (let j = objects.length - 1; j >= 0; j--) {
        const target = objects[j];
        if (target) mergeEntity(target, j === 0 ? received : merge.copy(received));
      }
    }
  };

  function mergeEntity(target: ResultObject, received: ResultObject): void {
    // An interface's name says less than what is known already, and would hide the object from every type condition.
    const typename = received.__typename;
    if (typename === undefined || isInterface(typename)) received.__typename = target.__typename;
    outputRewrites?.apply(received);
    merge.into(target, received);
  }

  function pushEntityError(run: Run, error: SubgraphError, targets: readonly ResultObject[][]): void {
    const [field, index, ...rest] = error.path ?? [];
    const objects = field === '_entities' && typeof index === 'number' ? targets[index] : undefined;
    if (!objects) {
      run.errors.push(errorOfSubgraph(error, serviceName, shared));
      return;
    }
    const renamed = outputRewrites?.renamePath(rest) ?? rest;
    for (const place of placesOf(run, objects, path))
      run.errors.push(errorOfSubgraph(error, serviceName, [...place, ...renamed]));
  }
}

function placesOf(run: Run, objects: readonly ResultObject[], path: PlanPath): ResponsePath[] {
  const places = placesAt(run.root, path);
  return objects.map((object) => places.get(object) ?? sharedPlace(path) ?? []);
}

function variablesFor(run: Run, usages: readonly string[]): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const name of usages) {
    const value = readKey(run.variables, name);
    if (value !== undefined) writeKey(variables, name, value);
  }
  return variables;
}
